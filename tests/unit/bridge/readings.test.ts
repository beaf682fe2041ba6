import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseStatusLineReading } from '../../../main/sources/statusLine/readings.ts';

function file(rateLimits: unknown, more: object = {}): string {
  const reading = { sessionId: 's-1', agentVersion: '2.1.330', apiDurationMs: 96, rateLimits };
  return JSON.stringify({ version: 1, receivedAtSeconds: 1_795_355_182, reading, ...more });
}

function windowsOf(rateLimits: unknown) {
  const parsed = parseStatusLineReading(file(rateLimits));
  if (!parsed.ok) throw new Error(parsed.message);
  return parsed.value.windows;
}

describe('a state file', () => {
  it('gives the windows with their resets in milliseconds', () => {
    const five_hour = { used_percentage: 23.5, resets_at: 1_795_360_581 };
    const seven_day = { used_percentage: 45, resets_at: 1_795_655_181 };
    expect(parseStatusLineReading(file({ five_hour, seven_day }))).toEqual({
      ok: true,
      value: {
        sessionId: 's-1',
        agentVersion: '2.1.330',
        receivedAtMs: 1_795_355_182_000,
        windows: [
          { kind: 'session', modelName: null, usedPercent: 23.5, resetsAtMs: 1_795_360_581_000 },
          { kind: 'weekly', modelName: null, usedPercent: 45, resetsAtMs: 1_795_655_181_000 },
        ],
      },
    });
  });

  it('names the model of a weekly window for one model, and only of such', () => {
    const limit = { used_percentage: 1, resets_at: null };
    expect(
      windowsOf({
        seven_day_opus: limit,
        seven_day_fable_5: limit,
        seven_day_oauth_apps: limit,
        seven_day_overage_included: limit,
        seven_day_: limit,
        overage: limit,
      }),
    ).toEqual([
      { kind: 'weekly-model', modelName: 'Opus', usedPercent: 1, resetsAtMs: null },
      { kind: 'weekly-model', modelName: 'Fable 5', usedPercent: 1, resetsAtMs: null },
    ]);
  });

  it('leaves out what is absent, null or of another form, and keeps the rest', () => {
    const seven_day = { used_percentage: 45 };
    const weekly = { kind: 'weekly', modelName: null, usedPercent: 45, resetsAtMs: null };
    for (const five_hour of [null, undefined, 5, [], {}, { used_percentage: '5' }]) {
      expect(windowsOf({ five_hour, seven_day })).toEqual([weekly]);
    }
    expect(windowsOf({})).toEqual([]);
  });

  it.each([
    [102, 100],
    [-1, 0],
  ])('clamps %d percent to %d', (reported, shown) => {
    expect(windowsOf({ five_hour: { used_percentage: reported } })[0]?.usedPercent).toBe(shown);
  });

  it.each([0, -5, 1_795_360_581_000, '2026-11-22T18:00:00Z', true])(
    'takes %s for no reset',
    (resets_at) => {
      expect(windowsOf({ five_hour: { used_percentage: 1, resets_at } })[0]?.resetsAtMs).toBeNull();
    },
  );

  it('is refused as a value when it is not of version 1', () => {
    for (const text of ['', '{', 'null', '[]', file(null), file({}, { version: 2 })]) {
      expect(parseStatusLineReading(text)).toMatchObject({ ok: false });
    }
    expect(parseStatusLineReading(file({}, { receivedAtSeconds: '1' }))).toMatchObject({
      ok: false,
    });
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json(), fc.jsonValue().map(file)), (text) => {
        const parsed = parseStatusLineReading(text);
        if (parsed.ok) {
          for (const { usedPercent } of parsed.value.windows) {
            expect(usedPercent).toBeGreaterThanOrEqual(0);
            expect(usedPercent).toBeLessThanOrEqual(100);
          }
        }
      }),
      { numRuns: 500 },
    );
  });
});
