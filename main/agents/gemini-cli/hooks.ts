/**
 * The hooks that stop Gemini CLI before it spends: docs/hooks/reference.md of the program, and measured with
 * 0.61.0 (tests/live/gateOthers.live.test.ts). `BeforeModel` runs before every request of the conversation, so
 * a running turn ends as well.
 */
import type { AgentHooks } from '../agent.ts';

export const geminiCliHooks: AgentHooks = {
  fileName: 'settings.json',
  entries: [
    { event: 'BeforeAgent', word: 'prompt', canAsk: true, sinceVersion: null },
    { event: 'BeforeModel', word: 'batch', canAsk: true, sinceVersion: null },
    { event: 'SessionStart', word: 'start', canAsk: false, sinceVersion: null },
    { event: 'SessionEnd', word: 'end', canAsk: false, sinceVersion: null },
  ],
  timeoutUnit: 'milliseconds',
  strictSinceVersion: null,
  program: 'gemini',
  trustStep: null,
};
