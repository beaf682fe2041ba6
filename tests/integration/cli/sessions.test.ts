/** Sessions that the real hook script has held, listed with the way back, and taken off the list. */
import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { runScript } from '../gate/scriptLab.ts';
import { openLab, type Lab } from './lab.ts';
import { claudeLine } from './logLines.ts';

let lab: Lab;
let project: string;
beforeEach(() => {
  lab = openLab();
  const program = lab.write(path.join(lab.root, 'bin', 'claude'), '#!/bin/sh\necho 2.1.330\n');
  fs.chmodSync(program, 0o755);
  lab.env['PATH'] = `${path.dirname(program)}:${lab.env['PATH']}`;
  project = path.join(lab.root, "ada's shop");
  fs.mkdirSync(project);
});
afterEach(() => lab.dispose());

const stopped = (...words: string[]) => lab.run('sessions', 'stopped', ...words);

function answer(id: string, ageMs: number): void {
  const at = new Date(Date.now() - ageMs).toISOString();
  const line = `${claudeLine({ id, at, session: 'one', cwd: project })}\n`;
  fs.mkdirSync(path.join(lab.projects, 'p'), { recursive: true });
  fs.appendFileSync(path.join(lab.projects, 'p', 'one.jsonl'), line);
}

function prompt(session: string) {
  const settings = fs.readFileSync(path.join(lab.home, '.claude', 'settings.json'), 'utf8');
  const id = /gate\.sh' ([0-9a-f]{12}) /.exec(settings)?.[1] ?? '';
  const env = { CLAUDE_CODE_SESSION_ID: session, CLAUDE_PROJECT_DIR: project };
  return runScript(path.join(lab.dataFolder, 'gate'), [id, 'prompt'], { env });
}

it('names each held session with the line that takes it up, until it goes on or is dismissed', async () => {
  answer('first', 60_000);
  expect(lab.run('gate', 'install', '--yes').code).toBe(0);
  expect(stopped().out).toBe('No session is stopped.\n');
  expect(lab.run('gate', 'stop').code).toBe(0);
  expect((await prompt('one')).stdout).toContain('"block"');
  expect((await prompt('never-answered')).stdout).toContain('"block"');

  const command = `cd '${project.replaceAll("'", String.raw`'\''`)}' && claude --resume one`;
  const held = JSON.parse(stopped('--json').out) as {
    stoppedSessions: { id: string; command: string | null; canGoOn: boolean }[];
  };
  expect(
    Object.fromEntries(held.stoppedSessions.map((one) => [one.id, [one.command, one.canGoOn]])),
  ).toEqual({ one: [command, false], 'never-answered': [null, false] });
  expect(stopped().out).toContain(`    ${command}\n`);
  expect(lab.run('status').out).toContain('Stopped by the gate, held now');

  // The gate opens: the same sessions are ready to go on.
  expect(lab.run('gate', 'open', '--until', '1h').code).toBe(0);
  expect(stopped().out).toMatch(
    /^Stopped by the gate, ready to go on\n {2}ada's shop +Claude Code/,
  );

  expect(stopped('dismiss', 'nobody').code).toBe(69);
  expect(stopped('dismiss', 'never-answered').code).toBe(0);
  expect(stopped().out).not.toContain('nothing to take up');
  // An answer that comes later than one under way says that it has gone on.
  answer('second', -30_000);
  expect(stopped().out).toBe('No session is stopped.\n');
});
