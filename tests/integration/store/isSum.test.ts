/** What a record's key says about it is read in two places: where it is priced first, and from the store ever after. */
import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { isSumOfRequests } from '../../../main/domain/usage.ts';
import { IS_SUM } from '../../../main/store/isSum.ts';

it.each([
  ['session|sum', 'm', true],
  ['event|gpt-5', 'gpt-5', true],
  ['event|größe-5', 'größe-5', true],
  ['event|gpt-5', 'gpt-5.5', false],
  ['gpt-5', 'gpt-5', false],
  ['msg_1', 'm', false],
  ['session|1', 'm', false],
  ['session|sum|1', 'm', false],
  ['', '', false],
])('“%s” of “%s” is a sum of requests: %s', (groupKey, model, expected) => {
  expect(isSumOfRequests({ groupKey, model })).toBe(expected);
  const store = new Database(':memory:');
  const isSum = store
    .prepare(`SELECT ${IS_SUM} FROM (SELECT ? AS group_key), (SELECT ? AS text) AS model`)
    .pluck();
  expect(isSum.get(groupKey, model)).toBe(Number(expected));
  store.close();
});
