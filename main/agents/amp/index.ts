/** Amp: where its threads lie. Shapes and sources: docs/agents/amp.md. */
import { inEnglish } from '../../../preload/contract/languages/say.ts';
import type { Agent } from '../agent.ts';
import { dataHome, listedOr } from '../shared/places.ts';
import { createNoLineParser } from '../withoutLines.ts';
import { readThread } from './thread.ts';

export const amp: Agent = {
  id: 'amp',
  draw: { byDefault: 'other', source: 'https://ampcode.com/manual#pricing' },
  keepsNoUsage: {
    advice: inEnglish(
      'Amp has kept its threads on ampcode.com since May 2026. Only threads from before are read here; “amp usage” tells the balance.',
    ),
    source: 'https://github.com/kenn-io/agentsview/issues/859',
  },
  configFolders: (environment) =>
    listedOr(environment, 'AMP_DATA_DIR', [environment.join(dataHome(environment), 'amp')]).map(
      (path) => ({ path, logFolders: [environment.join(path, 'threads')] }),
    ),
  isLogFile: (name) => name.startsWith('T-') && name.endsWith('.json'),
  formatOf: () => ({ kind: 'document', read: readThread }),
  createFileParser: createNoLineParser,
};
