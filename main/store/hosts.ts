/** Which accounts are of other computers. An account is a folder; its computer is what the user calls it. */
import type { HostFolder } from '../../preload/contract/settingsOfFolders.ts';
import type { AgentId } from '../../preload/contract/snapshot.ts';
import { accountText } from '../domain/figures.ts';
import { createNames } from './names.ts';
import type { Connection } from './open.ts';

type HostRow = { readonly agent: AgentId; readonly account: string; readonly host: string };

/** Names of computers by account (`agent|folder`); accounts of this computer are not in it. */
export type Hosts = ReadonlyMap<string, string>;

/** Reads anew at each call: there are few rows. */
export function createHostReader(connection: Connection): () => Hosts {
  const rows = connection.prepare<[], HostRow>(
    `SELECT agent.key AS agent, folder AS account, host FROM account
       JOIN agent ON agent.id = account.agent_id WHERE host IS NOT NULL`,
  );
  return () => new Map(rows.all().map((row) => [accountText(row), row.host]));
}

/**
 * Says whose the folders are, before anything of them is saved. What was saved of a folder keeps its computer
 * when the folder is no longer read.
 * @throws SQLite's error; nothing is saved then
 */
export function createHostWriter(connection: Connection): (folders: readonly HostFolder[]) => void {
  const name = connection.prepare<[{ host: string; id: number }]>(
    'UPDATE account SET host = @host WHERE id = @id AND host IS NOT @host',
  );
  const save = connection.transaction((folders: readonly HostFolder[]) => {
    // Of its own: what it remembers must not outlive a transaction that was rolled back.
    const names = createNames(connection);
    for (const { agent, path, host } of folders) {
      name.run({ host, id: names.accountId(agent, path) });
    }
  });
  return (folders) => {
    if (folders.length > 0) save.immediate(folders);
  };
}
