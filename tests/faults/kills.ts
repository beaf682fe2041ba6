/**
 * Programs killed (-9) at random instants, while they append and while they open the database. One database
 * outlives several of them before it is judged, so that what a killed program left is taken up, and left again,
 * by another that is killed.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import { createRandom, type Random } from '../bench/random.ts';
import { CHILD, compiledCode, judge, openFaultLab, sayProgress, type FaultLab } from './lab.ts';

/** More than a program writes in the time that it is given. */
const ENDLESS = 100_000;
/** Bytes of acknowledgements after which a program is killed: about forty of them. */
const MOST_SAVED_BYTES = 320;
const KILLS_IN_A_LAB = 50;
const MOST_KILLS_UNJUDGED = 4;
/** The share that is killed while it opens the database, and the longest time that it gets for that. */
const OPENING_SHARE = 0.2;
const MOST_OPENING_MS = 3;

/** `opening`: killed before the database was open. `early`: open, but nothing was saved yet. */
type KillCounts = {
  cycles: number;
  opening: number;
  early: number;
  acknowledged: number;
  judged: number;
  lost: number;
  corrupt: number;
};

/** @param lanes databases that are worked on beside each other, each with its own seed */
export async function killLoop(cycles: number, seed: number, lanes = 2): Promise<KillCounts> {
  const sum = { cycles: 0, opening: 0, early: 0, acknowledged: 0, judged: 0, lost: 0, corrupt: 0 };
  compiledCode();
  const shares = Array.from({ length: lanes }, (_, lane) => Math.ceil((cycles - lane) / lanes));
  await Promise.all(shares.map((share, lane) => killInLane(share, seed + lane, sum)));
  return sum;
}

async function killInLane(cycles: number, seed: number, sum: KillCounts) {
  const random = createRandom(seed);
  let lab = openFaultLab();
  let isJudgedAt = random.integer(1, MOST_KILLS_UNJUDGED);
  try {
    for (let cycle = 0; cycle < cycles; cycle += 1) {
      await killOne(lab, cycle, random, sum);
      const isLast = cycle === cycles - 1 || (cycle + 1) % KILLS_IN_A_LAB === 0;
      if (isLast || cycle >= isJudgedAt) {
        judgeInto(lab, sum);
        isJudgedAt = cycle + random.integer(1, MOST_KILLS_UNJUDGED);
      }
      if (!isLast) continue;
      sum.acknowledged += lab.acknowledged().length;
      if (cycles > KILLS_IN_A_LAB) sayProgress('kill', sum);
      lab.dispose();
      lab = openFaultLab();
    }
  } finally {
    lab.dispose();
  }
}

function judgeInto(lab: FaultLab, sum: KillCounts): void {
  const { lost, isCorrupt } = judge(lab.data, lab.acknowledged());
  sum.judged += 1;
  sum.lost += lost;
  sum.corrupt += isCorrupt ? 1 : 0;
}

async function killOne(
  lab: FaultLab,
  cycle: number,
  random: Random,
  sum: KillCounts,
): Promise<void> {
  const before = savedBytes(lab);
  const child = spawn(
    process.execPath,
    [CHILD, lab.data, String(cycle * ENDLESS), String(ENDLESS)],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, ...compiledCode() },
    },
  );
  const ended = once(child, 'exit');
  const said = wordsOf(child);
  await until(() => said().includes('opening'), child, said);
  if (random.chance(OPENING_SHARE)) {
    await wait(random.integer(0, MOST_OPENING_MS));
  } else {
    // By what it has saved, not by the clock: a busy machine would only kill programs that did nothing yet.
    const enough = before + random.integer(0, MOST_SAVED_BYTES);
    await until(() => said().includes('ready') && savedBytes(lab) >= enough, child, said);
  }
  child.kill('SIGKILL');
  await ended;
  sum.cycles += 1;
  if (!said().includes('ready')) sum.opening += 1;
  else if (savedBytes(lab) === before) sum.early += 1;
}

function wordsOf(child: ChildProcess): () => string {
  let words = '';
  child.stdout?.on('data', (chunk: Buffer) => (words += chunk.toString()));
  return () => words;
}

/** @throws Error when the program ends by itself: it could not go on from what the one before it left */
async function until(isSo: () => boolean, child: ChildProcess, said: () => string): Promise<void> {
  while (!isSo()) {
    if (child.exitCode !== null) throw new Error(`the program ended by itself: ${said()}`);
    await wait(1);
  }
}

function wait(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

function savedBytes(lab: FaultLab): number {
  return fs.statSync(lab.acknowledgements, { throwIfNoEntry: false })?.size ?? 0;
}
