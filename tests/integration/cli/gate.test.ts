/** The gate from the terminal, as a user types it; the hook's script says what came of it. */
import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { runScript } from '../gate/scriptLab.ts';
import { openLab, type Lab } from './lab.ts';

let lab: Lab;
beforeEach(() => {
  lab = openLab();
  // A program that tells the version of an agent, and nothing else.
  const program = lab.write(path.join(lab.root, 'bin', 'claude'), '#!/bin/sh\necho 2.1.330\n');
  fs.chmodSync(program, 0o755);
  lab.env['PATH'] = `${path.dirname(program)}:${lab.env['PATH']}`;
});
afterEach(() => lab.dispose());

const settings = () => path.join(lab.home, '.claude', 'settings.json');
const gate = (...words: string[]) => lab.run('gate', ...words);
const accountId = () => /gate\.sh' ([0-9a-f]{12}) /.exec(fs.readFileSync(settings(), 'utf8'))?.[1];
const prompt = () => runScript(path.join(lab.dataFolder, 'gate'), [accountId() ?? '', 'prompt']);

it(
  'shows, installs, stops, allows one, opens, and gives everything back',
  { timeout: 120_000 },
  async () => {
    const dry = gate('install', '--dry-run');
    expect(dry.out).toContain('+    "UserPromptSubmit": [');
    expect(fs.existsSync(settings())).toBe(false);
    expect(gate('stop')).toMatchObject({ code: 69, out: '' });

    expect(gate('install', '--strict')).toMatchObject({ code: 0, err: '' });
    expect(fs.readFileSync(settings(), 'utf8')).toContain('"onFailure": "block"');
    expect((await prompt()).stdout).toContain('there is no gate file');

    const stopped = gate('stop');
    expect(stopped.out).toContain('the reset is not known, so five hours');
    expect((await prompt()).stdout).toContain(
      '"decision":"block","reason":"Tollgate: You stopped it',
    );
    expect(lab.run('guard')).toMatchObject({ code: 1 });
    expect(gate('status').out).toMatch(/active, strict\n {2}now: closed: You stopped it until/);

    expect(gate('allow-once').code).toBe(0);
    expect((await prompt()).stdout).toBe('');
    expect((await prompt()).stdout).toContain('"block"');

    expect(gate('open')).toMatchObject({ code: 64 });
    expect(gate('open', '--until', '2h').code).toBe(0);
    expect((await prompt()).stdout).not.toContain('You stopped it');

    expect(gate('uninstall').code).toBe(0);
    expect(fs.existsSync(settings())).toBe(false);
    expect(gate('status').out).toContain('the gate is not installed');
  },
);

it('refuses a file with comments, with the lines to paste', () => {
  fs.writeFileSync(settings(), '{ // mine\n}');
  const refused = gate('install');
  expect(refused).toMatchObject({ code: 70, out: '' });
  expect(refused.err).toContain('not valid JSON');
  expect(refused.err).toContain('"UserPromptSubmit"');
  expect(fs.readFileSync(settings(), 'utf8')).toBe('{ // mine\n}');
});

it('installs for as long a wait as is set', () => {
  expect(lab.run('settings', 'set', 'gate.askSeconds', '120').code).toBe(0);
  expect(gate('install').code).toBe(0);
  expect(fs.readFileSync(settings(), 'utf8')).toContain('"timeout": 125');
});
