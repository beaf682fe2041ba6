/** `tollgate history`, as a user or a script runs it. */
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { claudeLine, codexRollout, type ClaudeAnswer } from './logLines.ts';
import { openLab, type Lab } from './lab.ts';

let lab: Lab;

const ANSWERS: readonly ClaudeAnswer[] = [
  // A day's last minute and the next day's first one, in UTC.
  { id: 'm1', at: '2026-11-19T23:59:59.999Z', input: 100, output: 10 },
  { id: 'm2', at: '2026-11-20T00:00:00.000Z', input: 200, output: 20, session: 'session-2' },
  { id: 'm3', at: '2026-11-20T09:00:00.000Z', model: 'claude-opus-9', cwd: '/home/u/other' },
  { id: 'm4', at: '2026-11-21T12:00:00.000Z', input: 400, output: 40, model: 'claude-haiku-4-5' },
];

beforeAll(() => {
  lab = openLab();
  const text = ANSWERS.map((answer) => `${claudeLine(answer)}\n`).join('');
  lab.write(path.join(lab.projects, 'p', 'session-1.jsonl'), `${text}not a line\n`);
  const rollouts = path.join(lab.codexHome, 'sessions', '2026', '11', '20');
  lab.write(path.join(rollouts, 'rollout-x.jsonl'), codexRollout('thread-1', 2));
});

afterAll(() => lab.dispose());

const row = (key: string, agent: string, changes: Record<string, unknown> = {}) => ({
  key,
  agent,
  cacheWriteTokens: 0,
  cacheReadTokens: 0,
  unpricedEvents: 0,
  ...changes,
});

/** Two answers: 80 fresh, 120 cached and 20 written tokens at 1.25, 0.125 and 10 dollars. */
const CODEX = {
  inputTokens: 80,
  cacheReadTokens: 120,
  outputTokens: 20,
  costMicros: 316,
  events: 2,
};

describe('tollgate history --json', () => {
  it('has the documented shape, and nothing else', () => {
    const answer = lab.history('model', '--agent', 'claude-code');
    expect(Object.keys(answer).sort()).toEqual([
      'refusedLines',
      'rows',
      'schemaVersion',
      'unpricedModels',
    ]);
    expect(answer).toMatchObject({ schemaVersion: 1, refusedLines: 1 });
    expect(answer.unpricedModels).toEqual(['claude-opus-9']);
    expect(Object.keys(answer.rows[0]!).sort()).toEqual([
      'agent',
      'cacheReadTokens',
      'cacheWriteTokens',
      'costMicros',
      'events',
      'inputTokens',
      'key',
      'outputTokens',
      'unpricedEvents',
    ]);
  });

  it('by day: a row a local day and agent, exact to the micro-dollar', () => {
    expect(lab.history('day').rows).toEqual([
      row('2026-11-19', 'claude-code', {
        inputTokens: 100,
        outputTokens: 10,
        costMicros: 750,
        events: 1,
      }),
      row('2026-11-20', 'claude-code', {
        inputTokens: 201,
        outputTokens: 30,
        costMicros: 1500,
        events: 2,
        unpricedEvents: 1,
      }),
      row('2026-11-20', 'codex', CODEX),
      row('2026-11-21', 'claude-code', {
        inputTokens: 400,
        outputTokens: 40,
        costMicros: 600,
        events: 1,
      }),
    ]);
  });

  it('by model: a model without a price costs null, not zero', () => {
    const rows = lab.history('model').rows.map(({ key, costMicros }) => [key, costMicros]);
    expect(rows).toEqual([
      ['claude-haiku-4-5', 600],
      ['claude-opus-5', 2250],
      ['claude-opus-9', null],
      ['gpt-5', 316],
    ]);
  });

  it.each([
    [
      'project',
      [
        ['/home/u/other', 'claude-code'],
        ['/home/u/proj', 'claude-code'],
        ['/home/u/proj', 'codex'],
      ],
    ],
    [
      'session',
      [
        ['session-1', 'claude-code'],
        ['session-2', 'claude-code'],
        ['thread-1', 'codex'],
      ],
    ],
    [
      'window',
      [
        ['2026-11-19T23:59:59.999Z', 'claude-code'],
        ['2026-11-20T09:00:00Z', 'claude-code'],
        ['2026-11-20T10:00:01Z', 'codex'],
        ['2026-11-21T12:00:00Z', 'claude-code'],
      ],
    ],
  ])('by %s', (by, expected) => {
    expect(lab.history(by).rows.map(({ key, agent }) => [key, agent])).toEqual(expected);
  });

  it.each([
    [
      ['--since', '2026-11-20'],
      ['m2', 'm3', 'm4'],
    ],
    [
      ['--until', '2026-11-20'],
      ['m1', 'm2', 'm3'],
    ],
    [
      ['--since', '2026-11-20', '--until', '2026-11-20'],
      ['m2', 'm3'],
    ],
    [['--since', '2026-11-22'], []],
    // In Berlin the first answer belongs to the 20th already.
    [
      ['--since', '2026-11-20', '--until', '2026-11-20', '--tz', 'Europe/Berlin'],
      ['m1', 'm2', 'm3'],
    ],
    // In Newfoundland the second one still belongs to the 19th.
    [
      ['--until', '2026-11-19', '--tz', 'America/St_Johns'],
      ['m1', 'm2'],
    ],
  ])('%j: both days are included and local', (words, ids) => {
    const answers = ANSWERS.filter(({ id }) => ids.includes(id));
    const { rows } = lab.history('day', '--agent', 'claude-code', ...words);
    expect(rows.reduce((sum, { events }) => sum + events, 0)).toBe(ids.length);
    expect(rows.reduce((sum, { inputTokens }) => sum + inputTokens, 0)).toBe(
      answers.reduce((sum, { input = 1 }) => sum + input, 0),
    );
  });

  it('the zone names the days', () => {
    const { rows } = lab.history('day', '--tz', 'Pacific/Kiritimati');
    expect(rows.map(({ key, agent }) => [key, agent])).toEqual([
      ['2026-11-20', 'claude-code'],
      ['2026-11-21', 'codex'],
      ['2026-11-22', 'claude-code'],
    ]);
  });

  it('--agent keeps one agent', () => {
    expect(lab.history('day', '--agent', 'codex').rows).toEqual([
      row('2026-11-20', 'codex', CODEX),
    ]);
  });
});

