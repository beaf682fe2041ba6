/** A place holder until its logs are read. */
import { agentWithoutUsage } from '../withoutLines.ts';

export const cursor = agentWithoutUsage({
  id: 'cursor',
  draw: { byDefault: 'other', source: 'https://cursor.com/docs' },
  configFolders: ({ homeFolder, join }) => [{ path: join(homeFolder, '.cursor'), logFolders: [] }],
  keepsNoUsage: {
    advice: 'See what it used in its own program.',
    source: 'https://cursor.com/docs',
  },
});
