// Builds the app into out/ with Vite: main and its workers as ES modules, the terminal command as CommonJS, which
// starts quicker, the preload script as one CommonJS file (a sandboxed preload cannot be anything else), and the pages.
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
  'review-worker': 'main/workers/reviewWorker.ts',
  'keychain-worker': 'main/workers/keychainWorker.ts',
};
/** Programs that live shortly, each a file of its own: a short command would wait longer for modules than for its answer. */
const SHORT_ENTRIES = {
  cli: 'main/cli/entry.ts',
  'cli-program': 'main/cli/index.ts',
  'parse-worker': 'main/workers/parseWorker.ts',
};
/** What every look of the command loads once it looks; an import by itself does without. */
const LOOK_PARTS = ['accountsDesk', 'bridges', 'gates', 'settings'].map(
  (name) => `main/engine/${name}.ts`,
);
/** Loaded by a program when it first says something in German: it is a quarter of the command's text. */
const WORDS = fromRoot('preload', 'contract', 'languages', 'german.ts');
const WORDS_FILE = 'german.cjs';
const PRELOAD_ENTRY = 'preload/index.ts';
const RENDERER_FOLDER = 'renderer';
const INPUT_FOLDERS = ['main', 'preload', RENDERER_FOLDER];
const INPUT_FILES = ['scripts/build.mjs', 'package.json', 'package-lock.json'];

const OUT = fromRoot('out');
const STAMP = path.join(OUT, 'inputs.txt');
/** On the same disk as out/, for the final rename, and out of every tool's sight. */
const WORKSHOPS = fromRoot('node_modules', '.tollgate-build');

/**
 * V8 keeps a program's text in memory for as long as it runs, in two bytes a character where one of them needs it
 * (a typographic apostrophe is enough), and once for each thread. So the text is written without blanks and in ASCII;
 * names stay, because they are what an error report says.
 */
