/**
 * Applies each patch to a copy of the sources and runs the tests that must notice. First the control: without
 * a patch all of them are green. Ends with 1 when one patch went through unseen.
 *
 *   node tests/sabotage/run.ts [count]
 */
import { execFileSync, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { PATCHES, type Patch } from './patches.ts';

const ROOT = path.join(import.meta.dirname, '..', '..');
const VITEST = path.join(ROOT, 'node_modules', 'vitest', 'vitest.mjs');
const DEADLINE_MS = 15 * 60_000;

const [count = String(PATCHES.length)] = process.argv.slice(2);
const copy = fs.mkdtempSync(path.join(os.tmpdir(), 'tollgate-sabotage-'));
const REPORT = path.join(copy, 'report.json');
try {
  process.exitCode = sabotage(PATCHES.slice(0, Number(count)));
} finally {
  fs.rmSync(copy, { recursive: true, force: true });
}

function sabotage(patches: readonly Patch[]): number {
  copySources();
  const control = judge([...new Set(patches.flatMap(({ tests }) => tests))]);
  if (control !== 'green') {
    console.error(`control: without a patch the tests are ${control}`, failedTests());
    return 1;
  }
  console.log('control: green');
  const unseen = patches.filter((patch) => {
    const verdict = tryPatch(patch);
    console.log(`${verdict === 'red' ? 'caught' : 'UNSEEN'}  ${patch.area}: ${patch.name}`);
    return verdict !== 'red';
  });
  const caught = patches.length - unseen.length;
  console.log(
    JSON.stringify({ proof: 'sabotage', patches: patches.length, caught, unseen: unseen.length }),
  );
  return unseen.length === 0 ? 0 : 1;
}

/** What is under version control, and the installed libraries through a link. */
function copySources(): void {
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

function tryPatch({ file, find, replace, tests }: Patch): 'red' | 'green' | 'broken' {
  const place = path.join(copy, file);
  const text = fs.readFileSync(place, 'utf8');
  if (text.split(find).length !== 2) throw new Error(`${file} does not hold once: ${find}`);
  fs.writeFileSync(
    place,
    text.replace(find, () => replace),
  );
  try {
    return judge(tests);
  } finally {
    fs.writeFileSync(place, text);
  }
}

/** Red only when a test failed: a program that does not even start proves nothing about the tests. */
function judge(tests: readonly string[]): 'red' | 'green' | 'broken' {
  fs.rmSync(REPORT, { force: true });
  const { status } = spawnSync(
    process.execPath,
    [
      VITEST,
      'run',
      '--root',
      copy,
      '--testTimeout=120000',
      '--reporter',
      'json',
      `--outputFile=${REPORT}`,
      ...tests,
    ],
    { cwd: copy, stdio: 'ignore', timeout: DEADLINE_MS },
  );
  const report = readReport(REPORT);
  if (report === null || report.numTotalTests === 0) return 'broken';
  if (status === 0) return 'green';
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
function failedTests(): string[] {
  const report = readReport(REPORT);
  const results = report?.testResults.flatMap((one) => one.assertionResults) ?? [];
  return results.filter(({ status }) => status === 'failed').map(({ fullName }) => fullName);
}

function readReport(file: string): Report | null {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8')) as Report;
  } catch {
    return null;
  }
}
