/** An account's paid credits in words and rows, the same in glance and terminal. */
import type { CeilingPartKind, CreditsOffReason, CreditsView, MemberLimit } from './credits.ts';
import type { Figure, FigureSource, Origin } from './figures.ts';
import {
  formatAge,
  formatDollars,
  formatReportedMoney,
  UNKNOWN,
  type FormatContext,
} from './formatting.ts';
import { say, type SayContext } from './languages/say.ts';
import type { ProviderSource } from './providers.ts';
import type { ReportedMoney } from './snapshot.ts';
import { listed, sourceName } from './wording.ts';

/** English, and the rows' keys: said where they are shown. */
export const CREDITS_ROW_NAMES = [
  'State',
  'Balance',
  'Spent this month',
  'Spend limit',
  'Member limit',
  'Auto-reload',
  'Can still be spent',
] as const;

/** One line of an account's credits: what it is, its figure, and where that came from. */
export type CreditsRow = {
  readonly name: (typeof CREDITS_ROW_NAMES)[number];
  /** What belongs to the name: `below $5.00`, `spend limit binds`; null for most. */
  readonly note: string | null;
  readonly figure: string;
  /** `Status line, 40 s ago`; null where there is nothing to name. */
  readonly origin: string | null;
  /** `reported 40 s ago`, where there is little room. */
  readonly asOf: string | null;
};

export const OFF_WORDS: Readonly<Record<CreditsOffReason, string>> = {
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

/** What binds the ceiling; nothing can be spent where credits are off, so that is no row. */
const BINDING_WORDS: Readonly<Record<Exclude<CeilingPartKind, 'credits-off'>, string>> = {
  balance: 'balance binds',
  'spend-limit': 'spend limit binds',
  'member-limit': 'your organisation’s limit binds',
  'daily-redemption': 'daily redemption limit binds',
  budget: 'your budget binds',
};

/** Whose word a figure is. What the user has set has no age: settings do not keep when they were made. */
export function originWords(origin: Origin, nowMs: number, context: SayContext): string {
  const name = figureSourceWords(origin.source, context);
  if (isSet(origin)) return name;
  return listed([
    name,
    origin.basis === 'estimated' ? say(context, 'estimated') : null,
    formatAge(origin.asOfMs, nowMs, context),
  ]);
}

/** Who said a figure. */
export function figureSourceWords(source: FigureSource, context: SayContext): string {
  if (source === 'user') return say(context, 'Set by you');
  if (source === 'ledger') return say(context, 'Ledger');
  if (source === 'default') return say(context, 'Official default');
  return isProviderSource(source)
    ? say(context, PROVIDER_SOURCE_NAMES[source])
    : sourceName(source, context);
}

const PROVIDER_SOURCE_NAMES: Readonly<Record<ProviderSource, string>> = {
  'anthropic-admin-api': 'Anthropic Admin API',
  'openai-admin-api': 'OpenAI Admin API',
  'anthropic-enterprise-api': 'Claude Enterprise API',
};

function isProviderSource(source: FigureSource): source is ProviderSource {
  return Object.hasOwn(PROVIDER_SOURCE_NAMES, source);
}

/** Neither a setting nor an official default was said at a time that is known. */
function isSet({ source }: Origin): boolean {
  return source === 'user' || source === 'default';
}

function originOf(
  origin: Origin,
  nowMs: number,
  context: SayContext,
): Pick<CreditsRow, 'origin' | 'asOf'> {
  return {
    origin: originWords(origin, nowMs, context),
    asOf: isSet(origin) ? null : basisWords(origin, nowMs, context),
  };
}

function basisWords({ basis, asOfMs }: Origin, nowMs: number, context: SayContext): string {
  const age = formatAge(asOfMs, nowMs, context);
  return basis === 'reported'
    ? say(context, 'reported {age}', { age })
    : say(context, 'estimated {age}', { age });
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
            note: figure.basis === 'estimated' ? say(context, 'estimated') : null,
            figure: formatReportedMoney(figure.value, context),
            ...originOf(figure, nowMs, context),
          },
        ];
  return [
    ...stateRow(credits, nowMs, context),
    ...balanceRow(credits, nowMs, context),
    ...money(credits.spentThisMonth, 'Spent this month'),
    ...limitRow(credits, nowMs, context),
    ...memberLimitRows(credits, nowMs, context),
    ...reloadRow(credits, nowMs, context),
    ...ceilingRow(credits, nowMs, context),
  ];
}

