// npm run bench: how fast and how small Tollgate is, beside the fastest reader of the same files
// and beside a bare Electron app. Prints tables and writes test-results/bench.json.
//
//   npm run bench               everything but the last two, which take 1 and 2.5 GB of disk
//   npm run bench -- import     only the import and the terminal command
//   npm run bench -- refresh    only a look by the running engine
//   npm run bench -- gate       only the hook that agents run before a request
//   npm run bench -- review     only the answers of the main window over three generated years
//   npm run bench -- gigabyte   only the import and the terminal command with 1 GiB in 2,000 files
//   npm run bench -- shapes     only the import of one huge file and of 100,000 files
//   npm run bench -- app        only the tray app (on a private desktop)

import { ensureBuilt } from './build.mjs';
import { ensureElectron } from './lib/electron-runtime.mjs';
import { onProjectNode, projectNode, toolEnvironment } from './lib/node-runtime.mjs';
import { prepareMachine } from './lib/prepare-machine.mjs';
import { leaveAs, runInForeground } from './lib/processes.mjs';
import { fromRoot, projectRoot } from './lib/project.mjs';
import { ensureSqliteNative } from './lib/sqlite-native.mjs';
import { runMain, say, Stop } from './lib/stop.mjs';

const PARTS = ['import', 'refresh', 'gate', 'review', 'app'];
/** Only when asked for. */
const LARGE_PARTS = ['gigabyte', 'shapes'];
const BENCH = fromRoot('tests', 'bench', 'bench.ts');

await runMain(async () => {
  if (!(await onProjectNode())) return;
  const wanted = process.argv.slice(2);
  const known = [...PARTS, ...LARGE_PARTS];
  const unknown = wanted.find((part) => !known.includes(part));
  if (unknown) throw new Stop(`there is no part "${unknown}": ${known.join(', ')}`, 64);
  ensureBuilt();
  for (const part of wanted.length > 0 ? wanted : PARTS) {
    say(`measuring: ${part}`);
    const result = part === 'app' ? await benchApp() : await benchOnNode([BENCH, part]);
    if (result.code !== 0) return void leaveAs(result);
  }
});

function benchOnNode(words) {
  return runInForeground(projectNode(), words, { cwd: projectRoot, env: toolEnvironment() });
}

async function benchApp() {
  if (process.platform !== 'linux') throw new Stop('the app is measured on Linux only');
  await prepareMachine('run', 'test');
  const electron = await ensureElectron();
  await ensureSqliteNative(electron);
  return runInForeground(
    fromRoot('scripts', 'desk.sh'),
    [fromRoot('scripts', 'panel.sh'), projectNode(), BENCH, 'app'],
    { cwd: projectRoot, env: toolEnvironment({ TOLLGATE_BENCH_ELECTRON: electron.executable }) },
  );
}
