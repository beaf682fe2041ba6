/** Child of the ledger's tests: appends the same purchases as everybody else, over a connection of its own. */
import Database from 'better-sqlite3';
import { createLedgerWriter } from '../../../main/store/ledger.ts';
import { purchaseOf } from './ledgerLab.ts';

const [file = '', count = '0', recordedAtMs = '0'] = process.argv.slice(2);
const connection = new Database(file);
connection.pragma('busy_timeout = 20000');
const ledger = createLedgerWriter(connection);
let written = 0;
for (let index = 0; index < Number(count); index += 1) {
  const [appended] = ledger.append([purchaseOf(index)], Number(recordedAtMs));
  if (appended?.outcome === 'new') written += 1;
}
connection.close();
process.stdout.write(String(written));
