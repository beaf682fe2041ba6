/**
 * Applies each patch to a copy of the sources and runs the tests that must notice. First the control: without
 * a patch all of them are green. Ends with 1 when one patch went through unseen.
 *
 *   node tests/sabotage/run.ts [count [seed [words]]]    words: an expression for area, name or file
 */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Patch } from './patch.ts';
import { PATCHES } from './patches.ts';

const ROOT = path.join(import.meta.dirname, '..', '..');
const VITEST = path.join(ROOT, 'node_modules', 'vitest', 'vitest.mjs');
const DEADLINE_MS = 15 * 60_000;
/** Copies that are worked on beside each other: a run of few tests keeps one core busy. */
const LANES = 2;

type Verdict = 'red' | 'green' | 'broken';

const [count = String(PATCHES.length), , words = ''] = process.argv.slice(2);
const wanted = PATCHES.filter(({ area, name, file }) =>
  new RegExp(words).test(`${area} ${name} ${file}`),
);
const copies = Array.from({ length: LANES }, () =>
  fs.mkdtempSync(path.join(os.tmpdir(), 'tollgate-sabotage-')),
);
try {
  process.exitCode = await sabotage(wanted.slice(0, Number(count)));
} finally {
  for (const copy of copies) fs.rmSync(copy, { recursive: true, force: true });
}

async function sabotage(patches: readonly Patch[]): Promise<number> {
  for (const copy of copies) copySources(copy);
  const [first = ''] = copies;
  const control = await judge(first, [...new Set(patches.flatMap(({ tests }) => tests))]);
  if (control !== 'green') {
    console.error(`control: without a patch the tests are ${control}`, failedTests(first));
    return 1;
  }
  console.log('control: green');
  const waiting = [...patches];
  const unseen: Patch[] = [];
  const work = async (copy: string): Promise<void> => {
    for (let patch = waiting.shift(); patch; patch = waiting.shift()) {
      const verdict = await tryPatch(copy, patch);
      const said = { red: 'caught', green: 'UNSEEN', broken: 'BROKEN' }[verdict];
      console.log(`${said}  ${patch.area}: ${patch.name}`);
      if (verdict !== 'red') unseen.push(patch);
    }
  };
  await Promise.all(copies.map(work));
  const caught = patches.length - unseen.length;
  console.log(
    JSON.stringify({ proof: 'sabotage', patches: patches.length, caught, unseen: unseen.length }),
  );
  return unseen.length === 0 ? 0 : 1;
}

/** What is under version control, and the installed libraries through a link. */
function copySources(copy: string): void {
  const listing = execFileSync(
    'git',
    ['ls-files', '-z', '--cached', '--others', '--exclude-standard'],
    {
      cwd: ROOT,
      encoding: 'utf8',
    },
  );
  for (const name of listing.split('\0').filter(Boolean)) {
    const source = path.join(ROOT, name);
    if (!fs.existsSync(source) || !fs.statSync(source).isFile()) continue;
    const target = path.join(copy, name);
    fs.mkdirSync(path.dirname(target), { recursive: true });
    fs.copyFileSync(source, target);
  }
  const modules = path.join(copy, 'node_modules');
  fs.rmSync(modules, { recursive: true, force: true });
  fs.symlinkSync(fs.realpathSync(path.join(ROOT, 'node_modules')), modules);
}

async function tryPatch(copy: string, { file, find, replace, tests }: Patch): Promise<Verdict> {
  const place = path.join(copy, file);
  const text = fs.readFileSync(place, 'utf8');
  if (text.split(find).length !== 2) throw new Error(`${file} does not hold once: ${find}`);
  fs.writeFileSync(
    place,
    text.replace(find, () => replace),
  );
  try {
    return await judge(copy, tests, ['--bail=1']);
  } finally {
    fs.writeFileSync(place, text);
  }
}

/** Red only when a test failed: a program that does not even start proves nothing about the tests. */
async function judge(
  copy: string,
  tests: readonly string[],
  more: readonly string[] = [],
): Promise<Verdict> {
  const reportFile = path.join(copy, 'report.json');
  fs.rmSync(reportFile, { force: true });
  const call = ['run', '--root', copy, '--testTimeout=120000', '--reporter', 'json', ...more];
  const child = spawn(process.execPath, [VITEST, ...call, `--outputFile=${reportFile}`, ...tests], {
    cwd: copy,
    stdio: 'ignore',
    timeout: DEADLINE_MS,
  });
  const [code] = (await once(child, 'exit')) as [number | null];
  const report = readReport(copy);
  if (report === null || report.numTotalTests === 0) return 'broken';
  if (code === 0) return 'green';
  return report.numFailedTests > 0 ? 'red' : 'broken';
}

type Report = {
  readonly numTotalTests: number;
  readonly numFailedTests: number;
  readonly testResults: readonly {
    readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[];
  }[];
};

/** The names of what failed in the latest run. */
function failedTests(copy: string): string[] {
  const results = readReport(copy)?.testResults.flatMap((one) => one.assertionResults) ?? [];
  return results.filter(({ status }) => status === 'failed').map(({ fullName }) => fullName);
}

function readReport(copy: string): Report | null {
  try {
    return JSON.parse(fs.readFileSync(path.join(copy, 'report.json'), 'utf8')) as Report;
  } catch {
    return null;
  }
}
