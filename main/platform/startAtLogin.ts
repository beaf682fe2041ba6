/** Start at login: a desktop file on Linux (XDG Autostart Specification 0.5), the system's login item elsewhere. */
import { inEnglish } from '../../preload/contract/languages/say.ts';
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Only a file with this line is ours to replace or take away. */
const MARK = 'X-Tollgate-Autostart=true';

/** What the system has to run, word by word. */
export type LoginCommand = readonly [program: string, ...words: string[]];

/** Where this user's autostart entries lie. */
export function autostartPath(
  variables: Readonly<Record<string, string | undefined>>,
  homeFolder: string,
): string {
  const config = variables['XDG_CONFIG_HOME'] || path.join(homeFolder, '.config');
  return path.join(config, 'autostart', 'tollgate.desktop');
}

/** The entry's text. Words are quoted as the Desktop Entry Specification says for `Exec`. */
export function autostartEntry(command: LoginCommand): string {
  return [
    '[Desktop Entry]',
    'Type=Application',
    'Name=Tollgate',
    'Comment=What is left of your coding agents’ plan',
    `Exec=${command.map(execWord).join(' ')}`,
    'Terminal=false',
    'X-GNOME-Autostart-enabled=true',
    MARK,
    '',
  ].join('\n');
}

/** Quoted once for `Exec`, and its backslashes once more because the value is a string of the file. */
function execWord(word: string): string {
  const quoted = `"${word.replaceAll(/["`$\\]/g, '\\$&').replaceAll('%', '%%')}"`;
  return quoted.replaceAll('\\', '\\\\');
}

/**
 * Writes or takes away the entry; one that somebody else made is left alone.
 * @returns why it could not be done, or null
 */
export function setAutostart(file: string, command: LoginCommand, isOn: boolean): string | null {
  if (command.some((word) => /[\u0000-\u001f\u007f]/.test(word))) {
    return inEnglish('the path of the program holds a line break or the like');
  }
  try {
    const there = readIfThere(file);
    const wanted = autostartEntry(command);
    if (there !== null && !there.includes(MARK)) {
      return isOn
        ? inEnglish('{file} is there already and was not made by Tollgate', { file })
        : null;
    }
    if (!isOn) {
      if (there !== null) rmSync(file);
      return null;
    }
    if (there === wanted) return null;
    mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
    writeFileSync(`${file}.tmp`, wanted, { mode: 0o644 });
    renameSync(`${file}.tmp`, file);
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function readIfThere(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
