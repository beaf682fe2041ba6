import { describe, expect, it } from 'vitest';
import { parseCommand } from '../../../main/cli/arguments.ts';
import { usage } from '../../../main/cli/usage.ts';
import { settingRows } from '../../../preload/contract/settingRows.ts';
import { ENGLISH } from '../../../preload/contract/languages/say.ts';

const parse = (...words: string[]) => parseCommand(words, ['claude-code', 'codex']);

/** The command of words that are right; fails when they are refused. */
function commandOf(...words: string[]) {
  const parsed = parse(...words);
  if (!parsed.ok) throw new Error(parsed.message);
  return parsed.command;
}

function refusalOf(...words: string[]): string {
  const parsed = parse(...words);
  if (parsed.ok) throw new Error(`taken: ${JSON.stringify(parsed.command)}`);
  return parsed.message;
}

const EVERYTHING = {
  name: 'history',
  isJson: false,
  grouping: 'day',
  agent: null,
  sinceDay: null,
  untilDay: null,
  timeZone: null,
};

describe('commands', () => {
  it.each([[[]], [['help']], [['help', '--help']], [['help', '--json']], [['--help']], [['-h']]])(
    '%j: help',
    (words) => {
      expect(commandOf(...words)).toEqual({ name: 'help', of: null });
    },
  );

  it.each([[['history', '--help']], [['history', '--by', 'day', '-h']], [['help', 'history']]])(
    '%j: help about one command',
    (words) => {
      expect(commandOf(...words)).toEqual({ name: 'help', of: 'history' });
    },
  );

  it.each(['version', '--version', '-v'])('%s: the version', (word) => {
    expect(commandOf(word)).toEqual({ name: 'version' });
  });

  it('status, once or kept up to date', () => {
    expect(commandOf('status')).toEqual({ name: 'status', isJson: false, isWatch: false });
    expect(commandOf('status', '--json')).toMatchObject({ isJson: true });
    expect(commandOf('status', '--watch')).toMatchObject({ isWatch: true });
  });

  it('import, doctor and alerts', () => {
    expect(commandOf('import', '--json')).toEqual({ name: 'import', isJson: true });
    expect(commandOf('doctor')).toEqual({ name: 'doctor', isJson: false });
    expect(commandOf('alerts', '--json')).toEqual({ name: 'alerts', isJson: true });
    expect(refusalOf('alerts', '--all')).toContain('--all');
  });

  it('history without options is everything by day, in the machine’s zone', () => {
    expect(commandOf('history')).toEqual(EVERYTHING);
  });

  it.each(['day', 'model', 'project', 'session', 'window'])('history by %s', (grouping) => {
    expect(commandOf('history', '--by', grouping)).toEqual({ ...EVERYTHING, grouping });
  });

  it('history takes days, a zone and an agent, with or without the equals sign', () => {
    const words = ['--since=2026-11-01', '--until', '2026-11-30', '--tz', 'Asia/Kathmandu'];
    expect(commandOf('history', ...words, '--agent=codex')).toEqual({
      ...EVERYTHING,
      agent: 'codex',
      sinceDay: '2026-11-01',
      untilDay: '2026-11-30',
      timeZone: 'Asia/Kathmandu',
    });
  });

  it('one day may be both the first and the last', () => {
    const words = ['--since', '2026-11-22', '--until', '2026-11-22'];
    expect(commandOf('history', ...words)).toMatchObject({ sinceDay: '2026-11-22' });
  });
});

describe('what is mistyped is refused, with the word in the message', () => {
  it.each([
    [['histroy'], 'histroy'],
    [['toString'], 'toString'],
    [['__proto__'], '__proto__'],
    [['constructor', '--json'], 'constructor'],
    [['history', 'day'], 'day'],
    [['history', '--By', 'day'], '--By'],
    [['history', '--by'], '--by'],
    [['history', '--by', 'week'], 'week'],
    [['history', '--by', ''], '--by'],
    [['history', '--since', 'yesterday'], 'yesterday'],
    [['history', '--since', '2026-02-30'], '2026-02-30'],
    [['history', '--until', '2026-1-1'], '2026-1-1'],
    [['history', '--since', '2026-11-23', '--until', '2026-11-22'], '2026-11-23'],
    [['history', '--tz', 'Europe/Atlantis'], 'Europe/Atlantis'],
    [['history', '--tz', ''], 'time zone'],
    [['history', '--agent', 'cursor'], 'cursor'],
    [['history', '--watch'], '--watch'],
    [['status', '--by', 'day'], '--by'],
    [['status', '--json=yes'], '--json'],
    [['import', 'now'], 'now'],
    [['--json'], '--json'],
  ])('%j', (words, named) => {
    expect(refusalOf(...words)).toContain(named);
  });
});

