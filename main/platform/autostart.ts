/** The file that makes a Linux desktop start a program at login: its place and its text. */
import path from 'node:path';
import type { Machine } from '../ports.ts';

/** Where the entry lies (https://specifications.freedesktop.org/autostart-spec/latest/). */
export function autostartFile({
  variables,
  homeFolder,
}: Pick<Machine, 'variables' | 'homeFolder'>): string {
  const config = variables['XDG_CONFIG_HOME'] || path.join(homeFolder, '.config');
  return path.join(config, 'autostart', 'tollgate.desktop');
}

/**
 * @param program absolute path; a path that no quoting can hold gives null
 * (https://specifications.freedesktop.org/desktop-entry-spec/latest/exec-variables.html)
 */
export function autostartEntry(program: string): string | null {
  // A line break would begin a key of its own.
  if (/[\u0000-\u001f\u007f]/.test(program)) return null;
  // Once for the quotes of Exec, once more for the file's own escapes; "%" alone would be a field.
  const quoted = program.replace(/["`$\\]/g, '\\$&').replaceAll('\\', '\\\\');
  return [
    '[Desktop Entry]',
    'Type=Application',
    'Name=Tollgate',
    `Exec="${quoted.replaceAll('%', '%%')}"`,
    'Terminal=false',
    'X-GNOME-Autostart-enabled=true',
    '',
  ].join('\n');
}
