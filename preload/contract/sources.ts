/** Which source is believed where two speak of the same moment. The rule that uses it: main/domain/readings.ts. */
import type { SourceId } from './snapshot.ts';

/**
 * 0 is the best. A refusal comes before all: it is the limit itself. `claude-usage` may repeat an answer that
 * is minutes old, so it stands behind what was read from a response.
 */
export const SOURCE_RANKS: Readonly<Record<SourceId, number>> = {
  'limit-error': 0,
  'status-line': 1,
  'codex-rollout': 2,
  'codex-app-server': 3,
  'claude-usage': 4,
  'claude-auth': 5,
  'open-telemetry': 6,
  transcripts: 7,
};
