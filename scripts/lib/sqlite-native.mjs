// better-sqlite3 ships a binary that needs Node-API 10: Node 22 and Electron 36 or newer. For an
// older Electron (the stand-in) the same version is compiled from the sources in its own package
// against Node-API 9, once per machine, and put where its loader looks first. That file runs on
// every Node and Electron we use, so nothing has to be swapped between them.
//
//   node scripts/lib/sqlite-native.mjs

import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { cacheFolder, oneAtATime, replaceFile } from './cache-folder.mjs';
import { ensureElectron } from './electron-runtime.mjs';
import { bundledNodeFolder, onProjectNode } from './node-runtime.mjs';
import { prepareMachine } from './prepare-machine.mjs';
import { fromRoot, installedVersion, isMainScript } from './project.mjs';
import { runMain, say, Stop } from './stop.mjs';

const FIRST_ELECTRON_WITH_NODE_API_10 = 36;
const SHIM = fromRoot('scripts', 'lib', 'napi9-shim.h');
const PACKAGE = fromRoot('node_modules', 'better-sqlite3');
const INSTALLED = path.join(PACKAGE, 'build', 'Release', 'better_sqlite3.node');
/** Says that INSTALLED is ours and which build it is. */
const MARKER = path.join(PACKAGE, 'build', 'Release', 'built-by-tollgate.txt');

/** Puts the binary in place that the given Electron can load, compiling it if need be. */
export async function ensureSqliteNative({ version }) {
  if (Number.parseInt(version, 10) >= FIRST_ELECTRON_WITH_NODE_API_10) return removeOurBuild();

  const key = buildKey();
  if (readMarker() === key && fs.existsSync(INSTALLED)) return;
  const cached = path.join(cacheFolder(), `${key}.node`);
  if (!fs.existsSync(cached)) {
    await prepareMachine('standIn');
    await oneAtATime('better-sqlite3', () => {
      if (!fs.existsSync(cached)) compileInto(cached);
    });
  }
  replaceFile(INSTALLED, (file) => fs.copyFileSync(cached, file));
  replaceFile(MARKER, (file) => fs.writeFileSync(file, key));
}

function removeOurBuild() {
  if (readMarker() === null) return;
  fs.rmSync(INSTALLED, { force: true });
  fs.rmSync(MARKER, { force: true });
}

function readMarker() {
  return fs.existsSync(MARKER) ? fs.readFileSync(MARKER, 'utf8') : null;
}

function buildKey() {
  const shim = createHash('sha256').update(fs.readFileSync(SHIM)).digest('hex').slice(0, 10);
  const target = `${process.platform}-${process.arch}`;
  return `better-sqlite3-${installedVersion('better-sqlite3')}-napi9-${target}-${shim}`;
}

function compileInto(cached) {
  say('compiling SQLite for this Electron (about a minute, once)');
  const headers = nodeHeaders();
  const workshop = fs.mkdtempSync(path.join(os.tmpdir(), 'tollgate-sqlite-'));
  try {
    copySources(workshop);
    relaxOptimization(workshop);
    // make cannot cope with spaces in paths: everything it sees is inside the workshop.
    fs.copyFileSync(SHIM, path.join(workshop, 'napi9-shim.h'));
    fs.symlinkSync(headers, path.join(workshop, 'node-headers'));
    const environment = {
      ...process.env,
      CXXFLAGS: `-include ${path.join(workshop, 'napi9-shim.h')}`,
      // npm's own settings of the same name would win over the command line.
      npm_config_nodedir: path.join(workshop, 'node-headers'),
    };
    const gyp = createRequire(import.meta.url).resolve('node-gyp/bin/node-gyp.js');
    const configure = ['configure', '--release', '--force_build=1'];
    run(process.execPath, [gyp, ...configure], workshop, environment);
    const jobs = String(os.availableParallelism());
    const make = ['-C', 'build', 'BUILDTYPE=Release', '-j', jobs, 'better_sqlite3'];
    run('make', make, workshop, environment);
    const built = path.join(workshop, 'build', 'Release', 'better_sqlite3.node');
    replaceFile(cached, (file) => fs.copyFileSync(built, file));
  } finally {
    fs.rmSync(workshop, { recursive: true, force: true });
  }
}

function copySources(workshop) {
  for (const part of ['src', 'deps', 'lib', 'binding.gyp', 'package.json']) {
    fs.cpSync(path.join(PACKAGE, part), path.join(workshop, part), { recursive: true });
  }
  const requireFromPackage = createRequire(path.join(PACKAGE, 'package.json'));
  const addonApi = path.dirname(requireFromPackage.resolve('node-addon-api/package.json'));
  const target = path.join(workshop, 'node_modules', 'node-addon-api');
  fs.cpSync(addonApi, target, { recursive: true });
}

/** Link-time optimization doubles the build time and is not measurable in use. */
function relaxOptimization(workshop) {
  for (const name of ['binding.gyp', path.join('deps', 'common.gypi')]) {
    const file = path.join(workshop, name);
    const relaxed = fs
      .readFileSync(file, 'utf8')
      .replace(/'-flto',? ?/g, '')
      .replaceAll("'-O3'", "'-O2'");
    fs.writeFileSync(file, relaxed);
  }
}

function nodeHeaders() {
  const candidates = [bundledNodeFolder(), path.dirname(path.dirname(process.execPath)), '/usr'];
  const found = candidates.find(
    (folder) => folder && fs.existsSync(path.join(folder, 'include', 'node', 'node_api.h')),
  );
  if (found) return found;
  throw new Stop(
    'the C headers of Node are missing, and SQLite has to be compiled for this Electron. ' +
      'Run "npm ci" without --omit=optional, or install your system\'s libnode-dev.',
  );
}

function run(command, args, cwd, env) {
  const result = spawnSync(command, args, { cwd, env, encoding: 'utf8', maxBuffer: 2 ** 26 });
  if (result.status === 0) return;
  const output = `${result.stdout ?? ''}${result.stderr ?? ''}${result.error?.message ?? ''}`;
  const ending = output.trimEnd().split('\n').slice(-25).join('\n');
  throw new Stop(`SQLite could not be compiled: ${command} failed. Its last words:\n${ending}`);
}

if (isMainScript(import.meta.url)) {
  await runMain(async () => {
    if (await onProjectNode()) await ensureSqliteNative(await ensureElectron());
  });
}
