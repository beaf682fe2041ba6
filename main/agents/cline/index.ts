/** A place holder until its logs are read. */
import { agentWithoutUsage } from '../withoutLines.ts';

export const cline = agentWithoutUsage({
  id: 'cline',
  draw: { byDefault: 'other', source: 'https://docs.cline.bot' },
  configFolders: ({ homeFolder, join }) => [{ path: join(homeFolder, '.cline'), logFolders: [] }],
  keepsNoUsage: {
    advice: 'See what it used in its own program.',
    source: 'https://docs.cline.bot',
  },
});
