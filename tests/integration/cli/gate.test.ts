/** The gate from the terminal, as a user types it; the hook's script says what came of it. */
import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { codexRollout } from '../../e2e/support/codexLines.ts';
import { runScript } from '../gate/scriptLab.ts';
import { openLab, type Lab } from './lab.ts';

const MINUTE = 60_000;

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

    const shown = gate('install', '--strict');
    expect(shown.out).toContain('Nothing was changed. To do it: the same with --yes');
    expect(fs.existsSync(settings())).toBe(false);
    expect(gate('install', '--strict', '--yes', '--dry-run').out).toContain('UserPromptSubmit');
    expect(fs.existsSync(settings())).toBe(false);

    expect(gate('install', '--strict', '--yes')).toMatchObject({ code: 0, err: '' });
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
    expect(gate('open', '--until', '3000h').out).toContain('the reset is not known, so five hours');
    expect(gate('open', '--until', '2h').code).toBe(0);
    expect((await prompt()).stdout).not.toContain('You stopped it');

    expect(gate('uninstall', '--yes').code).toBe(0);
    expect(fs.existsSync(settings())).toBe(false);
    expect(gate('status').out).toContain('the gate is not installed');
  },
);

/** Two accounts of Codex with the gate installed; only the first has reported a reset, in seven minutes. */
function twoAccounts() {
  const [first, second] = ['first', 'second'].map((name) => path.join(lab.home, name));
  if (!first || !second) throw new Error('two');
  for (const folder of [first, second]) fs.mkdirSync(folder);
  lab.env['CODEX_HOME'] = `${first},${second}`;
  const nowMs = Date.now();
  const rollout = codexRollout({ resetsAtMs: nowMs + 7 * MINUTE });
  lab.write(
    path.join(first, 'sessions', `rollout-${rollout.name}.jsonl`),
    rollout.start(nowMs - 9 * MINUTE) +
      rollout.answer({ atMs: nowMs - 5 * MINUTE, usedPercent: 40 }),
  );
  expect(gate('install', '--agent', 'codex', '--yes').code).toBe(0);
  return { first, second };
}

it('an account whose reset is not known does not take another one’s', { timeout: 60_000 }, () => {
  const { first, second } = twoAccounts();
  const lines = gate('stop', '--agent', 'codex').out.trim().split('\n');
  expect(lines).toHaveLength(2);
  expect(lines.find((line) => line.includes(first))).not.toContain('five hours');
  expect(lines.find((line) => line.includes(second))).toContain('so five hours');
});

it('opens one account only, and asks which where there are several', { timeout: 90_000 }, () => {
  const { first, second } = twoAccounts();
  expect(gate('stop').code).toBe(0);
  const closed = () =>
    [first, second].filter((folder) =>
      gate('status', '--account', folder).out.includes('now: closed'),
    );
  for (const words of [['open', '--until', '1h'], ['allow-once']]) {
    const refused = gate(...words);
    expect(refused).toMatchObject({ code: 64, out: '' });
    expect(refused.err).toContain(`say --account ${first}, ${second}.`);
  }
  expect(closed()).toEqual([first, second]);

  // The way out is what the refusal prints, as it stands there.
  const said = gate('status', '--account', second).out;
  const [, way = ''] = /or: tollgate (gate open --account \S+)/.exec(said) ?? [];
  expect(lab.run(...way.split(' '), '--until', '1h')).toMatchObject({ code: 0, err: '' });
  expect(closed()).toEqual([first]);

  fs.symlinkSync(first, path.join(lab.home, 'link'));
  expect(gate('open', '--account', 'link', '--until', '1h').code).toBe(0);
  expect(closed()).toEqual([]);
  const unknown = gate('stop', '--account', 'third');
  expect(unknown).toMatchObject({ code: 64, out: '' });
  expect(unknown.err).toContain('There is no account “third”');
});

it('guard judges the account of its own environment', { timeout: 60_000 }, () => {
  const { first, second } = twoAccounts();
  expect(gate('stop', '--account', first).code).toBe(0);
  expect(lab.run('guard', '--agent', 'codex').code).toBe(1);
  expect(lab.run('guard', '--agent', 'codex', '--account', second)).toMatchObject({ code: 69 });
  // The database knows both; this shell works with the second.
  lab.env['CODEX_HOME'] = second;
  expect(lab.run('guard', '--agent', 'codex')).toMatchObject({ code: 69 });
  lab.env['CODEX_HOME'] = first;
  expect(lab.run('guard', '--agent', 'codex').out).toContain('You stopped it until');
});

it('an account is also known by the name that the user gave it', { timeout: 60_000 }, () => {
  const { first, second } = twoAccounts();
  expect(lab.run('settings', 'set', `accounts[codex|${second}].name`, 'Work').code).toBe(0);
  const allowed = gate('allow-once', '--account', 'Work');
  expect(allowed).toMatchObject({ code: 0, err: '' });
  expect(allowed.out).toContain(second);
  expect(allowed.out).not.toContain(first);
});

it('opens until the reset at most, whatever time is named', () => {
  const { first } = twoAccounts();
  const { out } = gate('open', '--until', '3h', '--account', first);
  expect(out).toContain('the reset: an opening does not outlast it');
});

it('refuses a file with comments, with the lines to paste', () => {
  fs.writeFileSync(settings(), '{ // mine\n}');
  const refused = gate('install');
  expect(refused).toMatchObject({ code: 70, out: '' });
  expect(refused.err).toContain('not valid JSON');
  expect(refused.err).toContain('"UserPromptSubmit"');
  expect(fs.readFileSync(settings(), 'utf8')).toBe('{ // mine\n}');
});

it('installs for as long a wait as is set, and as strict', () => {
  expect(lab.run('settings', 'set', 'gate.strict', 'on').code).toBe(0);
  expect(lab.run('settings', 'set', 'gate.askSeconds', '120').code).toBe(0);
  expect(gate('install', '--yes').code).toBe(0);
  expect(fs.readFileSync(settings(), 'utf8')).toContain('"timeout": 125');
  expect(fs.readFileSync(settings(), 'utf8')).toContain('"onFailure": "block"');
});
