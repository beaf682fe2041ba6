/** A place holder until its logs are read. */
import { agentWithoutUsage } from '../withoutLines.ts';

export const qwenCode = agentWithoutUsage({
  id: 'qwen-code',
  draw: { byDefault: 'other', source: 'https://github.com/QwenLM/qwen-code' },
  configFolders: ({ homeFolder, join }) => [{ path: join(homeFolder, '.qwen'), logFolders: [] }],
  keepsNoUsage: {
    advice: 'See what it used in its own program.',
    source: 'https://github.com/QwenLM/qwen-code',
  },
});
