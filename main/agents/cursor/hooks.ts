/**
 * The hook that stops Cursor before it spends: https://cursor.com/docs/hooks. Only a new prompt can be refused; whatever
 * its hooks for tools answer, the model is asked again. The program needs an account to start, so nobody has run
 * it with this: what others have seen stands in docs/agents/cursor.md.
 */
import type { AgentHooks } from '../agent.ts';

export const cursorHooks: AgentHooks = {
  fileName: 'hooks.json',
  folder: ({ homeFolder, join }) => join(homeFolder, '.cursor'),
  form: 'flat',
  answers: 'user-message',
  entries: [{ event: 'beforeSubmitPrompt', word: 'prompt', canAsk: true, sinceVersion: null }],
  strictSinceVersion: null,
  program: 'cursor',
  trustStep: null,
  isUnproven: true,
};
