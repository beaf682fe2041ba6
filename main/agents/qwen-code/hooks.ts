/**
 * The hooks that stop Qwen Code before it spends: its documentation, docs/users/features/hooks.md, and measured
 * with 0.24.4 (tests/live/gateOthers.live.test.ts). They have the names and answers of Claude Code's.
 */
import type { AgentHooks } from '../agent.ts';

export const qwenCodeHooks: AgentHooks = {
  fileName: 'settings.json',
  entries: [
    { event: 'UserPromptSubmit', word: 'prompt', canAsk: true, sinceVersion: null },
    { event: 'PostToolBatch', word: 'batch', canAsk: true, sinceVersion: null },
    { event: 'StopFailure', word: 'failure', canAsk: false, sinceVersion: null },
    { event: 'SessionStart', word: 'start', canAsk: false, sinceVersion: null },
    { event: 'SessionEnd', word: 'end', canAsk: false, sinceVersion: null },
  ],
  strictSinceVersion: null,
  program: 'qwen',
  trustStep: null,
};
