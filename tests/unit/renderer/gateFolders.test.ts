import { expect, test } from 'vitest';
import type { GateStanding, Snapshot } from '../../../preload/contract/snapshot.ts';
import { gateChange, gateFolders, gatesToOffer } from '../../../renderer/glance/gateFolders.ts';
import { boundaryAt, CLAUDE } from '../../fixtures/snapshotParts.ts';
import { makeSnapshot } from '../../fixtures/snapshots.ts';

const ACCOUNT = '/home/ada/.claude';

function snapshotWith(gate: GateStanding, state: Snapshot['boundary']['state']): Snapshot {
  const agents = [
    { ...CLAUDE, folders: CLAUDE.folders.map((one) => (one.exists ? { ...one, gate } : one)) },
  ];
  const boundary = boundaryAt({ agent: 'claude-code', account: ACCOUNT, state });
  return makeSnapshot({ agents, boundary, boundaries: [boundary] });
}

test('the gate is offered where it is missing and the boundary is near', () => {
  expect(gatesToOffer(snapshotWith('not-installed', 'at-boundary'))).toEqual([
    { agent: 'claude-code', folder: ACCOUNT, gate: 'not-installed' },
  ]);
  expect(gatesToOffer(snapshotWith('replaced', 'near'))).toHaveLength(1);
});

test('it is not offered where plan is left, where it is, or where it cannot be', () => {
  expect(gatesToOffer(snapshotWith('not-installed', 'on-plan'))).toEqual([]);
  expect(gatesToOffer(snapshotWith('active', 'at-boundary'))).toEqual([]);
  expect(gatesToOffer(snapshotWith('cannot-be-held', 'at-boundary'))).toEqual([]);
});

test('a folder that is not there has no gate', () => {
  const folders = gateFolders(snapshotWith('active', 'on-plan'));
  expect(folders.map(({ folder }) => folder)).toEqual([ACCOUNT]);
});

test.each<[GateStanding, 'install' | 'remove' | null]>([
  ['not-installed', 'install'],
  ['replaced', 'install'],
  ['active', 'remove'],
  ['not-tried', 'remove'],
  ['not-trusted', 'remove'],
  ['bypassed', 'remove'],
  ['unreadable', null],
  ['cannot-be-held', null],
])('what can be done about a gate that is %s: %s', (gate, change) => {
  expect(gateChange({ agent: 'codex', folder: '/x', gate })).toBe(change);
});
