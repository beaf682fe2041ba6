/** How long the gate's hook holds up an agent: from its start to its end, alone and with both cores busy. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { spawn } from 'node:child_process';
import { gatePathsOf } from '../../main/gate/gatePaths.ts';
import { renewGate } from '../../main/gate/gateStore.ts';
import { CLOSED_RULE } from '../fixtures/closedGate.ts';
import { runProgram } from '../live/runProgram.ts';
import { atMost, type BenchLine, type BenchPart } from './report.ts';

const CALLS = Number(process.env['TOLLGATE_GATE_CALLS'] ?? 2_000);
const ID = '0123456789ab';
const DEADLINE_MS = 10 * 60_000;
const SCRIPT = new URL('../../resources/gate/tollgate-gate.sh', import.meta.url);

/** Starts the script again and again, renewing the gate file's time as the app would; prints milliseconds. */
const STOPWATCH = `
import os, subprocess, sys, time
calls, state, script = int(sys.argv[1]), sys.argv[2], sys.argv[3]
text = open(state).read()
os.environ['CLAUDE_PID'] = str(os.getpid())  # as Claude Code says to its hooks
payload = b'{"session_id":"s-1","hook_event_name":"UserPromptSubmit","prompt":"' + b'x' * 2000 + b'"}'
for call in range(calls):
    if call % 500 == 0:
        lines = text.split('\\n')
        lines[1] = 'renewed %d' % time.time()
        open(state + '.tmp', 'w').write('\\n'.join(lines))
        os.rename(state + '.tmp', state)
    started = time.perf_counter()
    out = subprocess.run(['sh', script, '${ID}', 'prompt'], input=payload, stdout=subprocess.PIPE).stdout
    print((time.perf_counter() - started) * 1000)
    assert b'"block"' in out, out
`;

export async function benchGate(): Promise<BenchPart> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'tollgate-gate-bench-'));
  try {
    const lines = [
      await line('quiet', folder, 0),
      await line('cores busy', folder, os.availableParallelism()),
    ];
    const columns = ['calls', 'p50', 'p99', 'longest'];
    return { part: 'gate', title: 'The gate’s hook, one call, in ms', columns, lines };
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

async function line(name: string, folder: string, busyLoops: number): Promise<BenchLine> {
  const paths = gatePathsOf(folder);
  for (const needed of [paths.live, paths.once]) fs.mkdirSync(needed, { recursive: true });
  fs.copyFileSync(SCRIPT, paths.script);
  const rule = { ...CLOSED_RULE, wayOut: 'To go on: tollgate gate allow-once' };
  await renewGate(paths, [{ id: ID, isStrict: false, rules: [rule] }], Date.now());
  const loops = Array.from({ length: busyLoops }, () => spawn('sh', ['-c', 'while :; do :; done']));
  try {
    const env = { PATH: process.env['PATH'] ?? '', CLAUDE_CODE_SESSION_ID: 's-1' };
    const words = ['-c', STOPWATCH, String(CALLS), paths.state, paths.script];
    const { stdout, stderr } = await runProgram('python3', words, {
      cwd: folder,
      env,
      deadlineMs: DEADLINE_MS,
    });
    const times = stdout.trim().split('\n').map(Number);
    if (times.length !== CALLS) throw new Error(`the gate did not answer: ${stderr}`);
    return toLine(
      name,
      times.sort((one, other) => one - other),
    );
  } finally {
    for (const loop of loops) loop.kill('SIGKILL');
  }
}

function toLine(name: string, sorted: readonly number[]): BenchLine {
  const at = (share: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  const [p50Ms, p99Ms, mostMs] = [at(0.5), at(0.99), at(1)];
  return {
    name,
    cells: [String(sorted.length), ...[p50Ms, p99Ms, mostMs].map((value) => value.toFixed(1))],
    figures: { calls: sorted.length, p50Ms, p99Ms, mostMs },
    target: atMost(p99Ms, 20, 'ms'),
  };
}
