/** Which source is believed where two speak of the same moment. The rule that uses it: main/domain/readings.ts. */
import type { SourceId } from './snapshot.ts';

/**
 * 0 is the best: what the user saw. A refusal comes next: it is the limit itself. `claude-usage` may repeat an answer that
 * is minutes old, so it stands behind what was read from a response.
 */
export const SOURCE_RANKS: Readonly<Record<SourceId, number>> = {
  user: 0,
  'limit-error': 1,
  'status-line': 2,
  'codex-rollout': 3,
  'codex-app-server': 4,
  'claude-usage': 5,
  'claude-auth': 6,
  'open-telemetry': 7,
  transcripts: 8,
};
