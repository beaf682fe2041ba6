/** Folders that several agents share the rules of: data folders, and what editors keep for their extensions. */
import type { ConfigFolder, Environment } from '../agent.ts';
import { folderList } from '../fields.ts';

/** `$XDG_DATA_HOME`, else `~/.local/share`: some programs use it on every system. */
export function dataHome({ variables, homeFolder, join }: Environment): string {
  return variables['XDG_DATA_HOME'] || join(homeFolder, '.local', 'share');
}

/** Folders that a variable lists, else the one given; absolute, each once. */
export function listedOr(
  environment: Environment,
  variable: string,
  usual: readonly string[],
): string[] {
  const { variables, homeFolder, join, resolve } = environment;
  const listed = variables[variable]?.trim();
  const paths = listed ? folderList(listed, homeFolder, join) : usual;
  return [...new Set(paths.map((path) => resolve(path)))];
}

/** Editors built from the same source, by the name of their settings folder. */
const EDITORS = ['Code', 'Code - Insiders', 'VSCodium', 'Cursor', 'Windsurf'];
/** The same editors working on this machine from another one. */
const REMOTE_EDITORS = ['.vscode-server', '.cursor-server', '.windsurf-server'];

/** Where programs with windows keep their settings on the three systems. */
function settingsRoots({ variables, homeFolder, join }: Environment): string[] {
  return [
    variables['XDG_CONFIG_HOME'] || join(homeFolder, '.config'),
    join(homeFolder, 'Library', 'Application Support'),
    variables['APPDATA'] || join(homeFolder, 'AppData', 'Roaming'),
  ];
}

/** The settings folder of a program with windows, wherever it may be; nothing is read in it. */
export function settingsFolders(environment: Environment, name: string): ConfigFolder[] {
  return settingsRoots(environment).map((root) => ({
    path: environment.join(root, name),
    logFolders: [],
    isAlternative: true,
  }));
}

/**
 * What editors keep for an extension on the three systems.
 * @param extension its id, as the folder in `globalStorage` is named
 */
export function extensionFolders(environment: Environment, extension: string): ConfigFolder[] {
  const { homeFolder, join } = environment;
  const userFolders = [
    ...settingsRoots(environment).flatMap((root) =>
      EDITORS.map((editor) => join(root, editor, 'User')),
    ),
    ...REMOTE_EDITORS.map((editor) => join(homeFolder, editor, 'data', 'User')),
  ];
  return userFolders.map((folder) => {
    const path = join(folder, 'globalStorage', extension);
    return { path, logFolders: [join(path, 'tasks')], isAlternative: true, isEmbedded: true };
  });
}
