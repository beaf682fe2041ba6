/** Sums as words: who paid is never left out, and no data is not $0. */
import {
  formatDollars,
  formatTokens,
  type FormatContext,
} from '../../preload/contract/formatting.ts';
import { say, sayCount } from '../../preload/contract/languages/say.ts';
import type { HistorySums } from '../../preload/contract/review/history.ts';
import { historyMessages as words } from './historyMessages.ts';

/** All priced use, whoever paid, in micro-dollars. */
export function worthOf(sums: HistorySums): number {
  return sums.planMicros + sums.creditMicros + sums.unclearMicros + sums.apiKeyMicros;
}

export function tokensOf(sums: HistorySums): number {
  return sums.inputTokens + sums.outputTokens + sums.cacheWriteTokens + sums.cacheReadTokens;
}

/** Money of a cell of a table: nothing at all where there was no use, a dash where nothing has a price. */
export function moneyCell(micros: number, sums: HistorySums, context: FormatContext): string {
  if (sums.events === 0) return '';
  if (sums.events === sums.unpricedEvents) return say(context, words.noPrice);
  return micros === 0 ? say(context, words.none) : formatDollars(micros, context);
}

/** `$38.20 at API prices; paid with credits $7.10; 3 answers not priced`, or `no data`. */
export function sumsWords(sums: HistorySums, context: FormatContext): string {
  if (sums.events === 0) return say(context, words.noData);
  const money = (micros: number) => formatDollars(micros, context);
  const parts = [say(context, words.worthOf, { amount: money(worthOf(sums)) })];
  const others = [
    [words.paidOf, sums.creditMicros],
    [words.unclearOf, sums.unclearMicros],
    [words.toApiKeyOf, sums.apiKeyMicros],
  ] as const;
  for (const [text, micros] of others) {
    if (micros !== 0) parts.push(say(context, text, { amount: money(micros) }));
  }
  const unpriced = unpricedWords(sums, context);
  if (unpriced !== null) parts.push(unpriced);
  return parts.join('; ');
}

/** `12 answers not priced`; null where all have a price. */
export function unpricedWords(
  { unpricedEvents }: Pick<HistorySums, 'unpricedEvents'>,
  context: FormatContext,
): string | null {
  if (unpricedEvents === 0) return null;
  return sayCount(context, unpricedEvents, words.unpriced);
}

export function tokensWords(sums: HistorySums, context: FormatContext): string {
  const tokens = formatTokens(tokensOf(sums), context);
  return sayCount(context, sums.events, words.tokensIn, { tokens });
}
