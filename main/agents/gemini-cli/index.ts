/** A place holder until its logs are read. */
import { agentWithoutUsage } from '../withoutLines.ts';

export const geminiCli = agentWithoutUsage({
  id: 'gemini-cli',
  draw: { byDefault: 'other', source: 'https://github.com/google-gemini/gemini-cli' },
  configFolders: ({ homeFolder, join }) => [{ path: join(homeFolder, '.gemini'), logFolders: [] }],
  keepsNoUsage: {
    advice: 'See what it used in its own program.',
    source: 'https://github.com/google-gemini/gemini-cli',
  },
});
