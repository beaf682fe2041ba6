/** The one rule for "this project": a folder with everything below it, as the gate's scripts compare it. */

/** A drive, or a share: such folders are compared as Windows does, in any spelling of slash and case. */
const WINDOWS_FOLDER = /^(?:[A-Za-z]:|\\\\)/;

/** Whether a request made in `project` falls under `folder`. Both absolute; the slash decides, not the letters. */
export function isInFolder(folder: string, project: string): boolean {
  return `${comparable(project)}/`.startsWith(`${comparable(folder)}/`);
}

function comparable(folder: string): string {
  const text = WINDOWS_FOLDER.test(folder) ? folder.replaceAll('\\', '/').toLowerCase() : folder;
  return text.replace(/(?<=.)\/+$/, '');
}
