/** A place holder until its logs are read. */
import { agentWithoutUsage } from '../withoutLines.ts';

export const kiloCode = agentWithoutUsage({
  id: 'kilo-code',
  draw: { byDefault: 'other', source: 'https://kilocode.ai/docs' },
  configFolders: ({ homeFolder, join }) => [
    { path: join(homeFolder, '.kilocode'), logFolders: [] },
  ],
  keepsNoUsage: {
    advice: 'See what it used in its own program.',
    source: 'https://kilocode.ai/docs',
  },
});
