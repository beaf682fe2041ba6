/** Roo Code: an extension of editors. Shapes and sources: docs/agents/roo-code.md. */
import type { Agent } from '../agent.ts';
import { extensionFolders } from '../shared/places.ts';
import { rooTask } from '../shared/rooHistory.ts';
import { TASK_FILE } from '../shared/taskMessages.ts';
import { createNoLineParser } from '../withoutLines.ts';

export const rooCode: Agent = {
  id: 'roo-code',
  draw: { byDefault: 'api-key', source: 'https://docs.roocode.com/providers' },
  configFolders: (environment) => extensionFolders(environment, 'rooveterinaryinc.roo-cline'),
  isLogFile: (name) => name === TASK_FILE,
  formatOf: () => rooTask,
  createFileParser: createNoLineParser,
};
