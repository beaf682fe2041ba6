/** `tollgate alerts`: what was told, what waits, and why something was not shown. Changes nothing. */
import { sayAgain } from '../../preload/contract/languages/sayAgain.ts';
import { ENGLISH, say } from '../../preload/contract/languages/say.ts';
import type { Alert } from '../../preload/contract/alerts.ts';
import { alertWords } from '../../preload/contract/alertWording.ts';
import { displayContext } from '../../preload/contract/displayContext.ts';
import { formatInstant, type FormatContext } from '../../preload/contract/formatting.ts';
import type { Settings } from '../../preload/contract/settings.ts';
import { accountText } from '../domain/figures.ts';
import { readSettings } from '../engine/settings.ts';
import { hasDatabase } from '../store/open.ts';
import { createAlertHistory, type OutboxRecord, type OutboxStatus } from '../store/outbox.ts';
import { createSettingsReader } from '../store/settings.ts';
import { EXIT } from './exitCodes.ts';
import { inkFor, type Ink } from './ink.ts';
import { openToRead } from './openToRead.ts';
import { printJson, printLines } from './output.ts';

const ALERTS_SCHEMA_VERSION = 1;
/** Months of alerts of a busy user; what is older is in the database still. */
const MOST_ALERTS = 1000;

export type AlertsPlace = {
  readonly dataFolder: string;
  readonly machine: FormatContext;
  readonly nowMs: number;
};

/** One alert of `alerts --json`. Times are epoch milliseconds. */
export type AlertRow = Pick<Alert, 'key' | 'agent' | 'account' | 'content'> & {
  readonly title: string;
  readonly body: string;
  /** When it became due. */
  readonly dueAtMs: number;
  readonly status: OutboxStatus;
  /** When it was shown; null: not, or nobody confirmed it. */
  readonly shownAtMs: number | null;
  readonly attempts: number;
  /** Why the latest attempt that failed did; null: none failed. */
  readonly failure: string | null;
};

/**
 * Answers `tollgate alerts`, the newest alert first.
 * @returns the exit code
 * @throws StoreError or SQLite's error when the database cannot be read
 */
export function runAlerts(isJson: boolean, place: AlertsPlace): number {
  if (!hasDatabase(place.dataFolder)) return answer([], isJson, place.machine, place.nowMs);
  const database = openToRead(place.dataFolder);
  try {
    const { settings } = readSettings(createSettingsReader(database.connection)());
    const display = displayContext(settings.appearance, place.machine);
    const records = createAlertHistory(database.connection)(MOST_ALERTS);
    const rows = records.map((record) =>
      // What programs read stays English.
      rowOf(record, settings, isJson ? { ...display, locale: ENGLISH.locale } : display),
    );
    return answer(rows, isJson, display, place.nowMs);
  } finally {
    database.close();
  }
}

function rowOf(record: OutboxRecord, { accounts }: Settings, display: FormatContext): AlertRow {
  const { alert, status, attempts, dueAtMs, finishedAtMs, lastFailure } = record;
  const { key, agent, account, content } = alert;
  const accountName =
    agent === null || account === null
      ? null
      : (accounts[accountText({ agent, account })]?.name ?? null);
  return {
    key,
    agent,
    account,
    // Times of the day as they read when it came.
    ...alertWords(alert, { ...display, nowMs: finishedAtMs ?? dueAtMs, accountName }),
    dueAtMs,
    status,
    shownAtMs: status === 'shown' ? finishedAtMs : null,
    attempts,
    failure: lastFailure,
    content,
  };
}

function answer(
  rows: readonly AlertRow[],
  isJson: boolean,
  display: FormatContext,
  nowMs: number,
): number {
  if (isJson) printJson({ schemaVersion: ALERTS_SCHEMA_VERSION, alerts: rows });
  else if (rows.length === 0) printLines([say(display, 'No alert has come yet.')]);
  else {
    const ink = inkFor(process.stdout, process.env);
    printLines(rows.flatMap((row) => alertLines(row, { ...display, nowMs }, ink)));
  }
  return EXIT.ok;
}

const STATUS_WORDS: Readonly<Record<OutboxStatus, string>> = {
  pending: 'waits to be shown',
  begun: 'being shown',
  shown: 'shown',
  unconfirmed: 'shown perhaps: Tollgate ended meanwhile',
  expired: 'not shown: its window ended before',
};

/** One alert for people: when, what, what became of it. */
export function alertLines(
  row: AlertRow,
  context: FormatContext & { readonly nowMs: number },
  ink: Ink,
): string[] {
  const instant = (atMs: number) => formatInstant(atMs, context.nowMs, context);
  const [first = '', ...more] = row.body.split('\n');
  const became =
    row.shownAtMs === null
      ? say(context, STATUS_WORDS[row.status])
      : say(context, 'shown at {time}', { time: instant(row.shownAtMs) });
  const failure = row.failure === null ? '' : ` (${sayAgain(context, row.failure)})`;
  return [
    `${instant(row.dueAtMs)}  ${ink.strong(row.title)}`,
    ...[first, ...more].map((line) => `    ${line}`),
    ink.quiet(`    ${became}${failure}`),
  ];
}
