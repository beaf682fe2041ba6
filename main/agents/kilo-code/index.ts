/** Kilo Code: a program with a database, and an extension of editors before. Sources: docs/agents/kilo-code.md. */
import type { Agent, LogPlace } from '../agent.ts';
import { MESSAGE_TABLES } from '../shared/messageTable.ts';
import { dataHome, extensionFolders, listedOr } from '../shared/places.ts';
import { rooTask } from '../shared/rooHistory.ts';
import { TASK_FILE } from '../shared/taskMessages.ts';
import { createNoLineParser } from '../withoutLines.ts';

const DATABASE = /^kilo(?:-[\w.-]+)?\.db$/;

/** The database lies at the top; what lies below is not looked at. */
function atTop(above: readonly string[]): LogPlace {
  return above.length === 0 ? 'logs' : 'nothing';
}

export const kiloCode: Agent = {
  id: 'kilo-code',
  draw: { byDefault: 'other', source: 'https://kilocode.ai/docs/basics/adding-credits' },
  configFolders: (environment) => [
    ...listedOr(environment, 'KILO_DATA_DIR', [
      environment.join(dataHome(environment), 'kilo'),
    ]).map((path) => ({ path, logFolders: [path], placeOf: atTop })),
    ...extensionFolders(environment, 'kilocode.kilo-code'),
  ],
  isLogFile: (name) => DATABASE.test(name) || name === TASK_FILE,
  formatOf: (name) => (name === TASK_FILE ? rooTask : { kind: 'database', tables: MESSAGE_TABLES }),
  createFileParser: createNoLineParser,
};
