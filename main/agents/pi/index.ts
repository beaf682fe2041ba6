/** A place holder until its logs are read. */
import { agentWithoutUsage } from '../withoutLines.ts';

export const pi = agentWithoutUsage({
  id: 'pi',
  draw: { byDefault: 'other', source: 'https://github.com/badlogic/pi-mono' },
  configFolders: ({ homeFolder, join }) => [{ path: join(homeFolder, '.pi'), logFolders: [] }],
  keepsNoUsage: {
    advice: 'See what it used in its own program.',
    source: 'https://github.com/badlogic/pi-mono',
  },
});
