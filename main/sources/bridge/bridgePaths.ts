/**
 * Where the bridge's files lie, and the one command line that names them. The layout is an API: the
 * script in `resources/bridge` and `docs/bridge.md` follow it.
 */
import { join } from 'node:path';

/** The script's file name; also what tells a bridge of another copy of Tollgate in a command line. */
export const SCRIPT_NAME = 'tollgate-statusline.sh';

/** The files of one bridged configuration folder. */
export type BridgePaths = {
  readonly id: string;
  /** Holds everything below; shared by all bridged folders. */
  readonly bridgeFolder: string;
  readonly backupFolder: string;
  readonly script: string;
  /** The user's own status line command, run by the script; absent when there was none. */
  readonly ownCommand: string;
  readonly record: string;
  /** One state file for each session. */
  readonly stateFolder: string;
};

/** Where the bridge's files lie in the data folder. */
export function bridgeFolderOf(dataFolder: string): string {
  return join(dataFolder, 'bridge');
}

/** Short, stable and safe as a file name; `folder` must be resolved, or a link would be a second bridge. */
export function bridgeIdOf(folder: string): string {
  // Not imported: loading it takes a short command 4 ms, and few commands ask.
  const { createHash } = process.getBuiltinModule('node:crypto');
  return createHash('sha256').update(folder).digest('hex').slice(0, 12);
}

/** The paths for one resolved configuration folder. */
export function bridgePathsOf(dataFolder: string, folder: string): BridgePaths {
  const bridgeFolder = bridgeFolderOf(dataFolder);
  const id = bridgeIdOf(folder);
  return {
    id,
    bridgeFolder,
    backupFolder: join(bridgeFolder, 'backups'),
    script: join(bridgeFolder, SCRIPT_NAME),
    ownCommand: join(bridgeFolder, `${id}.command`),
    record: join(bridgeFolder, `${id}.record.json`),
    stateFolder: join(bridgeFolder, `${id}.d`),
  };
}

/** Quoted so that sh takes it as one word whatever it contains. */
export function quoteForShell(word: string): string {
  return `'${word.replaceAll("'", String.raw`'\''`)}'`;
}

/** The status line command that Tollgate puts into the settings. */
export function bridgeCommand(paths: BridgePaths): string {
  return `sh ${quoteForShell(paths.script)} ${paths.id}`;
}

/**
 * Whether a command line runs this folder's bridge. Wider than equality: a user may have put something
 * before or behind it, and wrapping that once more would make the script call itself.
 */
export function runsOurScript(command: string, paths: BridgePaths): boolean {
  const { script, id } = paths;
  const namesScript = command.includes(quoteForShell(script)) || command.includes(script);
  return namesScript && command.includes(` ${id}`);
}

/** Whether it runs another bridge: of another data folder, or of a folder the settings were copied from. */
export function runsForeignBridge(command: string, paths: BridgePaths): boolean {
  return command.includes(SCRIPT_NAME) && !runsOurScript(command, paths);
}
