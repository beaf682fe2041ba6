/** OpenCode: a database, and in old versions a file a message. Shapes and sources: docs/agents/opencode.md. */
import type { Agent, DocumentFormat, LogFormat, LogPlace } from '../agent.ts';
import { asObject } from '../fields.ts';
import { MESSAGE_TABLES, readMessage } from '../shared/messageTable.ts';
import { dataHome, listedOr } from '../shared/places.ts';
import { createNoLineParser } from '../withoutLines.ts';
import { opencodeHooks } from './hooks.ts';

/** Each release channel has a database of its own. */
const DATABASE = /^opencode(?:-[\w.-]+)?\.db$/;
const OLD_MESSAGE = /^msg_.*\.json$/;

const oldMessage: DocumentFormat = {
  kind: 'document',
  read(document, context, sink) {
    const message = asObject(document);
    if (message === null) return sink.refuse('unknown-shape');
    readMessage(message, { id: context.folders[0] ?? null, folder: null }, sink);
  },
};

/** Databases lie at the top, old messages in `storage/message/<session>/`; beside them lie sign-ins and much else. */
function placeOf(above: readonly string[]): LogPlace {
  const [top, second] = [above.at(-1), above.at(-2)];
  if (above.length === 0) return 'logs';
  if (top !== 'storage') return 'nothing';
  if (above.length === 1) return 'way';
  return second === 'message' && above.length <= 3 ? 'logs' : 'nothing';
}

function formatOf(name: string): LogFormat {
  return DATABASE.test(name) ? { kind: 'database', tables: MESSAGE_TABLES } : oldMessage;
}

export const opencode: Agent = {
  id: 'opencode',
  draw: { byDefault: 'api-key', source: 'https://opencode.ai/docs/providers' },
  configFolders: (environment) =>
    listedOr(environment, 'OPENCODE_DATA_DIR', [
      environment.join(dataHome(environment), 'opencode'),
    ]).map((path) => ({ path, logFolders: [path], placeOf })),
  isLogFile: (name) => DATABASE.test(name) || OLD_MESSAGE.test(name),
  formatOf,
  hooks: opencodeHooks,
  createFileParser: createNoLineParser,
};
