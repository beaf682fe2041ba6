/** Own prices in the real command: history is priced by them at once, and exactly as before after undo. */
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openLab, sumOf, type Lab } from './lab.ts';
import { claudeLine } from './logLines.ts';

let lab: Lab;
beforeEach(() => {
  lab = openLab();
});
afterEach(() => lab.dispose());

const prices = (...words: string[]) => lab.run('prices', ...words);
const cost = () => lab.history().rows.reduce((sum, { costMicros }) => sum + (costMicros ?? 0), 0);

it('a price set, listed, removed, undone; the facts stay what they were', () => {
  lab.write(
    path.join(lab.projects, '-x', 'one.jsonl'),
    `${claudeLine({ id: 'one', output: 5000 })}\n`,
  );
  const before = cost();
  const [model = ''] = lab.history('model').rows.map((row) => row.key ?? '');
  expect(before).toBeGreaterThan(0);

  const set = prices('set', model, '1000/1000/1000/1000/1000');
  expect(set).toMatchObject({ code: 0, err: '' });
  const facts = sumOf(lab.history());
  const dear = cost();
  expect(dear).toBe(5_001_000);
  expect(prices('list').out).toMatch(new RegExp(`${model}.*\\$1000\\.00.*\\(yours\\)`));

  prices('remove', model);
  expect(cost()).toBe(before);
  lab.run('settings', 'undo');
  expect(cost()).toBe(dear);
  lab.run('settings', 'undo');
  expect(cost()).toBe(before);
  expect(sumOf(lab.history())).toEqual(facts);
  expect(prices('list').out).not.toContain('(yours)');
});

it('a price from a day on leaves what was before it', () => {
  lab.write(
    path.join(lab.projects, '-x', 'one.jsonl'),
    `${claudeLine({ id: 'one', output: 5000 })}\n`,
  );
  const before = cost();
  const [model = ''] = lab.history('model').rows.map((row) => row.key ?? '');
  prices('set', `${model}@2099-01-01`, '1000/1000/1000/1000/1000');
  expect(cost()).toBe(before);
});

it('input and output alone leave the cache at the table’s price, and say so', () => {
  const answer = prices('set', 'claude-opus-5', '3/15');
  expect(answer).toMatchObject({ code: 0, err: '' });
  expect(answer.out).toBe(
    'prices.claude-opus-5: not set -> $3.00/$15.00/$6.25/$10.00/$0.50\n' +
      'Taken from the price table: cache write $6.25, for an hour $10.00, cache read $0.50.\n',
  );
  expect(prices('set', 'claude-opus-5-20260101', '3/15').out).toContain('cache read $0.50');
  expect(prices('set', 'claude-sonnet-5-5@2026-09-01', '3/15').out).toContain('cache read $0.20');
  expect(prices('set', 'claude-sonnet-5-5@2026-11-01', '3/15').out).toContain('cache read $0.10');
  expect(lab.run('settings', 'set', 'prices[claude-opus-5]', '4/20').out).toContain('$0.50.');
});

it.each([
  [['set', 'A Model', '$3/$15'], /does not fit below “prices”/],
  [['set', 'a-model@2026-13-01', '$3/$15'], /does not fit below “prices”/],
  [['set', 'a-model', '$3'], /INPUT\/OUTPUT/],
  [['set', 'a-model', '3/15'], /does not know a-model, so say what its cache costs too/],
  [['set', 'a-model'], /prices takes list, set/],
  [['burn'], /prices takes list, set/],
])('%j is refused with its reason', (words, reason) => {
  const answer = prices(...words);
  expect(answer.code).toBe(64);
  expect(answer.err).toMatch(reason);
});
