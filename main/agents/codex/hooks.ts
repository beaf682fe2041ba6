/**
 * The hook that stops Codex before it spends, measured with 0.169.0 (tests/live/gate.live.test.ts). Only a
 * new prompt can be refused: an answer of its other hooks leads to another request, and a hook that fails
 * is passed over.
 */
import { inEnglish } from '../../../preload/contract/languages/say.ts';
import type { AgentHooks } from '../agent.ts';

export const codexHooks: AgentHooks = {
  fileName: 'hooks.json',
  entries: [{ event: 'UserPromptSubmit', word: 'prompt', canAsk: true, sinceVersion: null }],
  strictSinceVersion: null,
  program: 'codex',
  trustStep: inEnglish(
    'Codex runs a hook only after you have trusted it: start codex, type /hooks, and trust the Tollgate hook.',
  ),
};
