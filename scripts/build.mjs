// Builds the app into out/ with Vite: main, its workers and the terminal command as ES modules, the
// preload script as one CommonJS file (a sandboxed preload cannot be anything else), and the pages.
//
//   node scripts/build.mjs          builds always
//   ensureBuilt()                   builds only when something changed since the last time

import { createHash } from 'node:crypto';
import fs from 'node:fs';
import { builtinModules } from 'node:module';
import path from 'node:path';
import { spawnSync } from 'node:child_process';
import { currentNodeSuffices, onProjectNode, projectNode } from './lib/node-runtime.mjs';
import { fromRoot, isMainScript, projectRoot } from './lib/project.mjs';
import { runMain, say, Stop } from './lib/stop.mjs';

/** Output name -> source, all in one build so that they share their chunks. */
const MAIN_ENTRIES = {
  start: 'main/start.ts',
  index: 'main/index.ts',
  'engine-worker': 'main/workers/engineWorker.ts',
  'parse-worker': 'main/workers/parseWorker.ts',
  'review-worker': 'main/workers/reviewWorker.ts',
  'keychain-worker': 'main/workers/keychainWorker.ts',
  cli: 'main/cli/index.ts',
};
/** What every look loads once it looks, of the modules that an import by itself does without. */
const LOOK_PARTS = ['accountsDesk', 'bridges', 'gates', 'settings'].map(
  (name) => `main/engine/${name}.ts`,
);
const COMMAND_BIT = 1 << Object.keys(MAIN_ENTRIES).indexOf('cli');
const LOOK_BIT = 1 << Object.keys(MAIN_ENTRIES).length;
const PRELOAD_ENTRY = 'preload/index.ts';
const RENDERER_FOLDER = 'renderer';
const INPUT_FOLDERS = ['main', 'preload', RENDERER_FOLDER];
const INPUT_FILES = ['scripts/build.mjs', 'package.json', 'package-lock.json'];

const OUT = fromRoot('out');
const STAMP = path.join(OUT, 'inputs.txt');
/** On the same disk as out/, for the final rename, and out of every tool's sight. */
const WORKSHOPS = fromRoot('node_modules', '.tollgate-build');

/** Native modules are loaded from node_modules; everything else is bundled. */
const EXTERNAL = [
  'electron',
  /^electron\//,
  /^node:/,
  ...builtinModules,
  'better-sqlite3',
  'keytar',
];

/**
 * Builds when a source, the lock file or this script changed since the last build. Cheap when
 * nothing did: only names, times and sizes are looked at. Writes nothing to stdout.
 */
export function ensureBuilt() {
  if (readStamp() === fingerprintInputs()) return;
  const node = currentNodeSuffices() ? process.execPath : projectNode();
  // A process of its own: callers stay light, and a test runner's NODE_ENV does not leak in.
  const result = spawnSync(node, [fromRoot('scripts', 'build.mjs')], {
    cwd: projectRoot,
    stdio: ['ignore', 2, 2],
  });
  if (result.status !== 0) throw new Stop('the build failed, see above', 70);
}

async function build() {
  requireEntries();
  process.env.NODE_ENV = 'production';
  const started = performance.now();
  const fingerprint = fingerprintInputs();
  const workshop = path.join(WORKSHOPS, String(process.pid));
  try {
    await buildInto(workshop);
    fs.writeFileSync(path.join(workshop, path.basename(STAMP)), fingerprint);
    replaceOutput(workshop);
  } finally {
    fs.rmSync(workshop, { recursive: true, force: true });
  }
  say(`built in ${((performance.now() - started) / 1000).toFixed(1)} s`);
}

