/** `tollgate prices`: the prices in force, and the user's own; history is priced again by whoever writes next. */
import { writeDollars } from '../../preload/contract/amount.ts';
import type { PriceView } from '../../preload/contract/settingsFacts.ts';
import { readSettings } from '../engine/settings.ts';
import type { Machine } from '../ports.ts';
import { priceBook } from '../prices/priceBook.ts';
import type { PricesCommand } from './arguments.ts';
import { EXIT } from './exitCodes.ts';
import { printJson, printLines } from './output.ts';
import { runSettings, savedIn } from './settings.ts';

/**
 * Answers one `prices` command.
 * @returns the exit code
 * @throws StoreError or SQLite's error when the database cannot be used
 */
export function runPrices(
  command: PricesCommand,
  place: { readonly dataFolder: string; readonly machine: Machine; readonly nowMs: number },
): number {
  const { isJson } = command;
  if (command.action !== 'list') {
    const path = `prices[${command.key}]`;
    return command.action === 'set'
      ? runSettings({ name: 'settings', isJson, action: 'set', path, value: command.value }, place)
      : runSettings({ name: 'settings', isJson, action: 'reset', path }, place);
  }
  const { prices } = readSettings(savedIn(place.dataFolder)).settings;
  const book = priceBook(prices, { modelsInUse: [], modelsUnpriced: [] });
  if (isJson) {
    const { tableDay, sources, rows } = book;
    printJson({ tableDay, sources, rows });
    return EXIT.ok;
  }
  printLines([
    `Price table of ${book.tableDay}, US dollars per million tokens:`,
    `${'model'.padEnd(34)}  ${'holds'.padEnd(23)}  input  output  cache write  cache write 1 h  cache read`,
    ...book.rows.map(line),
    ...book.sources.map((source) => `Source: ${source}`),
  ]);
  return EXIT.ok;
}

function line(row: PriceView): string {
  const { model, mode, upToPromptTokens, fromDay, untilDay, origin } = row;
  const name = [
    model,
    mode === 'standard' ? '' : ` ${mode}`,
    upToPromptTokens === null ? '' : ` to ${upToPromptTokens}`,
  ].join('');
  const span =
    fromDay === null && untilDay === null ? 'always' : `${fromDay ?? ''}..${untilDay ?? ''}`;
  const { input, output, cacheWrite5m, cacheWrite1h, cacheRead } = row;
  const amounts = [input, output, cacheWrite5m, cacheWrite1h, cacheRead].map(writeDollars);
  const own = origin === 'own' ? '  (yours)' : '';
  return `${name.padEnd(34)}  ${span.padEnd(23)}  ${amounts.join('  ')}${own}`;
}
