/** The app under Playwright and, at the same time, under a trace of what it asks of the system. */
import fs from 'node:fs';
import path from 'node:path';
import { _electron, type ElectronApplication } from '@playwright/test';
import type { TestHome } from './home.ts';
import { ELECTRON_FLAGS, electronProgram, PACKAGED_APP, PROJECT_ROOT } from './paths.ts';

export type TracedByPlaywright = {
  readonly app: ElectronApplication;
  /** Lines of the trace so far, one for each system call. */
  calls(): string[];
};

/** Playwright puts its own words before the app's, so that the trace needs a program of its own to begin with. */
export async function launchTraced(
  home: TestHome,
  ...calls: readonly string[]
): Promise<TracedByPlaywright> {
  const file = path.join(home.folder, 'trace.txt');
  const program = path.join(home.folder, 'traced-app');
  const trace = ['-f', '--seccomp-bpf', '-qq', '-s', '256', '-e', `trace=${calls.join(',')}`];
  const words = [...trace, '-o', file, electronProgram()].map((word) => `'${word}'`);
  fs.writeFileSync(program, `#!/bin/sh\nexec strace ${words.join(' ')} "$@"\n`, { mode: 0o700 });
  const app = await _electron.launch({
    executablePath: program,
    args: [...(PACKAGED_APP === null ? ['.'] : []), ...ELECTRON_FLAGS],
    cwd: PROJECT_ROOT,
    env: home.env,
    timeout: 30_000,
    colorScheme: null,
  });
  return {
    app,
    calls: () => (fs.existsSync(file) ? fs.readFileSync(file, 'utf8').split('\n') : []),
  };
}
