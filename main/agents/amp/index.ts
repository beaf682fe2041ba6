/** A place holder until its logs are read. */
import { agentWithoutUsage } from '../withoutLines.ts';

export const amp = agentWithoutUsage({
  id: 'amp',
  draw: { byDefault: 'other', source: 'https://ampcode.com/manual' },
  configFolders: ({ homeFolder, join }) => [
    { path: join(homeFolder, '.local', 'share', 'amp'), logFolders: [] },
  ],
  keepsNoUsage: {
    advice: 'See what it used in its own program.',
    source: 'https://ampcode.com/manual',
  },
});
