/** An agent's folder of another computer, mounted or synced here: the usual layout, at another place. */
import type { Agent, ConfigFolder, Environment } from './agent.ts';

/**
 * The configuration folder of an agent at a place of the user's choice. Variables of this computer say nothing
 * about another one, so only the usual layout is looked for.
 * @param path absolute
 */
export function folderElsewhere(
  agent: Agent,
  path: string,
  { homeFolder, join, resolve }: Environment,
): ConfigFolder {
  const usual = agent.configFolders({ variables: {}, homeFolder, join, resolve });
  const first = usual.find(({ logFolders }) => logFolders.length > 0);
  if (!first) return { path, logFolders: [] };
  const logFolders = first.logFolders
    .filter((folder) => folder.startsWith(first.path))
    .map((folder) => `${path}${folder.slice(first.path.length)}`);
  return { path, logFolders, ...(first.placeOf ? { placeOf: first.placeOf } : {}) };
}
