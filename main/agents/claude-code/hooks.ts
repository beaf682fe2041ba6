/**
 * The hooks that stop Claude Code before it spends: https://code.claude.com/docs/en/hooks, and measured with
 * 2.1.330 (tests/live/gate.live.test.ts). A refused tool does not: the model is asked again.
 */
import type { AgentHooks } from '../agent.ts';

export const claudeCodeHooks: AgentHooks = {
  fileName: 'settings.json',
  entries: [
    { event: 'UserPromptSubmit', word: 'prompt', canAsk: true, sinceVersion: null },
    { event: 'PostToolBatch', word: 'batch', canAsk: true, sinceVersion: null },
    { event: 'PreModelSwitch', word: 'model-switch', canAsk: true, sinceVersion: '2.1.330' },
    { event: 'StopFailure', word: 'failure', canAsk: false, sinceVersion: '2.1.78' },
    { event: 'SessionStart', word: 'start', canAsk: false, sinceVersion: null },
    { event: 'SessionEnd', word: 'end', canAsk: false, sinceVersion: null },
  ],
  // `onFailure`: https://github.com/anthropics/claude-code/releases/tag/v2.1.295
  strictSinceVersion: '2.1.295',
  program: 'claude',
  trustStep: null,
};
