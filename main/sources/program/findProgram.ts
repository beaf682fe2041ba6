/** Finds an agent's program the way its user would: the search path first, then the usual places. */
import { constants } from 'node:fs';
import { access, readdir, stat } from 'node:fs/promises';
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
        path.join(homeFolder, '.volta', 'bin'),
        path.join(homeFolder, '.local', 'share', 'pnpm'),
        path.join(homeFolder, 'Library', 'pnpm'),
        path.join(homeFolder, '.asdf', 'shims'),
        path.join(homeFolder, '.local', 'share', 'mise', 'shims'),
        '/opt/homebrew/bin',
        '/usr/local/bin',
        '/usr/bin',
      ];
  return [...new Set([...searched, ...usual].map((folder) => path.join(folder, file)))];
}

/** nvm keeps each Node with its programs in a folder named after the version; the newest comes first. */
async function nvmCandidates({ name, homeFolder, platform }: ProgramPlace): Promise<string[]> {
  if (platform === 'win32') return [];
  const versions = posix.join(homeFolder, '.nvm', 'versions', 'node');
  const names = await readdir(versions).catch(() => []);
  const byVersion = new Intl.Collator('en', { numeric: true });
  return names
    .sort((one, other) => byVersion.compare(other, one))
    .map((version) => posix.join(versions, version, 'bin', name));
}

/** The first candidate that is a file and may be run; null when there is none. */
export async function findProgram(place: ProgramPlace): Promise<string | null> {
  for (const candidate of [...programCandidates(place), ...(await nvmCandidates(place))]) {
    try {
      await access(candidate, constants.X_OK);
      if ((await stat(candidate)).isFile()) return candidate;
    } catch {
      // Not there or not ours to run: the next one.
    }
  }
  return null;
}
