/** A place holder until its logs are read. */
import { agentWithoutUsage } from '../withoutLines.ts';

export const opencode = agentWithoutUsage({
  id: 'opencode',
  draw: { byDefault: 'other', source: 'https://opencode.ai/docs' },
  configFolders: ({ homeFolder, join }) => [
    { path: join(homeFolder, '.local', 'share', 'opencode'), logFolders: [] },
  ],
  keepsNoUsage: {
    advice: 'See what it used in its own program.',
    source: 'https://opencode.ai/docs',
  },
});
