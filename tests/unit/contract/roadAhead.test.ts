import { describe, expect, it } from 'vitest';
import { inkFor } from '../../../main/cli/ink.ts';
import { statusLines } from '../../../main/cli/statusText.ts';
import {
  afterThatWords,
  aheadOf,
  costAheadOf,
  costAheadWords,
} from '../../../preload/contract/roadAhead.ts';
import { roadWords } from '../../../preload/contract/roadWording.ts';
import type {
  BoundaryView,
  Outlook,
  Snapshot,
  WindowView,
} from '../../../preload/contract/snapshot.ts';
import { makeSnapshot, NOW_MS, sessionWindow } from '../../fixtures/snapshotParts.ts';
import { SNAPSHOT_FIXTURES } from '../../fixtures/snapshots.ts';

const plain = (text: string | null) => text?.replaceAll(/[\u00a0\u202f]/g, ' ') ?? null;
const PLAIN = inkFor({ isTTY: false } as never, {});
const { endsWithCredits } = SNAPSHOT_FIXTURES;

function leading(snapshot: Snapshot): WindowView {
  const [window] = snapshot.windows;
  if (!window) throw new Error('The fixture has a window');
  return window;
}

/** The everyday picture with money known, and what differs. */
function standing(changes: Partial<BoundaryView>, outlook: Partial<Outlook> = {}): Snapshot {
  const before = endsWithCredits.boundary;
  if (before.outlook === null) throw new Error('The fixture has an outlook');
  return makeSnapshot({
    boundary: { ...before, outlook: { ...before.outlook, ...outlook }, ...changes },
  });
}

const after = (snapshot: Snapshot) => plain(afterThatWords(leading(snapshot), snapshot));

describe('what comes behind the end of the plan', () => {
  it('costs what going on until the reset would, rounded outward', () => {
    expect(after(endsWithCredits)).toBe(
      'After that, requests are paid: about $4 to $7 until the 17:00 reset, estimated',
    );
    const outlook = costAheadOf(leading(endsWithCredits), endsWithCredits);
    expect(outlook && costAheadWords(outlook, endsWithCredits)).toBe('about $4 to $7');
  });

  it('costs at least that much where some answers had no price', () => {
    expect(after(standing({}, { isAtLeast: true }))).toContain('at least $4 to $7');
  });

  it('has no amount where no rate is known', () => {
    expect(after(standing({ outlook: null }))).toBe('After that, requests may be paid');
  });

  it('has no amount where another window ends first, or the plan lasts', () => {
    const snapshot = standing({});
    const window = leading(snapshot);
    const soonerElsewhere = standing({}, { fromMs: (window.pace?.endsAtMs ?? 0) - 1 });
    expect(costAheadOf(window, soonerElsewhere)).toBeNull();
    expect(costAheadOf(window, standing({}, { fromMs: null }))).toBeNull();
    expect(costAheadOf(window, standing({}, { untilMs: NOW_MS }))).toBeNull();
    const lasting = sessionWindow({ pace: window.pace && { ...window.pace, endsAtMs: null } });
    expect(costAheadOf(lasting, snapshot)).toBeNull();
  });

  it('costs nothing where credits are off, and is held where the user has said stop', () => {
    const off = standing({ creditsEnabled: false });
    expect([aheadOf(leading(off), off), after(off)]).toEqual([
      'unpaid',
      'After that, nothing is paid',
    ]);
    const stopped = standing({ state: 'stopped' });
    expect([aheadOf(leading(stopped), stopped), after(stopped)]).toEqual(['held', null]);
    expect(costAheadOf(leading(stopped), stopped)).toBeNull();
  });

  it('where one model is stopped, the window of that model alone is held', () => {
    const modelStops = [{ answerId: 'a', modelName: 'Opus', untilMs: NOW_MS }];
    const opus = sessionWindow({ kind: 'weekly-model', modelName: 'Opus' });
    for (const changes of [{ state: 'stopped', answerId: 'a' }, { state: 'on-plan' }] as const) {
      const snapshot = standing({ ...changes, modelStops });
      expect(aheadOf(opus, snapshot)).toBe('held');
      expect(aheadOf(leading(snapshot), snapshot)).toBe('would-be-paid');
    }
  });

  it('is the account’s own, not that of another', () => {
    const snapshot = standing({});
    const others = { ...leading(snapshot), account: 'another' };
    expect(costAheadOf(others, snapshot)).toBeNull();
  });

  it('is heard with the road and printed under the verdict', () => {
    expect(plain(roadWords(leading(endsWithCredits), NOW_MS, endsWithCredits))).toContain(
      'and 15:43. After that, requests are paid: about $4 to $7 until the 17:00 reset, estimated. Right',
    );
    expect(statusLines(endsWithCredits, PLAIN).slice(0, 3).map(plain)[2]).toBe(
      'At this pace the plan ends about 15:20, between 15:06 and 15:43. After that, requests are paid: about $4 to $7 until the 17:00 reset, estimated.',
    );
    const lasts = SNAPSHOT_FIXTURES.lastsUntilReset;
    expect(statusLines(lasts, PLAIN).join('\n')).not.toContain('After that');
  });
});
