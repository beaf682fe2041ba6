/** What a process and all its descendants use, from /proc (Linux only). */
import fs from 'node:fs';

const TICKS_PER_SECOND = 100;

/** Memory in bytes, shared pages divided among their users: sums of plain RSS count them often. */
export function proportionalBytes(rootId: number): number {
  return treeOf(rootId).reduce((sum, processId) => {
    const text = readProc(processId, 'smaps_rollup');
    return sum + Number(/^Pss:\s+(\d+) kB/m.exec(text)?.[1] ?? 0) * 1024;
  }, 0);
}

/** CPU time so far, in milliseconds, with that of descendants that have ended. */
export function cpuMs(rootId: number): number {
  const ticks = treeOf(rootId).reduce((sum, processId) => {
    const fields = statFields(processId);
    // utime, stime, cutime, cstime: fields 14 to 17 of proc_pid_stat(5), counted behind the name.
    return sum + [11, 12, 13, 14].reduce((part, field) => part + Number(fields[field] ?? 0), 0);
  }, 0);
  return (ticks * 1000) / TICKS_PER_SECOND;
}

function treeOf(rootId: number): number[] {
  const childrenOf = new Map<number, number[]>();
  for (const entry of fs.readdirSync('/proc')) {
    const processId = Number(entry);
    if (!Number.isInteger(processId)) continue;
    const parentId = Number(statFields(processId)[1] ?? -1);
    childrenOf.set(parentId, [...(childrenOf.get(parentId) ?? []), processId]);
  }
  const tree: number[] = [];
  for (const waiting = [rootId]; waiting.length > 0;) {
    const processId = waiting.pop() as number;
    tree.push(processId);
    waiting.push(...(childrenOf.get(processId) ?? []));
  }
  return tree;
}

/** The fields behind the program's name, which may itself hold blanks and brackets. */
function statFields(processId: number): string[] {
  const text = readProc(processId, 'stat');
  return text.slice(text.lastIndexOf(')') + 2).split(' ');
}

function readProc(processId: number, name: string): string {
  try {
    return fs.readFileSync(`/proc/${processId}/${name}`, 'utf8');
  } catch {
    // Ended since it was listed.
    return '';
  }
}
