/** Fazm: noticed, not read. What it keeps: docs/agents/fazm.md. */
import { inEnglish } from '../../../preload/contract/languages/say.ts';
import { agentWithoutUsage } from '../withoutLines.ts';

export const fazm = agentWithoutUsage({
  id: 'fazm',
  draw: { byDefault: 'credits', source: 'https://fazm.ai/blog/claude-extra-usage' },
  configFolders: ({ homeFolder, join }) => [
    { path: join(homeFolder, 'Library', 'Application Support', 'Fazm'), logFolders: [] },
  ],
  keepsNoUsage: {
    advice: inEnglish(
      'On a Claude account it draws on the same usage credits as your other Claude apps: it may explain spending that no session here does.',
    ),
    source: 'https://github.com/mediar-ai/fazm',
  },
});
