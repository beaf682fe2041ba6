/** `tollgate alerts`: the outbox in words and as JSON, without changing or creating anything. */
import fs from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AlertRow } from '../../../main/cli/alerts.ts';
import { openDatabase } from '../../../main/store/open.ts';
import { createAlertOutbox } from '../../../main/store/outbox.ts';
import type { Alert } from '../../../preload/contract/alerts.ts';
import { openLab, type Lab } from './lab.ts';

const MINUTE = 60_000;
const NOW = Date.UTC(2026, 10, 20, 13, 0);
const RESET = NOW + 60 * MINUTE;
const STATE = { version: 1, meters: {}, toldEvents: [], held: [] } as const;

let lab: Lab;
beforeEach(() => {
  lab = openLab();
});
afterEach(() => lab.dispose());

const level = (percent: number): Alert => ({
  key: `level ${percent}`,
  group: 'window',
  agent: 'codex',
  account: '/home/u/.codex',
  dueAtMs: NOW,
  expiresAtMs: RESET,
  content: {
    kind: 'plan-level',
    windowKind: 'session',
    modelName: null,
    resetsAtMs: RESET,
    levelPercent: percent,
    usedPercent: percent + 1,
    isPaidNext: false,
    isStale: false,
    source: 'codex-rollout',
    basis: 'reported',
    asOfMs: NOW,
  },
});

/** One shown, one refused that waits, one that was given up at its window's end. */
function fillOutbox(): void {
  const { connection, close } = openDatabase(lab.dataFolder, 'write-if-free');
  const outbox = createAlertOutbox(connection);
  const save = (alert: Alert) => outbox.saveStep({ state: STATE, due: [alert] }, NOW);
  save({ ...level(75), expiresAtMs: NOW + 1 });
  outbox.toShow(NOW + 1);
  save(level(90));
  save(level(95));
  outbox.begin(2, NOW + MINUTE);
  outbox.confirm(2, NOW + MINUTE);
  outbox.begin(3, NOW + MINUTE);
  outbox.fail(3, 'Nobody shows it.', NOW + MINUTE);
  close();
}

describe('alerts', () => {
  it('says what, when due, when shown, and why not, the newest first', () => {
    fillOutbox();
    const { code, out } = lab.run('alerts');
    expect(code).toBe(0);
    // The day stands beside a time of another day; the machine's language writes it.
    const lines = out.replaceAll('\u202f', ' ').split('\n');
    expect(lines.map((line) => line.replace(/^\S.*?(?= {2})/, 'DAY'))).toEqual([
      'DAY  96% of the plan is used',
      expect.stringMatching(/^ {4}Codex, five-hour window\. Resets at /),
      '    waits to be shown (Nobody shows it.)',
      'DAY  91% of the plan is used',
      expect.stringMatching(/^ {4}Codex/),
      expect.stringMatching(/^ {4}shown at .*1:01/),
      'DAY  76% of the plan is used',
      expect.stringMatching(/^ {4}Codex/),
      '    not shown: its window ended before',
      '',
    ]);
  });

  it('as JSON, with what each alert is about', () => {
    fillOutbox();
    const answer = JSON.parse(lab.run('alerts', '--json').out) as { alerts: AlertRow[] };
    expect(answer).toMatchObject({ schemaVersion: 1 });
    expect(answer.alerts).toMatchObject([
      { status: 'pending', attempts: 1, shownAtMs: null, failure: 'Nobody shows it.' },
      { status: 'shown', shownAtMs: NOW + MINUTE, failure: null, dueAtMs: NOW },
      { status: 'expired', shownAtMs: null, content: level(75).content, agent: 'codex' },
    ]);
  });

  it('without a database there is nothing, and none is made', () => {
    expect(lab.run('alerts')).toMatchObject({ code: 0, out: 'No alert has come yet.\n' });
    expect(JSON.parse(lab.run('alerts', '--json').out)).toEqual({ schemaVersion: 1, alerts: [] });
    expect(fs.existsSync(lab.dataFolder)).toBe(false);
  });
});
