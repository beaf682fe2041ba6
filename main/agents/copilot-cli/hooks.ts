/**
 * The hook that stops Copilot CLI before it spends, measured with 1.0.102 (tests/live/gateOthers.live.test.ts):
 * https://docs.github.com/en/copilot/reference/hooks-reference. It reads every file in `hooks/`, also in the form
 * of Claude Code. Only a new prompt can be refused: whatever its tool hooks answer, the model is asked again.
 */
import type { AgentHooks } from '../agent.ts';

export const copilotCliHooks: AgentHooks = {
  fileName: 'hooks/tollgate.json',
  entries: [{ event: 'UserPromptSubmit', word: 'prompt', canAsk: true, sinceVersion: null }],
  strictSinceVersion: null,
  program: 'copilot',
  trustStep: null,
};
