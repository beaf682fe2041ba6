/** Questions to real programs that behave badly: each must be gone afterwards, and so must its folder. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { askProgram, type Dialogue } from '../../../main/sources/program/askProgram.ts';
import { findProgram } from '../../../main/sources/program/findProgram.ts';

let lab: string;

beforeEach(() => {
  lab = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'tollgate-ask-test-')));
  fs.mkdirSync(path.join(lab, 'tmp'));
});

afterEach(() => fs.rmSync(lab, { recursive: true, force: true }));

/** Says `question`, takes the first line that begins with `answer`. */
const dialogue: Dialogue<string> = {
  opening: ['question'],
  take: (line) =>
    line.startsWith('answer')
      ? { kind: 'done', value: line }
      : line === 'and you?'
        ? { kind: 'wait', say: ['fine'] }
        : { kind: 'wait' },
  atEnd: () => null,
};

function ask(script: string, more: { deadlineMs?: number; signal?: AbortSignal } = {}) {
  const program = path.join(lab, 'program');
  fs.writeFileSync(program, `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  return askProgram(
    {
      program,
      args: [],
      environment: { PATH: process.env['PATH'] ?? '', LAB: lab },
      temporaryFolder: path.join(lab, 'tmp'),
      deadlineMs: 30_000,
      ...more,
    },
    dialogue,
  );
}

const problem = (kind: string) => ({ ok: false, problem: { kind } });

/** The processes that a script wrote down and that are still there. */
function survivors(): number[] {
  const ids = fs.readFileSync(path.join(lab, 'ids'), 'utf8').trim().split('\n').map(Number);
  expect(ids.length).toBeGreaterThan(0);
  return ids.filter((id) => {
    try {
      // A process that has ended but was not yet collected is gone for our purpose.
      return !/^State:\s+Z/m.test(fs.readFileSync(`/proc/${id}/status`, 'utf8'));
    } catch {
      return false;
    }
  });
}

const left = () => fs.readdirSync(path.join(lab, 'tmp'));

describe('a program that answers', () => {
  it('is talked to in an empty folder, which goes with it', async () => {
    const outcome = await ask(
      'ls -A > "$LAB/seen"; pwd > "$LAB/folder"; read -r line; echo "and you?"; read -r more; echo "answer: $line, $more"',
    );
    expect(outcome).toEqual({ ok: true, value: 'answer: question, fine' });
    expect(fs.readFileSync(path.join(lab, 'seen'), 'utf8')).toBe('');
    expect(fs.readFileSync(path.join(lab, 'folder'), 'utf8')).toContain(path.join(lab, 'tmp'));
    expect(left()).toEqual([]);
  });

  it('may end by itself when its input ends', async () => {
    const outcome = await ask('echo "answer"; cat > /dev/null; touch "$LAB/ended"');
    expect(outcome.ok).toBe(true);
    expect(fs.existsSync(path.join(lab, 'ended'))).toBe(true);
  });

  it('is ended with all that it started when it does not', async () => {
    const outcome = await ask(
      'trap "" TERM HUP; sleep 300 & echo $! > "$LAB/ids"; echo $$ >> "$LAB/ids"; echo "answer"; sleep 300',
    );
    expect(outcome.ok).toBe(true);
    expect(survivors()).toEqual([]);
    expect(left()).toEqual([]);
  });

  it('is not stopped by what it leaves in its folder', async () => {
    expect((await ask('mkdir a; touch a/b; echo "answer"')).ok).toBe(true);
    expect(left()).toEqual([]);
  });
});

describe('a program that does not answer', () => {
  it('is ended at its deadline, its children too', async () => {
    const outcome = await ask(
      'trap "" TERM; sleep 300 & echo $! > "$LAB/ids"; echo $$ >> "$LAB/ids"; wait',
      { deadlineMs: 500 },
    );
    expect(outcome).toMatchObject(problem('timed-out'));
    expect(survivors()).toEqual([]);
    expect(left()).toEqual([]);
  });

  it('is ended when Tollgate quits', async () => {
    const quitting = new AbortController();
    const asked = ask('echo $$ > "$LAB/ids"; sleep 300', { signal: quitting.signal });
    while (!fs.existsSync(path.join(lab, 'ids'))) await new Promise((wake) => setTimeout(wake, 10));
    quitting.abort();
    expect(await asked).toMatchObject(problem('cancelled'));
    expect(survivors()).toEqual([]);
    expect(await ask('echo answer', { signal: quitting.signal })).toMatchObject(
      problem('cancelled'),
    );
  });

  it('is told apart by what happened', async () => {
    expect(await ask('echo nothing; exit 3')).toEqual({
      ok: false,
      problem: {
        kind: 'ended-early',
        message: 'The program ended with exit code 3 without an answer.',
      },
    });
    expect(await ask('kill -9 $$')).toMatchObject(problem('ended-early'));
    expect(await ask('yes')).toMatchObject(problem('too-much-output'));
    expect(left()).toEqual([]);
  });

  it('may not be there, or not be a program', async () => {
    const run = {
      args: [],
      environment: {},
      temporaryFolder: path.join(lab, 'tmp'),
      deadlineMs: 5_000,
    };
    const missing = path.join(lab, 'missing');
    expect(await askProgram({ ...run, program: missing }, dialogue)).toMatchObject(
      problem('program-missing'),
    );
    fs.writeFileSync(path.join(lab, 'text'), 'no program', { mode: 0o644 });
    expect(await askProgram({ ...run, program: path.join(lab, 'text') }, dialogue)).toMatchObject(
      problem('program-refused'),
    );
    expect(
      await askProgram({ ...run, program: '/bin/sh', temporaryFolder: missing }, dialogue),
    ).toMatchObject(problem('no-folder'));
    expect(left()).toEqual([]);
  });
});

describe('finding a program', () => {
  it('takes the first that may be run', async () => {
    const folders = ['one', 'two', 'three'].map((name) => path.join(lab, name));
    for (const folder of folders) fs.mkdirSync(folder);
    fs.mkdirSync(path.join(folders[0]!, 'agent-of-a-test'));
    fs.writeFileSync(path.join(folders[1]!, 'agent-of-a-test'), '', { mode: 0o644 });
    const place = {
      name: 'agent-of-a-test',
      variables: { PATH: folders.join(':') },
      homeFolder: lab,
      platform: process.platform,
    };
    // Root may run nothing without an execute bit either, so this holds for every user.
    expect(await findProgram(place)).toBeNull();
    const program = path.join(folders[2]!, 'agent-of-a-test');
    fs.writeFileSync(program, '', { mode: 0o755 });
    expect(await findProgram(place)).toBe(program);
    fs.rmSync(program);
    for (const version of ['v9.11.2', 'v22.4.0', 'v22.10.0']) {
      const managed = path.join(lab, '.nvm', 'versions', 'node', version, 'bin', place.name);
      fs.mkdirSync(path.dirname(managed), { recursive: true });
      fs.writeFileSync(managed, '#!/bin/sh\n', { mode: 0o755 });
    }
    expect(await findProgram(place)).toContain('v22.10.0');
  });
});
