/**
 * A program that appends to the ledger until it is killed or has done enough. Each entry that was saved is
 * acknowledged in a file of its own, with its own write: what stands there must never be lost.
 *
 *   node child.ts DATA_FOLDER FIRST COUNT [CHECKPOINT_PAGES]    pages of the log, in place of the product's
 */
import fs from 'node:fs';
import path from 'node:path';
import { createLedgerWriter } from '../../main/store/ledger.ts';
import { openDatabase } from '../../main/store/open.ts';
import { storeFailureOf } from '../../main/store/problems.ts';
import { purchaseOf } from '../integration/ledger/ledgerLab.ts';

const [dataFolder = '', first = '0', count = '0', checkpointPages] = process.argv.slice(2);
const acknowledged = fs.openSync(path.join(path.dirname(dataFolder), 'acknowledged'), 'a');

try {
  process.stdout.write('opening\n');
  const database = openDatabase(dataFolder, 'write-if-free');
  if (checkpointPages)
    database.connection.pragma(`wal_autocheckpoint = ${Number(checkpointPages)}`);
  const ledger = createLedgerWriter(database.connection);
  process.stdout.write('ready\n');
  for (let index = Number(first); index < Number(first) + Number(count); index += 1) {
    ledger.append([purchaseOf(index)], 1);
    fs.writeSync(acknowledged, `${index}\n`);
  }
  database.close();
} catch (error) {
  // Said as the app would say it; a failure that it has no words for ends with another code.
  const { kind } = storeFailureOf(error);
  process.stdout.write(`${kind}\n`);
  process.exitCode = kind === 'database-failed' ? 70 : 75;
}
