/** The terminal face of the package: no Node, no screen, and for whoever calls it. */
import fs from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { version } from '../../package.json' with { type: 'json' };
import { COMMAND, makeHome, NOBODY, PROGRAM, run } from './package.ts';

const isRoot = process.getuid?.() === 0;
/** Root can also be somebody else; everybody else only themselves. */
const USERS = isRoot ? [null, NOBODY] : [null];

let disposals: (() => void)[] = [];
afterEach(() => {
  for (const dispose of disposals) dispose();
  disposals = [];
});

function homeOf(userId: number | null): string {
  const { folder, dispose } = makeHome(userId);
  disposals.push(dispose);
  return folder;
}

describe.each(USERS)('the command, run by user %s', (userId) => {
  const tollgate = (home: string, ...words: readonly string[]) =>
    run(COMMAND, words, { home, userId });

  it('answers with its exit code and without a word beside the answer', () => {
    const home = homeOf(userId);
    expect(tollgate(home, '--version')).toEqual({ code: 0, output: `${version}\n`, errors: '' });
    const status = tollgate(home, 'status', '--json');
    expect(status.code).toBe(69);
    expect(status.errors).toBe('');
    expect(JSON.parse(status.output)).toMatchObject({ verdict: { kind: 'no-agent' } });
    expect(tollgate(home, 'stats')).toMatchObject({ code: 64, output: '' });
  });

  it('shows the figures when it is called without a word', () => {
    const home = homeOf(userId);
    const answer = tollgate(home);
    expect(answer).toMatchObject({ code: 69, errors: '' });
    expect(answer.output).toContain('No coding agent found');
  });

  it('keeps its data where the app does, for this user alone', () => {
    const home = homeOf(userId);
    tollgate(home, 'status');
    const database = path.join(home, '.config', 'Tollgate', 'tollgate.db');
    expect(fs.statSync(database).mode & 0o777).toBe(0o600);
  });

  it('writes settings and reads them back', () => {
    const home = homeOf(userId);
    expect(tollgate(home, 'settings', 'set', 'alerts.quietHours', '22:00-07:00').code).toBe(0);
    expect(tollgate(home, 'settings', 'get', 'alerts.quietHours').output).toBe('22:00-07:00\n');
  });
});

it('works through a link, from a folder with a blank', () => {
  const home = homeOf(null);
  const link = path.join(home, 'a link');
  fs.symlinkSync(COMMAND, link);
  expect(run(link, ['--version'], { home }).output).toBe(`${version}\n`);
});

describe('switches of Electron and Node', () => {
  it('do not make the program a plain Node', () => {
    const home = homeOf(null);
    const variables = { ELECTRON_RUN_AS_NODE: '1', NODE_OPTIONS: '--require=/nonexistent.js' };
    const words = ['-e', 'console.log("reached")'];
    expect(run(COMMAND, ['--version'], { home, variables }).output).toBe(`${version}\n`);
    const asNode = run(PROGRAM, isRoot ? ['--no-sandbox', ...words] : words, { home, variables });
    expect(asNode.output).not.toContain('reached');
  });

  it('behind a command stay words', () => {
    const home = homeOf(null);
    const answer = run(COMMAND, ['status', '--inspect=0'], { home });
    expect(answer.code).toBe(64);
    expect(answer.errors).not.toContain('Debugger listening');
  });
});

// Only root can become a user without rights.
if (isRoot) {
  it('opens no window without the sandbox for anybody but root', () => {
    const answer = run(PROGRAM, ['--no-sandbox'], {
      home: homeOf(NOBODY),
      userId: NOBODY,
      variables: { DISPLAY: ':99' },
    });
    expect(answer.code).toBe(64);
    expect(answer.errors).toContain('does not run without its sandbox');
  });
}
