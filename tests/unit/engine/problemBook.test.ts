import { expect, it } from 'vitest';
import { createProblemBook, type Trouble } from '../../../main/engine/problemBook.ts';

const trouble = (message: string, path: string): Trouble => ({
  kind: 'file-unreadable',
  severity: 'error',
  message,
  path,
  count: null,
});

it('keeps since when, as long as a trouble is reported at each look', () => {
  const book = createProblemBook();
  const [a, b] = [trouble('A.', '/a'), trouble('B.', '/b')];
  expect(book.report([a], 10).map(({ sinceMs }) => sinceMs)).toEqual([10]);
  expect(book.report([a, b], 20).map(({ sinceMs }) => sinceMs)).toEqual([10, 20]);
  expect(book.report([b], 30).map(({ sinceMs }) => sinceMs)).toEqual([20]);
  expect(book.report([a], 40).map(({ sinceMs }) => sinceMs)).toEqual([40]);
});

it('quotes no key, whoever is quoted', () => {
  const key = `sk-ant-admin01-${'abc123'.repeat(8)}`;
  const [problem] = createProblemBook().report([trouble(`The server said: ${key}`, '/a')], 1);
  expect(problem?.message).toBe('The server said: [redacted]');
});
