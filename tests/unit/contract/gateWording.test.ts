import { describe, expect, it } from 'vitest';
import { gateBadge, gateWords } from '../../../preload/contract/gateWording.ts';
import { ENGLISH } from '../../../preload/contract/languages/say.ts';
import { gateFolders } from '../../../renderer/glance/gateFolders.ts';
import { sixAgents } from '../../fixtures/manyAgents.ts';
import type { GateStanding } from '../../../preload/contract/snapshot.ts';

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
