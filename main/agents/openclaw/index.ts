/** A place holder until its logs are read. */
import { agentWithoutUsage } from '../withoutLines.ts';

export const openclaw = agentWithoutUsage({
  id: 'openclaw',
  draw: { byDefault: 'other', source: 'https://github.com/openclaw/openclaw' },
  configFolders: ({ homeFolder, join }) => [
    { path: join(homeFolder, '.openclaw'), logFolders: [] },
  ],
  keepsNoUsage: {
    advice: 'See what it used in its own program.',
    source: 'https://github.com/openclaw/openclaw',
  },
});
