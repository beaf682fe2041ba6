import { describe, expect, it } from 'vitest';
import {
  gateBadge,
  gateSummary,
  gateWords,
  type GateSummary,
} from '../../../preload/contract/gateWording.ts';
import { ENGLISH } from '../../../preload/contract/languages/say.ts';
import { gateFolders } from '../../../renderer/glance/gateFolders.ts';
import { sixAgents } from '../../fixtures/manyAgents.ts';
import { boundaryAt, makeSnapshot } from '../../fixtures/snapshotParts.ts';
import type {
  AgentFolderView,
  GateStanding,
  Snapshot,
} from '../../../preload/contract/snapshot.ts';

const STANDINGS: readonly GateStanding[] = [
  'active',
  'not-installed',
  'not-tried',
  'not-trusted',
  'bypassed',
  'replaced',
  'unreadable',
  'cannot-be-held',
];

describe('a gate that nobody has proven', () => {
  it('never promises to hold, and says so in each of its words', () => {
    for (const gate of STANDINGS) {
      expect(gateBadge({ gate, isGateUnproven: true }, ENGLISH)).not.toMatch(/^held/);
      expect(gateWords({ gate, isGateUnproven: true }, ENGLISH)).toContain('not proven');
    }
    expect(gateBadge({ gate: 'active', isGateUnproven: true }, ENGLISH)).toBe('not proven');
    expect(gateBadge({ gate: 'not-tried', isGateUnproven: true }, ENGLISH)).toBe('not proven');
  });

  it('is carried to the lists of the glance and the window', () => {
    const shown = gateFolders(sixAgents).filter(({ isGateUnproven }) => isGateUnproven);
    expect(shown.map(({ agent }) => agent)).toEqual(['cursor']);
  });

  it('one that was proven says nothing of it', () => {
    expect(
      STANDINGS.map((gate) => gateBadge({ gate }, ENGLISH)).filter((one) => /proven/.test(one)),
    ).toEqual([]);
    expect(gateBadge({ gate: 'active' }, ENGLISH)).toBe('held');
    expect(gateWords({ gate: 'active' }, ENGLISH)).toBe('the gate is active');
  });
});

describe('the gate in a few words', () => {
  /** Claude Code's folder with its gate standing so, and what the hooks are told. */
  function summaryOf(
    folder: Partial<AgentFolderView>,
    gate: Snapshot['boundary']['gate'] = 'open',
  ): GateSummary | null {
    const snapshot = makeSnapshot({ boundary: boundaryAt({ gate }) });
    const agents = snapshot.agents.map((agent) => ({
      ...agent,
      folders: agent.folders.map((one) => ({ ...one, ...folder })),
    }));
    return gateSummary({ ...snapshot, agents });
  }

  it('says what the hooks are told where something holds', () => {
    expect(summaryOf({ gate: 'active' })).toEqual({
      words: 'Gate on, open',
      title: 'Claude Code: the gate is active',
      isClosed: false,
    });
    expect(summaryOf({ gate: 'not-tried' }, 'closed')).toMatchObject({
      words: 'Gate on, closed',
      isClosed: true,
    });
    expect(summaryOf({ gate: 'active' }, 'unknown')).toMatchObject({
      words: 'Gate on',
      isClosed: null,
    });
  });

  it('promises nothing where nothing holds, or nobody has seen it hold', () => {
    for (const gate of STANDINGS.filter((one) => one !== 'active' && one !== 'not-tried')) {
      const summary = summaryOf({ gate }, 'closed');
      expect(summary?.words ?? '').not.toContain('Gate on');
      expect(summary?.isClosed ?? null).toBeNull();
    }
    expect(summaryOf({ gate: 'active', isGateUnproven: true })).toMatchObject({
      words: 'Gate not proven',
      isClosed: null,
    });
  });

  it('is silent where there is no gate to have, and of other accounts', () => {
    expect(summaryOf({ gate: null })).toBeNull();
    expect(summaryOf({ gate: 'cannot-be-held' })).toBeNull();
    expect(summaryOf({ gate: 'active', path: '/home/ada/.claude-work' })).toBeNull();
    expect(
      gateSummary(makeSnapshot({ boundary: boundaryAt({ agent: null, account: null }) })),
    ).toBeNull();
  });
});
