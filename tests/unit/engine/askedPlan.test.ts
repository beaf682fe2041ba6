import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../../../preload/contract/settingsTree.ts';
import {
  candidatesOf,
  CREDITS_WITHIN_MS,
  floorOf,
  lastReadingOf,
  pageOf,
  statusOf,
} from '../../../main/engine/askedPlan.ts';
import type { SourceSwitches } from '../../../main/sources/asked.ts';
import { ASKED_SOURCES } from '../../../main/sources/askedSources.ts';
import { MINUTE, NOW } from '../domain/windowView.ts';

const SWITCHES: SourceSwitches = DEFAULT_SETTINGS.sources;

function source(id: string) {
  const found = ASKED_SOURCES.find((one) => one.id === id);
  if (!found) throw new Error(`no source ${id}`);
  return found;
}

const usage = source('claude-usage');
const page = pageOf([], { source: usage, account: '/a' });

describe('candidates', () => {
  it('are the folders of each source’s own agent', () => {
    const agents = [
      { id: 'claude-code', folders: ['/a', '/b'] },
      { id: 'codex', folders: ['/c'] },
    ] as const;
    const found = candidatesOf(ASKED_SOURCES, agents);
    expect(found.map((one) => `${one.source.id} ${one.account}`)).toEqual([
      'claude-usage /a',
      'claude-usage /b',
      'claude-auth /a',
      'claude-auth /b',
      'codex-app-server /c',
    ]);
  });
});

describe('switches', () => {
  it('are each source’s own, off by default', () => {
    for (const one of ASKED_SOURCES) expect(one.isSwitchedOn(SWITCHES)).toBe(false);
    const on = (change: Partial<SourceSwitches>) =>
      ASKED_SOURCES.filter((one) => one.isSwitchedOn({ ...SWITCHES, ...change })).map(
        ({ id }) => id,
      );
    expect(on({ claudeUsage: true })).toEqual(['claude-usage']);
    expect(on({ claudeAuthStatus: true })).toEqual(['claude-auth']);
    expect(on({ codexAppServer: true })).toEqual(['codex-app-server']);
    expect(on({ openTelemetry: true })).toEqual([]);
  });

  it('set the pause, never below five minutes', () => {
    expect(ASKED_SOURCES.map((one) => floorOf(one, SWITCHES) / MINUTE)).toEqual([5, 60, 5]);
    fc.assert(
      fc.property(fc.integer({ min: -10, max: 2000 }), (claudeUsageMinutes) => {
        const floorMs = floorOf(usage, { ...SWITCHES, claudeUsageMinutes });
        expect(floorMs).toBe(Math.max(5, claudeUsageMinutes) * MINUTE);
      }),
    );
  });
});

describe('the last reading', () => {
  const newest = { windowAtMs: NOW - 1, planAtMs: NOW - 2 };

  it('is the newest of the figures that a source has', () => {
    expect(lastReadingOf(source('codex-app-server'), page, newest, NOW)).toBe(NOW - 1);
    expect(lastReadingOf(source('claude-auth'), page, newest, NOW)).toBe(NOW - 2);
  });

  it('does not put off for more than an hour what only this source knows', () => {
    const asked = (agoMs: number) => ({ ...page, lastAskedAtMs: NOW - agoMs });
    expect(lastReadingOf(usage, page, newest, NOW)).toBeNull();
    expect(lastReadingOf(usage, asked(CREDITS_WITHIN_MS - 1), newest, NOW)).toBe(NOW - 1);
    expect(lastReadingOf(usage, asked(CREDITS_WITHIN_MS), newest, NOW)).toBeNull();
  });
});

describe('a status', () => {
  const candidate = { source: usage, account: '/a' };
  const asked = {
    ...page,
    lastAskedAtMs: NOW - MINUTE,
    failures: 1,
    problem: { kind: 'timed-out', message: 'No answer.', atMs: NOW },
  };

  it('says when the source may be asked again', () => {
    const on = { ...SWITCHES, claudeUsage: true };
    expect(statusOf(candidate, [], on, NOW)).toMatchObject({
      lastAskedAtMs: null,
      nextAllowedAtMs: null,
    });
    expect(statusOf(candidate, [asked], on, NOW)).toMatchObject({
      nextAllowedAtMs: NOW + 4 * MINUTE,
      problem: asked.problem,
    });
    const other = [{ ...asked, account: '/b' }];
    expect(statusOf(candidate, other, on, NOW)).toMatchObject({ lastAskedAtMs: null });
  });

  it('waits for nothing where it is switched off', () => {
    expect(statusOf(candidate, [asked], SWITCHES, NOW)).toMatchObject({
      isSwitchedOn: false,
      nextAllowedAtMs: null,
    });
  });
});
