/** A place holder until its logs are read. */
import { agentWithoutUsage } from '../withoutLines.ts';

export const fazm = agentWithoutUsage({
  id: 'fazm',
  draw: { byDefault: 'other', source: 'https://fazm.ai' },
  configFolders: ({ homeFolder, join }) => [{ path: join(homeFolder, '.fazm'), logFolders: [] }],
  keepsNoUsage: { advice: 'See what it used in its own program.', source: 'https://fazm.ai' },
});