async function buildInto(folder) {
  const [vite, { default: react }] = await Promise.all([
    import('vite'),
    import('@vitejs/plugin-react'),
  ]);
  const common = { configFile: false, publicDir: false, logLevel: 'warn', mode: 'production' };
  const forNode = (input, outDir, output, external) => ({
    ...common,
    root: projectRoot,
    ssr: { noExternal: true, external: ['better-sqlite3', 'keytar'] },
    build: {
      ssr: true,
      target: 'node20',
      outDir,
      emptyOutDir: true,
      rolldownOptions: { input, external, output },
    },
  });
  const main = forNode(
    Object.fromEntries(
      Object.entries(MAIN_ENTRIES).map(([name, source]) => [name, fromRoot(source)]),
    ),
    path.join(folder, 'main'),
    {
      format: 'es',
      entryFileNames: '[name].js',
      chunkFileNames: 'chunks/[name]-[hash].js',
      codeSplitting: {
        includeDependenciesRecursively: false,
        groups: [{ debugName: 'shared', name: sharedChunkName() }],
      },
    },
    EXTERNAL,
  );
  const preload = forNode(
    fromRoot(PRELOAD_ENTRY),
    path.join(folder, 'preload'),
    { format: 'cjs', entryFileNames: 'index.cjs', codeSplitting: false },
    ['electron', /^electron\//],
  );
  const renderer = {
    ...common,
    root: fromRoot(RENDERER_FOLDER),
    base: './',
    plugins: [react()],
    build: {
      target: 'chrome130',
      outDir: path.join(folder, 'renderer'),
      emptyOutDir: true,
      // The content security policy allows files of our own only: nothing inline, no data: URLs.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      rolldownOptions: { input: pages() },
    },
  };
  await Promise.all([main, preload, renderer].map((config) => vite.build(config)));
}

/**
 * What the terminal command needs at its start, and then at its first look, stands in few files, one for each set of
 * programs that need it too: a file costs a start about half a millisecond, and by itself the bundler makes one for every set of later
 * imports as well. What a module imports is needed wherever it is, so these files form no circle.
 */
function sharedChunkName() {
  let needs = null;
  return (id, bundle) => {
    needs ??= startNeeds((module) => bundle.getModuleInfo(module)?.importedIds ?? []);
    const programs = needs.get(id) ?? 0;
    if (programs & COMMAND_BIT) return `start-${programs & ~LOOK_BIT}`;
    return programs & LOOK_BIT ? `look-${programs & ~LOOK_BIT}` : null;
  };
}

/** For each module that a program imports before anything runs, or a look: which ones, as a number of bits. */
function startNeeds(importsOf) {
  const needs = new Map();
  const entries = Object.values(MAIN_ENTRIES).map((source) => fromRoot(source));
  const parts = LOOK_PARTS.map((source) => fromRoot(source));
  for (const [index, first] of [...entries.map((entry) => importsOf(entry)), parts].entries()) {
    const waiting = [...first];
    for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
      const known = needs.get(id) ?? 0;
      if (known & (1 << index) || entries.includes(id)) continue;
      needs.set(id, known | (1 << index));
      waiting.push(...importsOf(id));
    }
  }
  return needs;
}

/** The out/ folder changes in one step, so that a program starting meanwhile never sees half. */
function replaceOutput(finished) {
  const old = `${finished}-old`;
  if (fs.existsSync(OUT)) fs.renameSync(OUT, old);
  fs.renameSync(finished, OUT);
  fs.rmSync(old, { recursive: true, force: true });
}

function requireEntries() {
  const wanted = [...Object.values(MAIN_ENTRIES), PRELOAD_ENTRY];
  const missing = wanted.filter((file) => !fs.existsSync(fromRoot(file)));
  if (pages().length === 0) missing.push(`${RENDERER_FOLDER}/*.html`);
  if (missing.length > 0) throw new Stop(`cannot build, missing: ${missing.join(', ')}`, 66);
}

function pages() {
  const folder = fromRoot(RENDERER_FOLDER);
  if (!fs.existsSync(folder)) return [];
  return fs
    .readdirSync(folder)
    .filter((name) => name.endsWith('.html'))
    .map((name) => path.join(folder, name));
}

function readStamp() {
  try {
    return fs.readFileSync(STAMP, 'utf8');
  } catch {
    return null;
  }
}

/** A digest over path, modification time and size of everything the build reads. */
function fingerprintInputs() {
  const digest = createHash('sha256');
  const tsconfigs = fs.readdirSync(projectRoot).filter((name) => /^tsconfig.*\.json$/.test(name));
  for (const file of [...INPUT_FILES, ...tsconfigs.sort()]) addFile(digest, file);
  for (const folder of INPUT_FOLDERS) addFolder(digest, folder);
  return digest.digest('hex');
}

function addFolder(digest, folder) {
  let entries;
  try {
    entries = fs.readdirSync(fromRoot(folder), { withFileTypes: true });
  } catch {
    return;
  }
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    const name = `${folder}/${entry.name}`;
    if (entry.isDirectory()) addFolder(digest, name);
    else addFile(digest, name);
  }
}

function addFile(digest, file) {
  const facts = fs.statSync(fromRoot(file), { bigint: true, throwIfNoEntry: false });
  if (facts) digest.update(`${file} ${facts.mtimeNs} ${facts.size}\n`);
}

if (isMainScript(import.meta.url)) {
  await runMain(async () => {
    if (await onProjectNode()) await build();
  });
}
