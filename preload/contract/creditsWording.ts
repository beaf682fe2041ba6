/** An account's paid credits in words and rows, the same in glance and terminal. */
import type { CeilingPartKind, CreditsOffReason, CreditsView } from './credits.ts';
import type { Figure, FigureSource, Origin } from './figures.ts';
import {
  formatAge,
  formatDollars,
  formatReportedMoney,
  UNKNOWN,
  type FormatContext,
} from './formatting.ts';
import type { ReportedMoney } from './snapshot.ts';
import { sourceName } from './wording.ts';

/** One line of an account's credits: what it is, its figure, and where that came from. */
export type CreditsRow = {
  readonly name:
    'State' | 'Balance' | 'Spent this month' | 'Spend limit' | 'Auto-reload' | 'Ceiling';
  /** What belongs to the name: `below $5.00`, `by the spend limit`; null for most. */
  readonly note: string | null;
  readonly figure: string;
  /** `Status line, 40 s ago`; null where there is nothing to name. */
  readonly origin: string | null;
  /** `reported 40 s ago`, where there is little room. */
  readonly asOf: string | null;
};

const OFF_WORDS: Readonly<Record<CreditsOffReason, string>> = {
  'switched-off': 'off',
  'out-of-credits': 'no credits',
  'not-provisioned': 'not set up',
  'organisation-off': 'off for the organisation',
  'seat-off': 'off for this seat',
  'member-off': 'off for this member',
  'zero-limit': 'off, the limit is zero',
  'no-limit-configured': 'off, no limit is set',
  'not-on-this-plan': 'not part of this plan',
  'not-told': 'off',
};

const PART_WORDS: Readonly<Record<CeilingPartKind, string>> = {
  'credits-off': 'credits are off',
  balance: 'the balance',
  'spend-limit': 'the spend limit',
  'daily-redemption': 'the daily redemption limit',
  budget: 'your own budget',
};

/** Whose word a figure is. What the user has set has no age: settings do not keep when they were made. */
export function originWords(origin: Origin, nowMs: number): string {
  const name = figureSourceWords(origin.source);
  if (isSet(origin)) return name;
  const estimated = origin.basis === 'estimated' ? ', estimated' : '';
  return `${name}${estimated}, ${formatAge(origin.asOfMs, nowMs)}`;
}

/** Who said a figure. */
export function figureSourceWords(source: FigureSource): string {
  if (source === 'user') return 'Set by you';
  if (source === 'ledger') return 'Ledger';
  return source === 'default' ? 'Official default' : sourceName(source);
}

/** Neither a setting nor an official default was said at a time that is known. */
function isSet({ source }: Origin): boolean {
  return source === 'user' || source === 'default';
}

function originOf(origin: Origin, nowMs: number): Pick<CreditsRow, 'origin' | 'asOf'> {
  const asOf = isSet(origin) ? null : `${origin.basis} ${formatAge(origin.asOfMs, nowMs)}`;
  return { origin: originWords(origin, nowMs), asOf };
}

/** Rows of what is known, the state first; what nobody said is left out, except the balance. */
export function creditsRows(
  credits: CreditsView,
  nowMs: number,
  context: FormatContext,
): CreditsRow[] {
  const money = (figure: Figure<ReportedMoney> | null, name: CreditsRow['name']): CreditsRow[] =>
    figure === null
      ? []
      : [
          {
            name,
            note: figure.basis === 'estimated' ? 'estimated' : null,
            figure: formatReportedMoney(figure.value, context),
            ...originOf(figure, nowMs),
          },
        ];
  return [
    ...stateRow(credits, nowMs),
    ...balanceRow(credits, nowMs, context),
    ...money(credits.spentThisMonth, 'Spent this month'),
    ...limitRow(credits, nowMs, context),
    ...reloadRow(credits, nowMs, context),
    ...ceilingRow(credits, nowMs, context),
  ];
}

function stateRow({ enabled, whyOff }: CreditsView, nowMs: number): CreditsRow[] {
  if (enabled === null) return [];
  const figure = enabled.value ? 'on' : OFF_WORDS[whyOff ?? 'not-told'];
  return [{ name: 'State', note: null, figure, ...originOf(enabled, nowMs) }];
}

function balanceRow(
  { balance, isUnlimited, enabled }: CreditsView,
  nowMs: number,
  context: FormatContext,
): CreditsRow[] {
  if (isUnlimited === true)
    return [{ name: 'Balance', note: null, figure: 'unlimited', origin: null, asOf: null }];
  if (balance !== null) {
    const figure = formatReportedMoney(balance.value, context);
    return [{ name: 'Balance', note: null, figure, ...originOf(balance, nowMs) }];
  }
  return enabled?.value === false
    ? []
    : [
        {
          name: 'Balance',
          note: null,
          figure: `${UNKNOWN} not reported`,
          origin: null,
          asOf: null,
        },
      ];
}

function limitRow(
  { spendLimit }: CreditsView,
  nowMs: number,
  context: FormatContext,
): CreditsRow[] {
  if (spendLimit.kind === 'unknown') return [];
  const figure =
    spendLimit.kind === 'unlimited'
      ? 'no monthly limit'
      : formatReportedMoney(spendLimit.limit, context);
  return [{ name: 'Spend limit', note: null, figure, ...originOf(spendLimit, nowMs) }];
}

function reloadRow(
  { autoReload }: CreditsView,
  nowMs: number,
  context: FormatContext,
): CreditsRow[] {
  if (autoReload.kind === 'unknown') return [];
  const origin = originOf(autoReload, nowMs);
  if (autoReload.kind === 'off') {
    return [{ name: 'Auto-reload', note: null, figure: 'off', ...origin }];
  }
  const note = `below ${formatDollars(autoReload.thresholdMicros, context)}`;
  const figure = formatDollars(autoReload.amountMicros, context);
  return [{ name: 'Auto-reload', note, figure, ...origin }];
}

function ceilingRow({ ceiling }: CreditsView, nowMs: number, context: FormatContext): CreditsRow[] {
  const { binding, remainingMicros, certainty } = ceiling;
  if (binding === null || remainingMicros === null || binding.kind === 'credits-off') return [];
  const atMost = certainty === 'exact' ? '' : 'at most ';
  const figure = `${atMost}${formatDollars(remainingMicros, context)}`;
  const note = `by ${PART_WORDS[binding.kind]}`;
  return [{ name: 'Ceiling', note, figure, ...originOf(binding, nowMs) }];
}
