/** A place holder until its logs are read. */
import { agentWithoutUsage } from '../withoutLines.ts';

export const droid = agentWithoutUsage({
  id: 'droid',
  draw: { byDefault: 'other', source: 'https://docs.factory.ai' },
  configFolders: ({ homeFolder, join }) => [{ path: join(homeFolder, '.factory'), logFolders: [] }],
  keepsNoUsage: {
    advice: 'See what it used in its own program.',
    source: 'https://docs.factory.ai',
  },
});