describe('tollgate history as a table', () => {
  it('names what is not priced and what could not be read', () => {
    const { code, out } = lab.run('history', '--by', 'model');
    expect(code).toBe(0);
    expect(out).toContain('not priced');
    expect(out).toContain('No price known for: claude-opus-9');
    expect(out).toContain('Lines that could not be read: 1');
  });

  it('names only those models that its rows count', () => {
    expect(lab.run('history', '--agent', 'codex').out).not.toContain('No price known');
    expect(lab.run('history', '--until', '2026-11-19').out).not.toContain('No price known');
    expect(lab.history('day', '--until', '2026-11-20').unpricedModels).toEqual(['claude-opus-9']);
  });
});

describe('exit codes', () => {
  it.each([
    [['history', '--by', 'week'], 'week'],
    [['history', '--since', '2026-02-30'], '2026-02-30'],
    [['history', '--since', '2026-11-02', '--until', '2026-11-01'], 'after'],
    [['history', '--tz', 'Mars/Base'], 'Mars/Base'],
    [['history', '--agent', 'nobody'], 'nobody'],
    [['hist'], 'hist'],
    [['status', '--frobnicate'], '--frobnicate'],
  ])('64 for %j, with the word, where to read on, and nothing on the output', (words, named) => {
    const { code, out, err } = lab.run(...words);
    expect([code, out]).toEqual([64, '']);
    expect(err).toContain(named);
    expect(err.trimEnd().split('\n').at(-1)).toMatch(/^See: tollgate help/);
    expect(err.split('\n').length).toBeLessThan(5);
  });

  it('0 when the days asked for are empty but there is data', () => {
    expect(lab.run('history', '--since', '2030-01-01')).toMatchObject({
      code: 0,
      out: 'No use in this time.\n',
      err: '',
    });
  });

  it('0 for help and version', () => {
    expect(lab.run('help')).toMatchObject({ code: 0, err: '' });
    expect(lab.run('--version').out).toMatch(/^\d+\.\d+\.\d+\n$/);
    expect(lab.run('-v').out).toBe(lab.run('version').out);
    expect(lab.run('credits', '--help')).toMatchObject({ code: 0, err: '' });
    expect(lab.run('help', 'nonsense')).toMatchObject({ code: 64, out: '' });
  });

  it('0 from import, which says what the database holds', () => {
    const { code, out } = lab.run('import', '--json');
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ events: 6, refusedLines: 1, unreadableFiles: 0 });
  });

  it('69 where there is nothing to count', () => {
    const empty = openLab();
    try {
      expect(empty.run('history', '--json').code).toBe(69);
      expect(empty.run('status', '--json').code).toBe(69);
      expect(empty.run('import', '--json').code).toBe(0);
    } finally {
      empty.dispose();
    }
  });

  it('1 at the boundary', () => {
    const busy = openLab();
    try {
      const soon = new Date(Date.now() + 3_600_000).toISOString();
      const notice = {
        type: 'assistant',
        isApiErrorMessage: true,
        timestamp: new Date().toISOString(),
        sessionId: 's',
        message: {
          model: '<synthetic>',
          content: [
            { type: 'text', text: `You've hit your limit · resets ${soon.slice(11, 16)} (UTC)` },
          ],
          usage: { input_tokens: 0, output_tokens: 0 },
        },
      };
      busy.write(path.join(busy.projects, 'p', 's.jsonl'), `${JSON.stringify(notice)}\n`);
      expect(busy.run('status', '--json').code).toBe(1);
      expect(busy.status()).toMatchObject({
        boundary: { state: 'at-boundary', source: 'limit-error' },
        verdict: { kind: 'at-boundary' },
      });
    } finally {
      busy.dispose();
    }
  });
});
