/**
 * What stops OpenCode before it spends: a plugin, https://opencode.ai/docs/plugins, measured with 1.18.33
 * (tests/live/gateOthers.live.test.ts). `chat.params` comes before every request to a model, and what is thrown
 * there is shown to the user.
 */
import type { AgentHooks } from '../agent.ts';

export const opencodeHooks: AgentHooks = {
  fileName: 'plugins/tollgate-gate.js',
  folder: ({ variables, homeFolder, join }) =>
    variables['OPENCODE_CONFIG_DIR'] ||
    join(variables['XDG_CONFIG_HOME'] || join(homeFolder, '.config'), 'opencode'),
  form: 'plugin',
  entries: [
    { event: 'chat.message', word: 'prompt', canAsk: true, sinceVersion: null },
    { event: 'chat.params', word: 'batch', canAsk: true, sinceVersion: null },
  ],
  strictSinceVersion: null,
  program: 'opencode',
  trustStep: null,
};
