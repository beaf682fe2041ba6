/** Windsurf: noticed, not read. What it keeps, and why that is left alone: docs/agents/windsurf.md. */
import { inEnglish } from '../../../preload/contract/languages/say.ts';
import { settingsFolders } from '../shared/places.ts';
import { agentWithoutUsage } from '../withoutLines.ts';

export const windsurf = agentWithoutUsage({
  id: 'windsurf',
  draw: {
    byDefault: 'plan-then-credits',
    source: 'https://docs.windsurf.com/windsurf/accounts/usage',
  },
  configFolders: (environment) => [
    {
      path: environment.join(environment.homeFolder, '.codeium', 'windsurf'),
      logFolders: [],
    },
    ...settingsFolders(environment, 'Windsurf'),
  ],
  keepsNoUsage: {
    advice: inEnglish(
      'Its credits and what is left of the plan are on windsurf.com/subscription/usage.',
    ),
    source: 'https://github.com/rajbos/ai-engineering-fluency/pull/625',
  },
});
