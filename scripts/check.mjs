// npm run check: everything that judges the sources without starting the app. Two at a time; a line
// for each, and the full output of what failed.
//
//   node scripts/check.mjs [--fix]     --fix lets prettier and eslint repair what they can first

import { onProjectNode, projectNode, toolEnvironment } from './lib/node-runtime.mjs';
import { runInGroup } from './lib/processes.mjs';
import { fromRoot, projectRoot } from './lib/project.mjs';
import { runMain } from './lib/stop.mjs';

const AT_ONCE = 2;
const DEADLINE_MS = 10 * 60 * 1000;

const prettier = ['prettier', 'bin', 'prettier.cjs'];
const eslint = ['eslint', 'bin', 'eslint.js'];

/** Longest first, so that the short ones fill the gaps. */
const CHECKS = [
  { name: 'unit tests', tool: ['vitest', 'vitest.mjs'], args: ['run', '--project', 'unit'] },
  { name: 'eslint', tool: eslint, args: ['.', '--max-warnings', '0'] },
  { name: 'types', tool: ['typescript', 'bin', 'tsc'], args: ['-b', 'tsconfig.json'] },
  { name: 'prettier', tool: prettier, args: ['--check', '--log-level', 'warn', '.'] },
  { name: 'knip', tool: ['knip', 'bin', 'knip.js'], args: ['--no-progress'] },
];

const REPAIRS = [
  { name: 'eslint --fix', tool: eslint, args: ['.', '--fix'] },
  { name: 'prettier --write', tool: prettier, args: ['--write', '--log-level', 'warn', '.'] },
];

await runMain(async () => {
  if (!(await onProjectNode())) return undefined;
  // Repairs one after the other: both write the same files.
  if (process.argv.includes('--fix')) await runAll(REPAIRS, 1);
  const failures = await runAll(CHECKS, AT_ONCE);
  return failures === 0 ? 0 : 1;
});

/** Runs the checks, `atOnce` at a time, and returns how many failed. */
async function runAll(checks, atOnce) {
  const waiting = [...checks];
  const failed = [];
  const worker = async () => {
    for (let check = waiting.shift(); check; check = waiting.shift()) {
      const result = await run(check);
      const verdict = result.code === 0 ? 'ok  ' : 'FAIL';
      console.log(`${verdict} ${check.name} (${result.seconds.toFixed(1)} s)`);
      if (result.code !== 0) failed.push({ check, result });
      if (result.interruptedBy) waiting.length = 0;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  for (const { check, result } of failed) {
    const reason = result.timedOut ? ' (stopped: it took too long)' : '';
    console.log(`\n--- ${check.name}${reason}\n${result.output.trimEnd()}`);
  }
  return failed.length;
}

function run({ tool, args }) {
  return runInGroup(projectNode(), [fromRoot('node_modules', ...tool), ...args], {
    cwd: projectRoot,
    env: toolEnvironment(),
    capture: true,
    deadlineMs: DEADLINE_MS,
  });
}
