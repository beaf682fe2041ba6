/** Cursor: noticed, not read. What it keeps, and why that is left alone: docs/agents/cursor.md. */
import { inEnglish } from '../../../preload/contract/languages/say.ts';
import { cursorHooks } from './hooks.ts';
import { settingsFolders } from '../shared/places.ts';
import { agentWithoutUsage } from '../withoutLines.ts';

export const cursor = agentWithoutUsage({
  id: 'cursor',
  draw: { byDefault: 'plan-then-credits', source: 'https://cursor.com/docs/account/pricing' },
  configFolders: (environment) => [
    { path: environment.join(environment.homeFolder, '.cursor'), logFolders: [] },
    ...settingsFolders(environment, 'Cursor').map(
      (folder) => ({ ...folder, hasNoHooks: true }) as const,
    ),
  ],
  hooks: cursorHooks,
  keepsNoUsage: {
    advice: inEnglish('Its usage and what is left of the plan are on cursor.com/dashboard.'),
    source: 'https://github.com/soulduse/ai-token-monitor/issues/132',
  },
});
