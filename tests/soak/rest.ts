/**
 * Soak: the real app for hours, beside an agent that works and a user who looks now and then. What it holds must not
 * grow: memory, descriptors, threads; and no error may go uncaught. Run by scripts/soak.mjs on a private desktop.
 *
 *   node tests/soak/rest.ts MINUTES
 */
import { spawn, type ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { ownBytes } from '../bench/processTree.ts';
import { codexRollout } from '../e2e/support/codexLines.ts';
import { makeHome, type TestHome } from '../e2e/support/home.ts';
import { fromRoot, PROJECT_ROOT } from '../e2e/support/paths.ts';
import { openFilesOf, processTree, renderersOf } from '../e2e/support/processes.ts';
import { allowReading } from '../e2e/support/terminal.ts';
import { endTree } from '../e2e/support/tracedApp.ts';
import { findTrayItem } from '../e2e/support/trayItem.ts';
import { growthOf, slopeOf, type Sample } from './slope.ts';

const MINUTE_MS = 60_000;
/** Rarely enough that one sample says little about the next: a heap grows and is collected within a minute. */
const SAMPLE_MS = 30_000;
/** A glance stays in memory for a minute after it was closed; samples are taken without one. */
const GLANCE_EVERY_MS = 5 * MINUTE_MS;
const GLANCE_OPEN_MS = 5000;
const ANSWER_MS = 15_000;
/** So long the agent has been at work when the app starts: what is kept of the last hour is there from the start. */
const WORKED_MS = 65 * MINUTE_MS;
/** Behind the end of a run of two hours: what a reset does for the first time is no growth at rest. */
const RESETS_IN_MS = 150 * MINUTE_MS;
/** First reading, compiling and caches: a sixth of the run, three minutes at least. */
const LEAST_WARM_UP_MS = 3 * MINUTE_MS;
const WARM_UP_SHARE = 1 / 6;
const MOST_MEGABYTES_A_DAY = 1;
const UNCAUGHT = /unhandled|uncaught|unexpected error|engine stopped/i;

const minutes = Number(process.argv[2] ?? '120');
const electron = process.env['TOLLGATE_SOAK_ELECTRON'];
if (!electron) throw new Error('run this through scripts/soak.mjs');
const home = makeHome();
try {
  process.exitCode = await rest(electron, home, minutes * MINUTE_MS);
} finally {
  home.dispose();
}

async function rest(program: string, own: TestHome, spanMs: number): Promise<number> {
  const agent = putWorkingAgent(own);
  await allowReading(own);
  const app = startApp(program, own);
  let output = '';
  for (const stream of [app.stdout, app.stderr])
    stream?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  try {
    const pid = app.pid as number;
    const tray = await findTrayItem(pid);
    const startedAt = performance.now();
    const elapsed = () => performance.now() - startedAt;
    const samples: Sample[] = [];
    const warmUpMs = Math.max(LEAST_WARM_UP_MS, spanMs * WARM_UP_SHARE);
    let [answersAt, glanceAt, sampleAt, glances] = [0, GLANCE_EVERY_MS / 2, warmUpMs, 0];
    while (elapsed() < spanMs && app.exitCode === null) {
      if (elapsed() >= answersAt) {
        answersAt += ANSWER_MS;
        agent.answer(30 + Math.floor((elapsed() / spanMs) * 40));
      }
      if (elapsed() >= glanceAt) {
        glanceAt += GLANCE_EVERY_MS;
        glances += 1;
        tray.activate();
        await delay(GLANCE_OPEN_MS);
        tray.activate();
      }
      await delay(ANSWER_MS);
      if (elapsed() < sampleAt) continue;
      sampleAt += SAMPLE_MS;
      if (renderersOf(pid).length > 0) continue;
      const sample = take(pid, elapsed());
      // A run that is cut off has shown something too.
      console.error(JSON.stringify(sample));
      samples.push(sample);
    }
    const isAlive = app.exitCode === null && app.signalCode === null;
    const shows = isAlive ? tray.tooltip() : '';
    const uncaught = output.split('\n').filter((line) => UNCAUGHT.test(line));
    for (const line of uncaught) console.error(line);
    return judge(samples, { minutes, glances, isAlive, shows, uncaught: uncaught.length });
  } finally {
    await endTree(app);
  }
}

/** Codex at work for an hour, with an answer as often as it will go on to give one. */
function putWorkingAgent(own: TestHome) {
  const nowMs = Date.now();
  const rollout = codexRollout({ resetsAtMs: nowMs + RESETS_IN_MS });
  const answers: string[] = [];
  for (let agoMs = WORKED_MS; agoMs >= ANSWER_MS; agoMs -= ANSWER_MS) {
    const usedPercent = 30 - Math.ceil((agoMs / WORKED_MS) * 20);
    answers.push(rollout.answer({ atMs: nowMs - agoMs, usedPercent }));
  }
  const start = rollout.start(nowMs - WORKED_MS - ANSWER_MS);
  const file = own.writeCodex(rollout.name, start + answers.join(''));
  return {
    answer: (usedPercent: number) =>
      fs.appendFileSync(file, rollout.answer({ atMs: Date.now(), usedPercent })),
  };
}

function startApp(program: string, { env }: TestHome): ChildProcess {
  // Chromium has no sandbox for root.
  const flags = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return spawn(program, [...flags, PROJECT_ROOT], {
    cwd: fromRoot(),
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

function take(pid: number, atMs: number): Sample {
  const threads = processTree(pid).reduce((sum, one) => sum + threadsOf(one.pid), 0);
  return { atMs, bytes: ownBytes(pid), descriptors: openFilesOf(pid).length, threads };
}

function threadsOf(pid: number): number {
  try {
    return fs.readdirSync(`/proc/${pid}/task`).length;
  } catch {
    return 0;
  }
}

type Course = Readonly<Record<string, number | string | boolean>> & {
  readonly isAlive: boolean;
  readonly uncaught: number;
};

function judge(samples: readonly Sample[], course: Course): number {
  const memory = slopeOf(samples, ({ bytes }) => bytes / 1e6);
  const descriptors = growthOf(samples, (one) => one.descriptors);
  const threads = growthOf(samples, (one) => one.threads);
  console.log(
    JSON.stringify({
      proof: 'rest',
      samples: samples.length,
      ...course,
      memoryMb: Math.round((samples.at(-1)?.bytes ?? 0) / 1e6),
      memoryMbADay: memory,
      memoryMbGrowth: growthOf(samples, ({ bytes }) => bytes / 1e6),
      descriptorGrowth: descriptors,
      threadGrowth: threads,
    }),
  );
  // In a short run the slope is mostly chance: what fails is memory that grows too fast for sure.
  const isFlat = memory.least <= MOST_MEGABYTES_A_DAY && descriptors <= 0 && threads <= 0;
  return course.isAlive && course.uncaught === 0 && isFlat ? 0 : 1;
}