it('the help names every command, grouping and exit code', () => {
  const words = ['status', 'history', 'import', 'doctor', 'help', '--version'];
  const groupings = ['day', 'model', 'project', 'session', 'window'];
  const codes = [
    '0 ok',
    '1 at the boundary',
    '64',
    '69 no data',
    '70 Tollgate failed',
    '75 database',
  ];
  for (const word of [...words, ...groupings, ...codes, '--since', '--until', '--tz']) {
    expect(usage(ENGLISH)).toContain(word);
  }
});

it('the help about one command has its lines and no others', () => {
  expect(usage(ENGLISH, 'status')).toBe(
    '  status   [--json] [--watch]     what is left of the plan, now\n',
  );
  const takeIn = usage(ENGLISH, 'take-in').trimEnd().split('\n');
  expect(takeIn).toHaveLength(4);
  expect(takeIn[0]).toContain('take-in FILE');
  expect(takeIn[3]).toContain('take-in list|undo ID');
  const all = usage(ENGLISH);
  for (const [, name = ''] of all.matchAll(/^ {2}([a-z][\w-]*)/gm)) {
    expect(all).toContain(usage(ENGLISH, name).split('\n')[0]);
    expect(usage(ENGLISH, name)).not.toContain('Exit codes');
  }
});

it.each([
  ['histroy', 'history'],
  ['credit', 'credits'],
  ['setings', 'settings'],
  ['gat', 'gate'],
  ['takein', 'take-in'],
])('%s: did you mean %s?', (typed, meant) => {
  expect(refusalOf(typed)).toBe(`There is no command “${typed}”. Did you mean “${meant}”?`);
  expect(refusalOf('help', typed)).toContain(`“${meant}”`);
});

it.each(['frobnicate', 'x', 'date-', 'asking'])('%s: nothing is near enough', (typed) => {
  expect(refusalOf(typed)).toBe(`There is no command “${typed}”.`);
});

it('nothing that is to be typed has a sign that a shell takes for its own', () => {
  expect(usage(ENGLISH)).not.toContain('$');
  expect(refusalOf('credits', 'anchor')).not.toContain('$');
  expect(refusalOf('credits', 'anchor', 'much')).not.toContain('$');
  expect(refusalOf('credits', 'anchor', '1 2')).not.toContain('$');
  for (const { allowed } of settingRows({}, [], true)) expect(allowed).not.toContain('$');
});

describe('settings', () => {
  it('are listed unless another action is named', () => {
    const all = { name: 'settings', isJson: false, action: 'list', path: null };
    expect(commandOf('settings')).toEqual(all);
    expect(commandOf('settings', 'list', '--json')).toEqual({ ...all, isJson: true });
    expect(commandOf('settings', 'get', 'gate')).toEqual({ ...all, action: 'get', path: 'gate' });
  });

  it('are set, reset and taken back', () => {
    const settings = { name: 'settings', isJson: false };
    expect(commandOf('settings', 'set', 'gate.mode', 'ask')).toEqual({
      ...settings,
      action: 'set',
      path: 'gate.mode',
      value: 'ask',
    });
    expect(commandOf('settings', 'reset', 'gate')).toEqual({
      ...settings,
      action: 'reset',
      path: 'gate',
    });
    expect(commandOf('settings', 'undo')).toEqual({ ...settings, action: 'undo' });
  });

  it.each<[string[], string]>([
    [
      ['settings', 'change'],
      'settings takes list, get, set, reset, copy, rename or undo; not “change”',
    ],
    [['settings', 'set', 'gate.mode'], 'takes the name of a setting and its value'],
    [['settings', 'set', 'a', '75', '90'], '“90” is one word too many'],
    [['settings', 'reset'], 'takes the name of a setting'],
    [['settings', 'undo', '2'], '“2” is one word too many'],
    [['settings', 'get', '--yaml'], '--yaml'],
  ])('%j is refused', (words, why) => {
    expect(refusalOf(...words)).toContain(why);
  });
});
