// npm run soak: the proofs that take too long for the test command. Ends with 1 at the first differences,
// each with the seed that shows it again.
//
//   npm run soak                              everything
//   npm run soak -- counting [COUNT [SEED]]   random streams (1,000,000) against the Python oracle
//   npm run soak -- lines [COUNT [SEED]]      damaged lines (10,000,000) against the Python oracle
//   npm run soak -- ledger [COUNT [SEED]]     random histories of money (1,000,000) against their Python oracle
//   npm run soak -- agents [COUNT [SEED]]     damaged entries (1,000,000) of each log format that is no lines
//   npm run soak -- kill [COUNT [SEED]]       programs killed while they write (10,000)
//   npm run soak -- power [COUNT [SEED]]      the power cut at every write of so many commits (2,000)
//   npm run soak -- disk [COUNT]              every one of the first so many disk calls fails (250), four ways
//   npm run soak -- migrations [N [SEED]]     killed at every (N-th) disk call, and in every write, of every
//                                             migration; the power cut at every one of them
//   npm run soak -- damage [COUNT [SEED]]     damaged databases (10,000)
//   npm run soak -- sabotage [COUNT]          patches that must turn a test red (docs/sabotage.md)
//   npm run soak -- alerts [COUNT [SEED]]     simulated windows (1,000,000) against the alerts' oracle
//   npm run soak -- providers [COUNT]         rounds (100) of every way in which a provider can behave badly
//   npm run soak -- redaction [COUNT [SEED]]  lines (1,000,000) with a key in each, and as many without
//   npm run soak -- hooks [COUNT [SEED]]      installing and uninstalling (10,000) over 1,000 settings files
//   npm run soak -- rest [MINUTES]            the real app for so long (120): does it grow? (Linux, a private desktop)

import { ensureBuilt } from './build.mjs';
import { ensureElectron } from './lib/electron-runtime.mjs';
import { onProjectNode, projectNode, toolEnvironment } from './lib/node-runtime.mjs';
import { prepareMachine } from './lib/prepare-machine.mjs';
import { leaveAs, runInForeground } from './lib/processes.mjs';
import { fromRoot, projectRoot } from './lib/project.mjs';
import { ensureSqliteNative } from './lib/sqlite-native.mjs';
import { runMain, say, Stop } from './lib/stop.mjs';

const COUNTS = {
  counting: 1_000_000,
  lines: 10_000_000,
  ledger: 1_000_000,
  agents: 1_000_000,
  alerts: 1_000_000,
  providers: 100,
  redaction: 1_000_000,
  hooks: 10_000,
  kill: 10_000,
  power: 2_000,
  disk: 250,
  migrations: 1,
  damage: 10_000,
  sabotage: 1_000,
  rest: 120,
};
/** Where each proof is, and what it is called with before its count. */
const PROGRAMS = {
  counting: ['tests/oracle/soak.ts', 'counting'],
  lines: ['tests/oracle/soak.ts', 'lines'],
  ledger: ['tests/soak/runLedger.ts'],
  agents: ['tests/soak/agents.ts'],
  alerts: ['tests/soak/alerts.ts'],
  providers: ['tests/soak/providers.ts'],
  redaction: ['tests/soak/redaction.ts'],
  hooks: ['tests/soak/hooks.ts'],
  kill: ['tests/soak/durability.ts', 'kill'],
  power: ['tests/soak/durability.ts', 'power'],
  disk: ['tests/soak/durability.ts', 'disk'],
  migrations: ['tests/soak/durability.ts', 'migrations'],
  damage: ['tests/soak/durability.ts', 'damage'],
  sabotage: ['tests/sabotage/run.ts'],
  rest: ['tests/soak/rest.ts'],
};
const FIRST_SEED = 1_000_000_000;
const USAGE = `usage: npm run soak -- [${Object.keys(PROGRAMS).join('|')} [COUNT [SEED]]]`;

await runMain(async () => {
  if (!(await onProjectNode())) return;
  for (const [kind, count, seed] of wantedRuns(process.argv.slice(2))) {
    say(`${kind}: ${count}, seed ${seed}`);
    const [program, ...before] = PROGRAMS[kind];
    const words = [fromRoot(program), ...before, String(count), String(seed)];
    const result = await (kind === 'rest' ? runOnDesk(words) : runOnNode(words));
    if (result.code !== 0) return void leaveAs(result);
  }
});

function runOnNode(words) {
  return runInForeground(projectNode(), words, { cwd: projectRoot, env: toolEnvironment() });
}

/** The app as it is built now, with a tray to stand in. */
async function runOnDesk(words) {
  if (process.platform !== 'linux') throw new Stop('the app rests on Linux only');
  await prepareMachine('run', 'test');
  ensureBuilt();
  const electron = await ensureElectron();
  await ensureSqliteNative(electron);
  return runInForeground(
    fromRoot('scripts', 'desk.sh'),
    [fromRoot('scripts', 'panel.sh'), projectNode(), ...words],
    { cwd: projectRoot, env: toolEnvironment({ TOLLGATE_SOAK_ELECTRON: electron.executable }) },
  );
}

function wantedRuns([kind, countText, seedText]) {
  if (kind === undefined)
    return Object.entries(COUNTS).map(([name, count]) => [name, count, FIRST_SEED]);
  const count = Number(countText ?? COUNTS[kind]);
  const seed = Number(seedText ?? FIRST_SEED);
  const isRight = kind in COUNTS && count > 0 && Number.isSafeInteger(count + seed);
  if (!isRight) throw new Stop(USAGE, 64);
  return [[kind, count, seed]];
}
