/** A place holder until its logs are read. */
import { agentWithoutUsage } from '../withoutLines.ts';

export const kimi = agentWithoutUsage({
  id: 'kimi',
  draw: { byDefault: 'other', source: 'https://github.com/MoonshotAI/kimi-cli' },
  configFolders: ({ homeFolder, join }) => [{ path: join(homeFolder, '.kimi'), logFolders: [] }],
  keepsNoUsage: {
    advice: 'See what it used in its own program.',
    source: 'https://github.com/MoonshotAI/kimi-cli',
  },
});
