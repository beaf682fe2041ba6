/** What the system says about a program and everything it started. */
import fs from 'node:fs';

export type ProcessFacts = {
  readonly pid: number;
  readonly parent: number;
  readonly command: string;
};

/** A process and all its descendants that are alive. */
export function processTree(root: number): ProcessFacts[] {
  const all = allProcesses();
  const found = all.filter(({ pid }) => pid === root);
  for (let index = 0; index < found.length; index += 1) {
    const parent = found[index]?.pid;
    found.push(...all.filter((process) => process.parent === parent));
  }
  return found;
}

export function isAlive(pid: number): boolean {
  const facts = readProcess(pid);
  return facts !== null;
}

/** The renderer of a window: Chromium names each child's role on its command line. */
export function renderersOf(root: number): number[] {
  return processTree(root)
    .filter(({ command }) => command.includes('--type=renderer'))
    .map(({ pid }) => pid);
}

/** Files that a process tree holds open, links resolved. */
export function openFilesOf(root: number): string[] {
  return processTree(root).flatMap(({ pid }) => openFiles(pid));
}

function openFiles(pid: number): string[] {
  const folder = `/proc/${pid}/fd`;
  return namesIn(folder).flatMap((name) => {
    try {
      return [fs.readlinkSync(`${folder}/${name}`)];
    } catch {
      return [];
    }
  });
}

/** Local addresses of the TCP sockets on which a process tree listens. */
export function listeningPorts(root: number): string[] {
  const sockets = new Set(
    openFilesOf(root).flatMap((file) => /^socket:\[(\d+)\]$/.exec(file)?.[1] ?? []),
  );
  return ['tcp', 'tcp6'].flatMap((kind) =>
    fs
      .readFileSync(`/proc/net/${kind}`, 'utf8')
      .split('\n')
      .slice(1)
      .map((row) => row.trim().split(/\s+/))
      .filter((row) => row[3] === LISTENING && sockets.has(row[9] ?? ''))
      .map((row) => row[1] ?? ''),
  );
}

/** State of a listening socket in /proc/net/tcp (https://man7.org/linux/man-pages/man5/proc.5.html). */
const LISTENING = '0A';

function allProcesses(): ProcessFacts[] {
  return namesIn('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => readProcess(Number(name)) ?? []);
}

/** null for a process that has ended, also while nobody has collected it. */
function readProcess(pid: number): ProcessFacts | null {
  try {
    const status = fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name may hold spaces and brackets; the fields after the last one are fixed.
    const fields = status.slice(status.lastIndexOf(')') + 2).split(' ');
    if (fields[0] === 'Z') return null;
    const command = fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
    return { pid, parent: Number(fields[1]), command };
  } catch {
    return null;
  }
}

function namesIn(folder: string): string[] {
  try {
    return fs.readdirSync(folder);
  } catch {
    return [];
  }
}
