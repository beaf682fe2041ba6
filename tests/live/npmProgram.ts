/**
 * Programs that tests and benchmarks run but the project must not contain: the agents themselves
 * and the tools Tollgate is compared with. They are installed from npm on demand into a cache
 * outside the repository, at one exact version, each in a folder of its own.
 */
import { execFile } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';

const INSTALL_DEADLINE_MS = 10 * 60_000;
const POLL_MS = 500;

export type NpmProgram = {
  /** Package and exact version, for example `ccusage@20.0.24`. */
  readonly packageSpec: string;
  /** Finds the executable below the installed folder; null when it is not there. */
  readonly findExecutable: (folder: string) => string | null;
};

/**
 * The cache folder. The home is the real one of the user: tests replace HOME and XDG_CACHE_HOME,
 * and a program of several hundred megabytes must not be fetched once per test.
 */
export function testCacheFolder(): string {
  const chosen = process.env['TOLLGATE_TEST_CACHE'];
  return chosen || path.join(os.userInfo().homedir, '.cache', 'tollgate-dev');
}

/** Returns the path of the executable, installing the program first if need be. */
export async function ensureNpmProgram(program: NpmProgram): Promise<string> {
  const agents = path.join(testCacheFolder(), 'agents');
  const name = program.packageSpec.replaceAll(/[^a-z0-9.]+/g, '-').replace(/^-/, '');
  const target = path.join(agents, name);
  fs.mkdirSync(agents, { recursive: true });
  while (!fs.existsSync(target)) {
    if (isBeingInstalled(agents, name)) await delay(POLL_MS);
    else await install(program.packageSpec, target, unfinishedFolder(agents, name));
  }
  const executable = program.findExecutable(target);
  if (executable === null) {
    throw new Error(`${program.packageSpec} has no program for this system in ${target}`);
  }
  // npm leaves the mode of what a package's own launcher would have made executable.
  fs.chmodSync(executable, 0o755);
  return executable;
}

/** The name carries the process that fills the folder, and a part for its threads. */
function unfinishedFolder(agents: string, name: string): string {
  return path.join(agents, `.${name}~${process.pid}~${Math.random().toString(36).slice(2, 8)}`);
}

/**
 * Waiting for whoever installs already only saves a second download; what makes parallel use safe
 * is the rename at the end.
 */
function isBeingInstalled(agents: string, name: string): boolean {
  return fs.readdirSync(agents).some((entry) => {
    if (!entry.startsWith(`.${name}~`)) return false;
    if (isAlive(Number(entry.split('~')[1]))) return true;
    fs.rmSync(path.join(agents, entry), { recursive: true, force: true });
    return false;
  });
}

function isAlive(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

async function install(packageSpec: string, target: string, unfinished: string): Promise<void> {
  fs.mkdirSync(unfinished);
  try {
    fs.writeFileSync(path.join(unfinished, 'package.json'), '{ "private": true }\n');
    // Install scripts only fetch or link what we look up ourselves, so none is allowed to run.
    const quiet = ['--no-audit', '--no-fund', '--no-package-lock', '--loglevel=error'];
    await promisify(execFile)(
      'npm',
      ['install', '--ignore-scripts', ...quiet, '--prefix', unfinished, packageSpec],
      {
        cwd: unfinished,
        timeout: INSTALL_DEADLINE_MS,
        // npm's own settings and cache belong to the user, not to the home a test made up.
        env: { ...process.env, HOME: os.userInfo().homedir },
      },
    );
    fs.renameSync(unfinished, target);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    // Another process finished first; its folder is as good as ours.
    if (code !== 'ENOTEMPTY' && code !== 'EEXIST') throw error;
  } finally {
    fs.rmSync(unfinished, { recursive: true, force: true });
  }
}
