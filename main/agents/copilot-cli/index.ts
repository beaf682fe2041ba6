/** A place holder until its logs are read. */
import { agentWithoutUsage } from '../withoutLines.ts';

export const copilotCli = agentWithoutUsage({
  id: 'copilot-cli',
  draw: {
    byDefault: 'other',
    source: 'https://docs.github.com/copilot/concepts/agents/about-copilot-cli',
  },
  configFolders: ({ homeFolder, join }) => [{ path: join(homeFolder, '.copilot'), logFolders: [] }],
  keepsNoUsage: {
    advice: 'See what it used in its own program.',
    source: 'https://docs.github.com/copilot/concepts/agents/about-copilot-cli',
  },
});
