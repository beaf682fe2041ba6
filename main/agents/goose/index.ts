/** A place holder until its logs are read. */
import { agentWithoutUsage } from '../withoutLines.ts';

export const goose = agentWithoutUsage({
  id: 'goose',
  draw: { byDefault: 'other', source: 'https://block.github.io/goose' },
  configFolders: ({ homeFolder, join }) => [
    { path: join(homeFolder, '.local', 'share', 'goose'), logFolders: [] },
  ],
  keepsNoUsage: {
    advice: 'See what it used in its own program.',
    source: 'https://block.github.io/goose',
  },
});
