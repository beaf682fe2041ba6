/** Droid (Factory): where its files lie. Facts and their sources: docs/agents/droid.md. */
import type { Agent, DocumentFormat } from '../agent.ts';
import { createNoLineParser } from '../withoutLines.ts';
import { readSessionSettings } from './settings.ts';

const SUMS: DocumentFormat = { kind: 'document', read: readSessionSettings };

export const droid: Agent = {
  id: 'droid',
  draw: { byDefault: 'plan-then-credits', source: 'https://docs.factory.ai/pricing' },
  configFolders: ({ homeFolder, join }) => {
    const path = join(homeFolder, '.factory');
    return [{ path, logFolders: [join(path, 'sessions')] }];
  },
  isLogFile: (name) => name.endsWith('.settings.json'),
  formatOf: () => SUMS,
  createFileParser: createNoLineParser,
};
