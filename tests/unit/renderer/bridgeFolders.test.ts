import { expect, test } from 'vitest';
import { foldersToOffer, foldersWithBridge } from '../../../renderer/glance/bridgeFolders.ts';
import { SNAPSHOT_FIXTURES } from '../../fixtures/snapshots.ts';

test('the bridge is offered where it is missing and nothing reports the session window', () => {
  expect(foldersToOffer(SNAPSHOT_FIXTURES.notReported)).toEqual([
    { agent: 'claude-code', folder: '/home/ada/.claude' },
  ]);
});

test('no offer is made once use is reported, whoever reports it', () => {
  const { windows } = SNAPSHOT_FIXTURES.endsBeforeReset;
  expect(foldersToOffer({ ...SNAPSHOT_FIXTURES.notReported, windows })).toEqual([]);
});

test('nothing is offered before reading has been agreed to', () => {
  expect(foldersToOffer(SNAPSHOT_FIXTURES.firstRun)).toEqual([]);
});

test('an installed bridge can be removed', () => {
  expect(foldersWithBridge(SNAPSHOT_FIXTURES.endsBeforeReset)).toHaveLength(1);
  expect(foldersWithBridge(SNAPSHOT_FIXTURES.notReported)).toEqual([]);
});
