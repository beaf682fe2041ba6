/** A person's home folder for one test: nothing is read from, or written to, the real one. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

export type TestHome = ReturnType<typeof makeHome>;

/** Variables that would lead an app of a test to the files of whoever runs it. */
const NOT_HANDED_ON = ['CLAUDE_CONFIG_DIR', 'CODEX_HOME', 'ELECTRON_RUN_AS_NODE', 'NODE_OPTIONS'];

export function makeHome() {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'tollgate-e2e-'));
  const home = path.join(folder, 'home');
  const dataFolder = path.join(folder, 'data');
  fs.mkdirSync(home, { mode: 0o700 });
  const inHome = (...parts: readonly string[]) => path.join(home, ...parts);

  function write(file: string, text: string): string {
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, text);
    return file;
  }

  return {
    folder,
    home,
    dataFolder,
    env: environment(home, dataFolder),
    /** Writes a transcript where Claude Code keeps them. */
    writeClaude: (name: string, text: string, project = '-home-u-toll-road') =>
      write(inHome('.claude', 'projects', project, `${name}.jsonl`), text),
    /** Writes a rollout where Codex keeps them. */
    writeCodex: (name: string, text: string) =>
      write(inHome('.codex', 'sessions', '2026', '11', '22', `rollout-${name}.jsonl`), text),
    /** Writes any other file of the home. */
    writeFile: (name: string, text: string) => write(inHome(name), text),
    inHome,
    dispose: () => fs.rmSync(folder, { recursive: true, force: true, maxRetries: 5 }),
  };
}

function environment(home: string, dataFolder: string): Record<string, string> {
  const inherited = Object.entries(process.env).filter(
    (entry): entry is [string, string] =>
      entry[1] !== undefined && !NOT_HANDED_ON.includes(entry[0]),
  );
  return {
    ...Object.fromEntries(inherited),
    HOME: home,
    XDG_CONFIG_HOME: path.join(home, '.config'),
    XDG_CACHE_HOME: path.join(home, '.cache'),
    XDG_DATA_HOME: path.join(home, '.local', 'share'),
    XDG_STATE_HOME: path.join(home, '.local', 'state'),
    TOLLGATE_DATA_DIR: dataFolder,
    // One locale and zone for the window and the terminal command, whoever runs the tests.
    LANG: 'en_US.UTF-8',
    LC_ALL: '',
    LANGUAGE: '',
    TZ: 'UTC',
  };
}
