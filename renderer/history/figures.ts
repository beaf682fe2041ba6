/** Sums as words: who paid is never left out, and no data is not $0. */
import {
  formatCount,
  formatDollars,
  formatTokens,
  type FormatContext,
} from '../../preload/contract/formatting.ts';
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
  if (sums.events === sums.unpricedEvents) return words.notPriced.toLowerCase();
  return micros === 0 ? words.none : formatDollars(micros, context);
}

/** `$38.20 at API prices; paid with credits $7.10; 3 answers not priced`, or `no data`. */
export function sumsWords(sums: HistorySums, context: FormatContext): string {
  if (sums.events === 0) return words.noData;
  const money = (micros: number) => formatDollars(micros, context);
  const parts = [`${money(worthOf(sums))} at API prices`];
  if (sums.creditMicros !== 0) parts.push(`${words.paidWithCredits} ${money(sums.creditMicros)}`);
  if (sums.unclearMicros !== 0) parts.push(`${words.unclearWho} ${money(sums.unclearMicros)}`);
  if (sums.apiKeyMicros !== 0) parts.push(`${words.toApiKey} ${money(sums.apiKeyMicros)}`);
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
  const answers = unpricedEvents === 1 ? 'answer' : 'answers';
  return `${formatCount(unpricedEvents, context)} ${answers} not priced`;
}

export function tokensWords(sums: HistorySums, context: FormatContext): string {
  return `${formatTokens(tokensOf(sums), context)} tokens in ${formatCount(sums.events, context)} answers`;
}
