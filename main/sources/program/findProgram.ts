/** Finds an agent's program the way its user would: the search path first, then the usual places. */
import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { posix, win32 } from 'node:path';
import type { Variables } from '../asked.ts';

export type ProgramPlace = {
  readonly name: string;
  readonly variables: Variables;
  readonly homeFolder: string;
  readonly platform: NodeJS.Platform;
};

/**
 * Where the program may be, best first. A desktop starts programs with a short search path, hence the
 * folders that installers use. On Windows only `.exe`: a `.cmd` would need a shell.
 */
export function programCandidates({
  name,
  variables,
  homeFolder,
  platform,
}: ProgramPlace): string[] {
  const isWindows = platform === 'win32';
  const path = isWindows ? win32 : posix;
  const file = isWindows ? `${name}.exe` : name;
  const searched = (variables['PATH'] ?? variables['Path'] ?? '')
    .split(isWindows ? ';' : ':')
    // An empty or relative entry means the present folder, where a stranger's file may lie.
    .filter((folder) => path.isAbsolute(folder));
  const usual = isWindows
    ? [path.join(homeFolder, '.local', 'bin')]
    : [
        path.join(homeFolder, '.local', 'bin'),
        path.join(homeFolder, `.${name}`, 'local'),
        path.join(homeFolder, '.npm-global', 'bin'),
        path.join(homeFolder, '.bun', 'bin'),
        '/opt/homebrew/bin',
        '/usr/local/bin',
        '/usr/bin',
      ];
  return [...new Set([...searched, ...usual].map((folder) => path.join(folder, file)))];
}

/** The first candidate that is a file and may be run; null when there is none. */
export async function findProgram(place: ProgramPlace): Promise<string | null> {
  for (const candidate of programCandidates(place)) {
    try {
      await access(candidate, constants.X_OK);
      if ((await stat(candidate)).isFile()) return candidate;
    } catch {
      // Not there or not ours to run: the next one.
    }
  }
  return null;
}
