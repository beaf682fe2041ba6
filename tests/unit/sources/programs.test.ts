import { describe, expect, it } from 'vitest';
import { markOf } from '../../../main/sources/answerMark.ts';
import { claudeEnvironment } from '../../../main/sources/claudeUsage/claudeEnvironment.ts';
import { programEnvironment } from '../../../main/sources/program/environment.ts';
import { programCandidates } from '../../../main/sources/program/findProgram.ts';
import { createLineSplitter } from '../../../main/sources/program/lines.ts';
import { moneyOfMajor, moneyOfMinor } from '../../../main/sources/reportedMoney.ts';

describe('the environment of a program', () => {
  it('is the user’s, without ours', () => {
    const variables = {
      PATH: '/bin',
      HTTPS_PROXY: 'http://proxy',
      ELECTRON_RUN_AS_NODE: '1',
      TOLLGATE_DATA_DIR: '/data',
      HIDDEN: '1',
      UNSET: undefined,
    };
    expect(programEnvironment(variables, ['HIDDEN'], { NEW: 'x', PATH: undefined })).toEqual({
      HTTPS_PROXY: 'http://proxy',
      NEW: 'x',
    });
  });

  const folder = (account: string, named?: string) =>
    claudeEnvironment({
      account,
      homeFolder: '/home/u',
      variables: { CLAUDECODE: '1', CLAUDE_CODE_ENABLE_TELEMETRY: '1', CLAUDE_CONFIG_DIR: named },
    });

  it('names the folder only where the program would take another', () => {
    expect(folder('/home/u/.claude')).toEqual({});
    expect(folder('/srv/.claude')).toEqual({ CLAUDE_CONFIG_DIR: '/srv/.claude' });
    expect(folder('/srv/.claude', '/srv/.claude/')).toEqual({
      CLAUDE_CONFIG_DIR: '/srv/.claude/',
    });
    expect(folder('/home/u/.claude', '/srv/.claude')).toEqual({});
    expect(folder('/home/u/.claude', '/home/u/.claude')).toEqual({
      CLAUDE_CONFIG_DIR: '/home/u/.claude',
    });
  });
});

describe('where a program may be', () => {
  it('begins with the search path and knows the usual places', () => {
    const candidates = programCandidates({
      name: 'agent',
      variables: { PATH: '/usr/bin::.:/opt/x' },
      homeFolder: '/home/u',
      platform: 'linux',
    });
    expect(candidates.slice(0, 3)).toEqual([
      '/usr/bin/agent',
      '/opt/x/agent',
      '/home/u/.local/bin/agent',
    ]);
    expect(new Set(candidates).size).toBe(candidates.length);
  });

  it('is an .exe on Windows', () => {
    const [first] = programCandidates({
      name: 'agent',
      variables: { Path: 'C:\\Tools;relative' },
      homeFolder: 'C:\\Users\\u',
      platform: 'win32',
    });
    expect(first).toBe('C:\\Tools\\agent.exe');
  });
});

describe('lines', () => {
  it('are put together from any pieces', () => {
    const splitter = createLineSplitter();
    const lines = [...'{"a":1}\r\n\n{"b":2}\nrest'].flatMap((piece) => splitter.take(piece));
    expect(lines).toEqual(['{"a":1}', '{"b":2}']);
  });
});

describe('a repeated answer', () => {
  it('keeps its first time, in whatever order its parts come', () => {
    const first = markOf({ a: 1, b: { c: 2, d: [1, 2] } }, 1_000, null);
    expect(markOf({ b: { d: [1, 2], c: 2 }, a: 1 }, 9_000, first)).toBe(first);
    expect(markOf({ a: 1, b: { c: 2, d: [2, 1] } }, 9_000, first).firstSeenAtMs).toBe(9_000);
  });

  it('has no first time in the future', () => {
    const later = markOf('same', 9_000, null);
    expect(markOf('same', 1_000, later).firstSeenAtMs).toBe(1_000);
  });
});

describe('reported money', () => {
  it.each([
    [1234, 2, { currency: 'USD', minorUnits: 1234, exponent: 2 }],
    ['1234', 2, { currency: 'USD', minorUnits: 1234, exponent: 2 }],
    [-5, 2, { currency: 'USD', minorUnits: -5, exponent: 2 }],
    [0.5, 2, { currency: 'USD', minorUnits: 5, exponent: 3 }],
    ['7.10', 2, { currency: 'USD', minorUnits: 71, exponent: 3 }],
    [1e21, 2, null],
    ['', 2, null],
    [null, 2, null],
    [NaN, 2, null],
    [1, -1, null],
  ])('of %j minor units at %i decimals', (value, decimals, expected) => {
    expect(moneyOfMinor(value, 'USD', decimals)).toEqual(expected);
  });

  it.each([
    ['12.5', { currency: 'USD', minorUnits: 1250, exponent: 2 }],
    [12, { currency: 'USD', minorUnits: 1200, exponent: 2 }],
    ['0.001', { currency: 'USD', minorUnits: 1, exponent: 3 }],
    ['999999999999999', null],
  ])('of %j dollars', (value, expected) => {
    expect(moneyOfMajor(value, 'USD')).toEqual(expected);
  });
});
