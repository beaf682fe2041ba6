/** Child of the store's tests: opens the database of a folder for writing, does what it is told, and stays. */
import { openDatabase } from '../../../main/store/open.ts';

const [folder = '', task = 'hold'] = process.argv.slice(2);
const database = openDatabase(folder, 'write-if-free');
const { connection, canWrite } = database;

if (task === 'commit') {
  const add = connection.prepare("INSERT INTO name (text) VALUES ('commit ' || ?)");
  for (let index = 0; index < 20; index += 1) add.run(index);
  // The connection is left open: closing would sync the whole.
  process.kill(process.pid, 'SIGKILL');
}
if (task === 'lock') connection.exec('BEGIN EXCLUSIVE');
process.stdout.write(`${canWrite ? 'writing' : 'reading'}\n`);
// Held on to: the lock goes with the object once nobody can close it any more.
setInterval(() => database.canWrite, 1000);
