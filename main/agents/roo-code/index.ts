/** A place holder until its logs are read. */
import { agentWithoutUsage } from '../withoutLines.ts';

export const rooCode = agentWithoutUsage({
  id: 'roo-code',
  draw: { byDefault: 'other', source: 'https://docs.roocode.com' },
  configFolders: ({ homeFolder, join }) => [{ path: join(homeFolder, '.roo'), logFolders: [] }],
  keepsNoUsage: {
    advice: 'See what it used in its own program.',
    source: 'https://docs.roocode.com',
  },
});
