/** Amounts of money as people write them, read without guessing: `$12.50`, `12,50`, `20 EUR`. */

import { inEnglish } from './languages/say.ts';

export type Amount = {
  /** ISO 4217; null when the text names no currency. */
  readonly currency: string | null;
  /** Millionths of the currency's unit; never a fraction. */
  readonly micros: number;
};

export type ParsedAmount =
  { readonly ok: true; readonly amount: Amount } | { readonly ok: false; readonly message: string };

/** Signs that mean one currency; `$` alone means US dollars, as the providers bill in them. */
const SIGNS: Readonly<Record<string, string>> = {
  $: 'USD',
  US$: 'USD',
  A$: 'AUD',
  C$: 'CAD',
  CA$: 'CAD',
  '€': 'EUR',
  '£': 'GBP',
  '¥': 'JPY',
};

const SIGN = String.raw`(?:US|CA|C|A)?\$|[€£¥]|[A-Z]{3}`;
const SHAPE = new RegExp(
  String.raw`^(?<minus>[-\u2212])?\s*(?<before>${SIGN})?\s*(?<digits>\d[\d.,'\u2019\s]*?)\s*(?<after>${SIGN})?$`,
  'iu',
);
const MOST_DECIMALS = 6;

/**
 * Reads an amount. Point and comma are both taken as the decimal sign; what could be read in two ways, such
 * as `1.000`, is refused with both ways to write it.
 */
export function parseAmount(text: string): ParsedAmount {
  const found = SHAPE.exec(text.trim())?.groups;
  if (!found) return refuse(inEnglish('“{text}” is not an amount like 12.50.', { text }));
  const currencies = [found['before'], found['after']].flatMap((sign) =>
    sign === undefined ? [] : [SIGNS[sign.toUpperCase()] ?? sign.toUpperCase()],
  );
  const [currency = null, second] = currencies;
  if (second !== undefined && second !== currency) {
    return refuse(inEnglish('“{text}” names two currencies.', { text }));
  }
  const number = splitNumber(found['digits'] ?? '');
  if (typeof number === 'string') return refuse(inEnglish('“{text}” {why}', { text, why: number }));
  const size =
    BigInt(number.whole) * 1_000_000n + BigInt(number.decimals.padEnd(MOST_DECIMALS, '0'));
  if (size > BigInt(Number.MAX_SAFE_INTEGER))
    return refuse(inEnglish('“{text}” is too large an amount.', { text }));
  const micros = found['minus'] === undefined || size === 0n ? Number(size) : -Number(size);
  return { ok: true, amount: { currency, micros } };
}

/** Reads an amount of US dollars, in micro-dollars; another currency is refused, never converted. */
export function parseDollars(
  text: string,
):
  | { readonly ok: true; readonly micros: number }
  | { readonly ok: false; readonly message: string } {
  const parsed = parseAmount(text);
  if (!parsed.ok) return parsed;
  const { currency, micros } = parsed.amount;
  if (currency === null || currency === 'USD') return { ok: true, micros };
  return refuse(
    inEnglish('“{text}” is in {currency}; this amount must be in US dollars, as 12.50.', {
      text,
      currency,
    }),
  );
}

/** Micro-dollars as `parseDollars` reads them back: `$12.50`, `-$0.000001`. */
export function writeDollars(micros: number): string {
  const size = Math.abs(micros);
  const whole = Math.floor(size / 1_000_000);
  const decimals = String(size % 1_000_000)
    .padStart(MOST_DECIMALS, '0')
    .replace(/0{1,4}$/, '');
  // Three decimals could be thousands: a fourth says that they are not.
  const isUnclear = decimals.length === 3 && whole > 0 && whole < 1000;
  return `${micros < 0 ? '-' : ''}$${whole}.${decimals}${isUnclear ? '0' : ''}`;
}

type Split = { readonly whole: string; readonly decimals: string };

/** @returns the digits before and after the decimal sign, or why they cannot be told apart */
function splitNumber(digits: string): Split | string {
  const plain = digits.replace(/\u2019/gu, "'").replace(/\s/gu, ' ');
  const marks = [...plain.matchAll(/[.,' ]/gu)].map(([mark]) => mark);
  const last = marks.at(-1);
  if (last === undefined) return { whole: plain, decimals: '' };
  const cut = plain.lastIndexOf(last);
  const [head, tail] = [plain.slice(0, cut), plain.slice(cut + 1)];
  const isDecimalSign = (last === '.' || last === ',') && marks.indexOf(last) === marks.length - 1;
  if (!isDecimalSign) return grouped(plain);
  if (tail.length === 3 && marks.length === 1 && /^[1-9]\d{0,2}$/.test(head)) {
    return inEnglish('can be read in two ways; write {first} or {second}.', {
      first: `${head}${tail}`,
      second: tail.endsWith('0') ? `${head}.${tail.slice(0, 2)}` : `${head}.${tail}0`,
    });
  }
  if (tail === '') return inEnglish('ends with a mark instead of digits.');
  if (tail.length > MOST_DECIMALS)
    return inEnglish('has more than {count} decimals.', { count: `${MOST_DECIMALS}` });
  const whole = marks.length === 1 ? { whole: head } : grouped(head);
  return typeof whole === 'string' ? whole : { whole: whole.whole, decimals: tail };
}

/** Digits in groups of three, all parted by the same mark. */
function grouped(text: string): Split | string {
  const mark = /[.,' ]/u.exec(text)?.[0] ?? '';
  const groups = text.split(mark);
  const isRegular = groups.every((group, index) =>
    index === 0 ? /^[1-9]\d{0,2}$/.test(group) : /^\d{3}$/.test(group),
  );
  return isRegular
    ? { whole: groups.join(''), decimals: '' }
    : inEnglish('is not grouped in thousands; write it as 1234.50.');
}

function refuse(message: string): { readonly ok: false; readonly message: string } {
  return { ok: false, message };
}
