/** Which source is believed where two speak of the same moment. The rule that uses it: main/domain/readings.ts. */
import type { SettingPath } from './settingPaths.ts';
import type { AgentId, SourceId } from './snapshot.ts';

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

/** Sources that are asked by starting the user's own program. */
export const ASKABLE_SOURCES = ['claude-usage', 'claude-auth', 'codex-app-server'] as const;
export type AskableSource = (typeof ASKABLE_SOURCES)[number];

/** Who can say which plan an account is on, where the user lets us ask. */
export const PLAN_SOURCE: {
  readonly source: AskableSource;
  readonly agent: AgentId;
  readonly switchPath: SettingPath;
} = {
  source: 'claude-auth',
  agent: 'claude-code',
  switchPath: ['sources', 'claudeAuthStatus'],
};
