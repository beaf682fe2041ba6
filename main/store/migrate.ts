/** Brings a database to the present version, one migration a transaction, a copy put aside first. */
import fs from 'node:fs';
import type { Connection } from './open.ts';

/** Copies kept; the oldest goes first. */
const KEPT_BACKUPS = 3;

/**
 * Runs what is missing. Either a migration has run whole or not at all; in a new database, all of them or none.
 * @param isKept false: nobody will want the former version back
 */
export function migrate(
  connection: Connection,
  file: string,
  migrations: readonly string[],
  isKept = true,
): void {
  const from = connection.pragma('user_version', { simple: true }) as number;
  if (from === 0) return create(connection, migrations);
  if (isKept && from < migrations.length) backUp(connection, file, from);
  migrations.slice(from).forEach((sql, index) => {
    connection.transaction(() => {
      connection.exec(sql);
      connection.pragma(`user_version = ${from + index + 1}`);
    })();
  });
}

/** A new database has nothing to lose on the way: one transaction, which takes half the time. */
function create(connection: Connection, migrations: readonly string[]): void {
  connection.transaction(() => {
    for (const sql of migrations) connection.exec(sql);
    connection.pragma(`user_version = ${migrations.length}`);
  })();
}

/** Path of the copy that is made before leaving a version. */
export function backupPath(file: string, version: number): string {
  return `${file}.before-version-${version + 1}.backup`;
}

function backUp(connection: Connection, file: string, version: number): void {
  const target = backupPath(file, version);
  fs.rmSync(target, { force: true });
  connection.prepare('VACUUM INTO ?').run(target);
  fs.chmodSync(target, 0o600);
  fs.rmSync(backupPath(file, version - KEPT_BACKUPS), { force: true });
}
