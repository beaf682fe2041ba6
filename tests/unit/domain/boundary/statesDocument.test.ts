import path from 'node:path';
import { expect, it } from 'vitest';
import { ACCOUNT_STATES } from '../../../../main/domain/boundary/types.ts';
import { statesDocument } from './statesDocument.ts';

const FILE = path.join(import.meta.dirname, '../../../../docs/boundary-states.md');

it('docs/boundary-states.md is what the engine says', async () => {
  await expect(statesDocument()).toMatchFileSnapshot(FILE);
});

it('the table shows every state', () => {
  const cells = statesDocument()
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .flatMap((line) => line.split('|').map((cell) => cell.trim()));
  expect(ACCOUNT_STATES.filter((state) => !cells.includes(state))).toEqual([]);
});
