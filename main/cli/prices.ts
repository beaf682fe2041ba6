/** `tollgate prices`: the prices in force, and the user's own; history is priced again by whoever writes next. */
import { say } from '../../preload/contract/languages/say.ts';
import { terminalContext } from './terminal.ts';
import { writeDollars } from '../../preload/contract/amount.ts';
import type { PriceView } from '../../preload/contract/settingsFacts.ts';
import { readSettings } from '../engine/settings.ts';
import type { Machine } from '../ports.ts';
import { priceBook } from '../prices/priceBook.ts';
import type { PricesCommand } from './arguments.ts';
import { EXIT } from './exitCodes.ts';
import { printJson, printLines } from './output.ts';
import { savedIn } from './savedIn.ts';
import { runSettings } from './settings.ts';

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
    say(terminalContext(), 'Price table of {day}, US dollars per million tokens:', {
      day: book.tableDay,
    }),
    headLine(),
    ...book.rows.map(line),
    ...book.sources.map((source) => say(terminalContext(), 'Source: {source}', { source })),
  ]);
  return EXIT.ok;
}

function line(row: PriceView): string {
  const { model, mode, upToPromptTokens, fromDay, untilDay, origin } = row;
  const name = [
    model,
    mode === 'standard' ? '' : ` ${mode}`,
    upToPromptTokens === null
      ? ''
      : ` ${say(terminalContext(), 'to {tokens}', { tokens: `${upToPromptTokens}` })}`,
  ].join('');
  const span =
    fromDay === null && untilDay === null
      ? say(terminalContext(), 'always')
      : `${fromDay ?? ''}..${untilDay ?? ''}`;
  const { input, output, cacheWrite5m, cacheWrite1h, cacheRead } = row;
  const amounts = [input, output, cacheWrite5m, cacheWrite1h, cacheRead].map(writeDollars);
  const own = origin === 'own' ? `  (${say(terminalContext(), 'yours')})` : '';
  return `${name.padEnd(34)}  ${span.padEnd(23)}  ${amounts.join('  ')}${own}`;
}

function headLine(): string {
  const [model, holds, ...prices] = PRICE_HEADS.map((head) => say(terminalContext(), head));
  return `${(model ?? '').padEnd(34)}  ${(holds ?? '').padEnd(23)}  ${prices.join('  ')}`;
}

export const PRICE_HEADS = [
  'model',
  'holds',
  'input',
  'output',
  'cache write',
  'cache write 1 h',
  'cache read',
] as const;