function stateRow(
  { enabled, whyOff }: CreditsView,
  nowMs: number,
  context: SayContext,
): CreditsRow[] {
  if (enabled === null) return [];
  const figure = enabled.value ? say(context, 'on') : say(context, OFF_WORDS[whyOff ?? 'not-told']);
  return [{ name: 'State', note: null, figure, ...originOf(enabled, nowMs, context) }];
}

function balanceRow(
  { balance, isUnlimited, enabled }: CreditsView,
  nowMs: number,
  context: FormatContext,
): CreditsRow[] {
  if (isUnlimited === true)
    return [
      { name: 'Balance', note: null, figure: say(context, 'unlimited'), origin: null, asOf: null },
    ];
  if (balance !== null) {
    const figure = formatReportedMoney(balance.value, context);
    return [{ name: 'Balance', note: null, figure, ...originOf(balance, nowMs, context) }];
  }
  return enabled?.value === false
    ? []
    : [
        {
          name: 'Balance',
          note: null,
          figure: `${UNKNOWN} ${say(context, 'not reported')}`,
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
      ? say(context, 'no monthly limit')
      : formatReportedMoney(spendLimit.limit, context);
  return [{ name: 'Spend limit', note: null, figure, ...originOf(spendLimit, nowMs, context) }];
}

function memberLimitRows(
  { memberLimits }: CreditsView,
  nowMs: number,
  context: FormatContext,
): CreditsRow[] {
  return memberLimits.map((member) => ({
    name: 'Member limit',
    note: null,
    figure: memberLimitWords(member, context),
    origin: listed([member.member, originWords(member, nowMs, context)]),
    asOf: basisWords(member, nowMs, context),
  }));
}

/** `$120.00 of $500.00 spent`: what an organisation lets its member spend, and how far that has gone. */
export function memberLimitWords({ limit, spent }: MemberLimit, context: FormatContext): string {
  const money = (amount: ReportedMoney) => formatReportedMoney(amount, context);
  if (limit === null) {
    return spent === null
      ? say(context, 'no limit')
      : say(context, '{spent} spent, no limit', { spent: money(spent) });
  }
  return spent === null
    ? say(context, '{limit}, spend not reported', { limit: money(limit) })
    : say(context, '{spent} of {limit} spent', { spent: money(spent), limit: money(limit) });
}

function reloadRow(
  { autoReload }: CreditsView,
  nowMs: number,
  context: FormatContext,
): CreditsRow[] {
  if (autoReload.kind === 'unknown') return [];
  const origin = originOf(autoReload, nowMs, context);
  if (autoReload.kind === 'off') {
    return [{ name: 'Auto-reload', note: null, figure: say(context, 'off'), ...origin }];
  }
  const note = say(context, 'below {amount}', {
    amount: formatDollars(autoReload.thresholdMicros, context),
  });
  const figure = formatDollars(autoReload.amountMicros, context);
  return [{ name: 'Auto-reload', note, figure, ...origin }];
}

function ceilingRow({ ceiling }: CreditsView, nowMs: number, context: FormatContext): CreditsRow[] {
  const { binding, remainingMicros, certainty } = ceiling;
  if (binding === null || remainingMicros === null || binding.kind === 'credits-off') return [];
  const amount = formatDollars(remainingMicros, context);
  const figure = certainty === 'exact' ? amount : say(context, 'at most {amount}', { amount });
  const note = say(context, BINDING_WORDS[binding.kind]);
  return [{ name: 'Can still be spent', note, figure, ...originOf(binding, nowMs, context) }];
}
