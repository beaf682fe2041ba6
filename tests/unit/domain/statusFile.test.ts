import { describe, expect, it } from 'vitest';
import { statusFileOf } from '../../../main/domain/statusFile.ts';
import { makeSnapshot, NOW_MS, sessionWindow } from '../../fixtures/snapshotParts.ts';

describe('the status file', () => {
  it('says what the tray says, with the time until which it holds', () => {
    const snapshot = makeSnapshot({ windows: [sessionWindow({ usedPercent: 62 })] });
    const status = statusFileOf(snapshot, NOW_MS);
    expect(status).toMatchObject({
      version: 1,
      writtenAtMs: NOW_MS,
      goodUntilMs: NOW_MS + 120_000,
      percentage: 62,
      boundary: snapshot.boundary.state,
      windows: [{ usedPercent: 62, kind: 'session' }],
    });
    expect(status.text).toMatch(/^62% · /);
  });

  it('keeps unknown unknown', () => {
    const unknown = sessionWindow({ usedPercent: null, resetsAtMs: null });
    const status = statusFileOf(makeSnapshot({ windows: [unknown], totals: null }), NOW_MS);
    expect(status).toMatchObject({ text: '–', percentage: null, todayCostMicros: null });
    expect(statusFileOf(makeSnapshot({ windows: [] }), NOW_MS).text).toBe('–');
  });

  it('shows what is left where the user wants that, and states use all the same', () => {
    const windows = [sessionWindow({ usedPercent: 62 })];
    const status = statusFileOf(makeSnapshot({ windows, locale: 'en-GB-x-left' }), NOW_MS);
    expect(status).toMatchObject({ percentage: 38, windows: [{ usedPercent: 62 }] });
    expect(status.text).toMatch(/^38% · /);
  });
});
