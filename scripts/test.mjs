// npm test: everything, from an empty machine to the app on a real screen. Stops at the first step
// that fails.
//
//   npm test -- --only e2e                   one step (or several: check,e2e) and what it needs
//   npm test -- --only e2e -- tray.spec.ts   further words go to the step's test runner

import { onProjectNode, projectNode, toolEnvironment } from './lib/node-runtime.mjs';
import { runInGroup } from './lib/processes.mjs';
import { fromRoot, projectRoot } from './lib/project.mjs';
import { runMain, Stop } from './lib/stop.mjs';

const MINUTE = 60_000;
const script = (...parts) => fromRoot('scripts', ...parts);
const vitest = (project) => [
  fromRoot('node_modules', 'vitest', 'vitest.mjs'),
  'run',
  '--project',
  project,
];
const playwright = [fromRoot('node_modules', '@playwright', 'test', 'cli.js'), 'test'];
const onDesk = (words) => [script('desk.sh'), script('panel.sh'), projectNode(), ...words];

/** The packaged program is what the app's tests drive; TOLLGATE_E2E_APP= (empty) takes the source tree. */
const DRIVEN_PACKAGE = fromRoot('dist', 'for-tests', 'tollgate');
const drivenApp = process.env.TOLLGATE_E2E_APP ?? DRIVEN_PACKAGE;

/** What must be in place before tests that run the app; each is quick when it already is. */
const PREPARATIONS = [
  {
    name: 'machine',
    minutes: 20,
    command: () => [projectNode(), script('lib', 'prepare-machine.mjs'), 'run', 'test'],
  },
  {
    name: 'electron',
    minutes: 30,
    command: () => [projectNode(), script('lib', 'sqlite-native.mjs')],
  },
  {
    name: 'build',
    minutes: 5,
    command: () => [
      projectNode(),
      '--input-type=module',
      '--eval',
      `import { ensureBuilt } from ${JSON.stringify(new URL('build.mjs', import.meta.url).href)}; ensureBuilt();`,
    ],
  },
  {
    name: 'package',
    minutes: 5,
    isNeeded: (steps) => steps.some(({ needsPackage }) => needsPackage),
    command: () => [projectNode(), script('package.mjs'), '--for-tests'],
  },
];

const STEPS = [
  {
    name: 'check',
    minutes: 15,
    needsApp: false,
    command: () => [projectNode(), script('check.mjs')],
  },
  {
    name: 'integration',
    minutes: 15,
    needsApp: true,
    command: () => [projectNode(), ...vitest('integration')],
  },
  {
    name: 'packaged',
    minutes: 5,
    needsApp: true,
    needsPackage: true,
    command: () => onDesk(vitest('packaged')),
  },
  {
    name: 'e2e',
    minutes: 30,
    needsApp: true,
    needsPackage: drivenApp === DRIVEN_PACKAGE,
    env: { TOLLGATE_E2E_APP: drivenApp },
    command: () => onDesk(playwright),
  },
  {
    name: 'live',
    minutes: 30,
    needsApp: true,
    command: () => [projectNode(), ...vitest('live')],
  },
];

await runMain(async () => {
  if (!(await onProjectNode())) return undefined;
  const { steps, extraWords } = readArguments(process.argv.slice(2));
  const preparations = steps.some((step) => step.needsApp)
    ? PREPARATIONS.filter(({ isNeeded }) => isNeeded?.(steps) ?? true)
    : [];
  const code = await runInOrder([...preparations, ...steps], extraWords);
  if (steps.some((step) => step.name === 'e2e')) console.log('screenshots: test-results/');
  return code;
});

function readArguments(words) {
  const separator = words.indexOf('--');
  const own = separator === -1 ? words : words.slice(0, separator);
  const extraWords = separator === -1 ? [] : words.slice(separator + 1);
  if (own.length === 0) return { steps: STEPS, extraWords: [] };
  const names = own[0] === '--only' && own.length === 2 ? own[1].split(',') : [];
  const steps = STEPS.filter((step) => names.includes(step.name));
  if (steps.length === 0 || steps.length !== names.length) {
    const known = STEPS.map((step) => step.name).join(', ');
    throw new Stop(`usage: npm test -- --only STEP[,STEP] [-- WORD...]   steps: ${known}`, 64);
  }
  return { steps, extraWords };
}

async function runInOrder(steps, extraWords) {
  for (const step of steps) {
    console.log(`\n=== ${step.name}`);
    const [command, ...args] = step.command();
    const isTest = STEPS.includes(step) && step.name !== 'check';
    const result = await runInGroup(command, [...args, ...(isTest ? extraWords : [])], {
      cwd: projectRoot,
      env: toolEnvironment(step.env),
      deadlineMs: step.minutes * MINUTE,
    });
    const seconds = `${result.seconds.toFixed(1)} s`;
    if (result.code === 0 && !result.timedOut) {
      console.log(`=== ${step.name} ok (${seconds})`);
      continue;
    }
    const reason = result.timedOut ? `stopped after ${step.minutes} minutes` : endOf(result);
    console.log(`=== ${step.name} FAILED: ${reason} (${seconds})`);
    return result.interruptedBy ? 130 : 1;
  }
  return 0;
}

function endOf({ code, signal }) {
  return signal ? `ended by ${signal}` : `exit code ${code}`;
}
