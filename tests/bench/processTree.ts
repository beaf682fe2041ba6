/** What a process and all its descendants use, from /proc (Linux only). */
import fs from 'node:fs';

/** Memory in bytes, shared pages divided among their users: sums of plain RSS count them often. */
export function proportionalBytes(rootId: number): number {
  return sumOf(rootId, /^Pss:\s+(\d+) kB/m);
}

/**
 * Memory in bytes that belongs to no file: heaps and stacks, where a leak would be. Pages of programs do not count, of
 * which a process has fewer or more as others run the same program.
 */
export function ownBytes(rootId: number): number {
  return sumOf(rootId, /^Pss_Anon:\s+(\d+) kB/m);
}

function sumOf(rootId: number, kilobytes: RegExp): number {
  return treeOf(rootId).reduce((sum, processId) => {
    const text = readProc(processId, 'smaps_rollup');
    return sum + Number(kilobytes.exec(text)?.[1] ?? 0) * 1024;
  }, 0);
}

/**
 * CPU time of a process and its descendants since they began, in milliseconds, as the scheduler counts it for each
 * thread (`schedstat`: to the nanosecond, where `stat` has hundredths of a second). To be read now and then: what a
 * thread used between the last reading and its end is lost.
 */
export function createCpuMeter(rootId: number) {
  const running = new Map<string, number>();
  let endedNs = 0;
  return {
    usedMs(): number {
      for (const processId of treeOf(rootId)) {
        for (const threadId of namesIn(`/proc/${processId}/task`)) {
          const thread = `${processId}/task/${threadId}`;
          const usedNs = Number(readProc(thread, 'schedstat').split(' ')[0] ?? 0);
          const before = running.get(thread) ?? 0;
          // A number that is given again belongs to another thread.
          if (usedNs < before) endedNs += before;
          running.set(thread, usedNs);
        }
      }
      return [...running.values()].reduce((sum, usedNs) => sum + usedNs, endedNs) / 1e6;
    },
  };
}

function namesIn(folder: string): string[] {
  try {
    return fs.readdirSync(folder);
  } catch {
    // Ended since it was listed.
    return [];
  }
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

function readProc(processId: number | string, name: string): string {
  try {
    return fs.readFileSync(`/proc/${processId}/${name}`, 'utf8');
  } catch {
    // Ended since it was listed.
    return '';
  }
}
