/** A place holder until its logs are read. */
import { agentWithoutUsage } from '../withoutLines.ts';

export const windsurf = agentWithoutUsage({
  id: 'windsurf',
  draw: { byDefault: 'other', source: 'https://docs.windsurf.com' },
  configFolders: ({ homeFolder, join }) => [{ path: join(homeFolder, '.codeium'), logFolders: [] }],
  keepsNoUsage: {
    advice: 'See what it used in its own program.',
    source: 'https://docs.windsurf.com',
  },
});