const COMPACT = {
  minify: {
    compress: false,
    mangle: false,
    codegen: { removeWhitespace: true, asciiOnly: true },
  },
  comments: { jsdoc: false, annotation: false, legal: true },
};

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
  const apart = { plugins: [wordsApart()] };
  const [vite, { default: react }] = await Promise.all([
    import('vite'),
    import('@vitejs/plugin-react'),
  ]);
  const common = { configFile: false, publicDir: false, logLevel: 'warn', mode: 'production' };
  const forNode = (input, outDir, output, { external = EXTERNAL, plugins = [] } = {}) => ({
    ...common,
    root: projectRoot,
    plugins,
    ssr: { noExternal: true, external: ['better-sqlite3', 'keytar'] },
    build: {
      ssr: true,
      target: 'node20',
      outDir,
      emptyOutDir: true,
      rolldownOptions: { input, external, output },
    },
  });
  const shared = {
    ...COMPACT,
    format: 'es',
    entryFileNames: '[name].js',
    chunkFileNames: 'chunks/[name]-[hash].js',
    codeSplitting: {
      includeDependenciesRecursively: false,
      groups: [{ debugName: 'shared', name: sharedChunkName() }],
    },
  };
  const main = forNode(inputsOf(MAIN_ENTRIES), path.join(folder, 'main'), shared, apart);
  const short = Object.entries(SHORT_ENTRIES).map(([name, source]) => {
    const output = {
      ...COMPACT,
      format: 'cjs',
      entryFileNames: '[name].cjs',
      chunkFileNames: `${name}/[name]-[hash].cjs`,
      codeSplitting: {
        includeDependenciesRecursively: false,
        groups: [{ debugName: 'parts', name: shortChunkName(fromRoot(source)) }],
      },
    };
    const input = { [name]: fromRoot(source) };
    return forNode(input, path.join(folder, 'short', name), output, apart);
  });
  const words = forNode({ german: WORDS }, path.join(folder, 'short', 'german'), {
    ...COMPACT,
    format: 'cjs',
    entryFileNames: WORDS_FILE,
    codeSplitting: false,
  });
  const preload = forNode(
    fromRoot(PRELOAD_ENTRY),
    path.join(folder, 'preload'),
    { ...COMPACT, format: 'cjs', entryFileNames: 'index.cjs', codeSplitting: false },
    { external: ['electron', /^electron\//] },
  );
  // Each page by itself, in one script and one style sheet: every further file costs an opening window milliseconds.
  const windows = pages().map((page) => ({
    ...common,
    root: fromRoot(RENDERER_FOLDER),
    base: './',
    plugins: [react()],
    build: {
      target: 'chrome130',
      outDir: path.join(folder, 'renderer'),
      emptyOutDir: false,
      // The content security policy allows files of our own only: nothing inline, no data: URLs.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      // The main window's script: it is read from the disk beside it.
      chunkSizeWarningLimit: 1000,
      rolldownOptions: {
        input: page,
        output: {
          codeSplitting: false,
          minify: { compress: true, mangle: true, codegen: COMPACT.minify.codegen },
        },
      },
    },
  }));
  await Promise.all(
    [main, ...short, words, preload, ...windows].map((config) => vite.build(config)),
  );
  // Beside the others, where they are looked for; a build empties the folder it builds into.
  const parts = path.join(folder, 'short');
  for (const name of fs.readdirSync(parts)) {
    fs.cpSync(path.join(parts, name), path.join(folder, 'main'), { recursive: true });
  }
  fs.rmSync(parts, { recursive: true });
  keepCode(path.join(folder, 'main'));
}

/** The command's compiled code, beside it; without it the command is slower and does the same. */
function keepCode(folder) {
  const script = fromRoot('scripts', 'lib', 'keep-code.mjs');
  const kept = spawnSync(process.execPath, [script, folder], { encoding: 'utf8', timeout: 60_000 });
  if (kept.status !== 0) say(`the command's compiled code was not kept: ${kept.stderr.trim()}`);
}

function inputsOf(entries) {
  return Object.fromEntries(
    Object.entries(entries).map(([name, source]) => [name, fromRoot(source)]),
  );
}

/**
 * What several programs need at their start stands in one file for each set of them: a file costs a start about half
 * a millisecond, and by itself the bundler makes one for every set of later imports as well.
 */
function sharedChunkName() {
  let needs = null;
  return (id, bundle) => {
    needs ??= Object.values(MAIN_ENTRIES).map((source) => {
      const importsOf = (module) => bundle.getModuleInfo(module)?.importedIds ?? [];
      return neededBy([fromRoot(source)], importsOf);
    });
    const programs = needs.map((needed) => Number(needed.has(id)));
    const isShared = programs.reduce((sum, one) => sum + one) > 1;
    return isShared ? `shared-${programs.join('')}` : null;
  };
}

/**
 * What a short program needs before anything runs stands in one file with it, and what a look needs in a second one.
 * What a module imports is needed wherever it is, so these files form no circle beyond the program's own.
 */
function shortChunkName(entry) {
  let start = null;
  let look = null;
  return (id, bundle) => {
    const importsOf = (module) => bundle.getModuleInfo(module)?.importedIds ?? [];
    start ??= neededBy([entry], importsOf);
    look ??= neededBy(
      LOOK_PARTS.map((source) => fromRoot(source)),
      importsOf,
    );
    if (start.has(id)) return path.basename(entry, '.ts');
    return look.has(id) ? 'look' : null;
  };
}

/** Puts in the place of the German words what loads them, at once, when one is asked for. */
function wordsApart() {
  const names = ['german', 'germanMessages', 'germanTakes'];
  // What several programs share lies a folder deeper than they do.
  const file = `import.meta.dirname.endsWith('chunks') ? '../${WORDS_FILE}' : './${WORDS_FILE}'`;
  const words = `process.getBuiltinModule('node:module').createRequire(import.meta.url)(${file})`;
  const texts = names.map((name) => `export const ${name} = () => load().${name}();`);
  return {
    name: 'words-apart',
    load: (id) =>
      id === WORDS
        ? `let words;\nconst load = () => (words ??= ${words});\n${texts.join('\n')}`
        : null,
  };
}

/** Modules with all that they import before anything runs. */
function neededBy(modules, importsOf) {
  const needed = new Set();
  const waiting = [...modules];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (needed.has(id)) continue;
    needed.add(id);
    waiting.push(...importsOf(id));
  }
  return needed;
}

/** The out/ folder changes in one step, so that a program starting meanwhile never sees half. */
function replaceOutput(finished) {
  const old = `${finished}-old`;
  if (fs.existsSync(OUT)) fs.renameSync(OUT, old);
  fs.renameSync(finished, OUT);
  fs.rmSync(old, { recursive: true, force: true });
}

function requireEntries() {
  const wanted = [...Object.values(MAIN_ENTRIES), ...Object.values(SHORT_ENTRIES), PRELOAD_ENTRY];
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
