/** The words of `tollgate credits`. */
import { inEnglish } from '../../preload/contract/languages/say.ts';
import { parseAmount } from '../../preload/contract/amount.ts';
import { amountOfTyped, DOLLAR, type Amount } from '../domain/ledger/amount.ts';

export const CREDITS_OPTIONS = {
  json: { type: 'boolean' },
  account: { type: 'string' },
  at: { type: 'string' },
  price: { type: 'string' },
  month: { type: 'string' },
  yes: { type: 'boolean' },
} as const;

export type CreditsCommand = {
  readonly name: 'credits';
  readonly isJson: boolean;
  /** As typed; null: the only one there is. */
  readonly account: string | null;
} & (
  | { readonly action: 'show' | 'ledger' | 'verify' | 'undo' }
  | { readonly action: 'anchor'; readonly amount: Amount; readonly at: string | null }
  | {
      readonly action: 'purchase';
      readonly amount: Amount;
      readonly price: Amount | null;
      readonly at: string | null;
    }
  | { readonly action: 'reconcile'; readonly month: string | null }
  | { readonly action: 'correct'; readonly month: string | null; readonly isConfirmed: boolean }
  | { readonly action: 'buys'; readonly micros: number }
);

type Parsed =
  | { readonly ok: true; readonly command: CreditsCommand }
  | { readonly ok: false; readonly message: string };
type Values = Readonly<Record<string, string | boolean | undefined>>;

const ACTIONS = ['anchor', 'purchase', 'ledger', 'verify', 'reconcile', 'correct', 'undo', 'buys'];
const TEN_DOLLARS = 10_000_000;
/** Options that only some actions take; the others take all. */
const ONLY_FOR: Readonly<Record<string, readonly string[]>> = {
  at: ['anchor', 'purchase'],
  price: ['purchase'],
  month: ['reconcile', 'correct'],
  yes: ['correct'],
};

/** Reads the words after `credits`. */
export function parseCreditsWords(words: readonly string[], values: Values): Parsed {
  const [action = 'show', amount, extra] = words;
  const text = (name: string) => (typeof values[name] === 'string' ? values[name] : null);
  const misplaced = Object.entries(ONLY_FOR).find(
    ([option, actions]) => values[option] !== undefined && !actions.includes(action),
  );
  if (misplaced)
    return refuse(
      inEnglish('--{option} goes with {names} only.', {
        option: misplaced[0],
        names: misplaced[1].join(' and '),
      }),
    );
  const takesAmount = ['anchor', 'purchase', 'buys'].includes(action);
  const surplus = takesAmount ? extra : amount;
  if (surplus !== undefined)
    return refuse(inEnglish('“{surplus}” is one word too many.', { surplus }));
  const base = {
    name: 'credits',
    isJson: values['json'] === true,
    account: text('account'),
  } as const;
  switch (action) {
    case 'show':
    case 'ledger':
    case 'verify':
    case 'undo':
      return { ok: true, command: { ...base, action } };
    case 'anchor':
    case 'purchase':
      return amount === undefined
        ? refuse(inEnglish('credits {action} takes an amount like 12.50.', { action }))
        : stated({ ...base, at: text('at') }, action, amount, text('price'));
    case 'reconcile':
    case 'correct': {
      const month = text('month');
      if (month !== null && !/^\d{4}-(?:0[1-9]|1[0-2])$/.test(month))
        return refuse(inEnglish('“{month}” is not a month like 2026-11.', { month }));
      if (action === 'reconcile') return { ok: true, command: { ...base, action, month } };
      return { ok: true, command: { ...base, action, month, isConfirmed: values['yes'] === true } };
    }
    case 'buys': {
      if (amount === undefined)
        return { ok: true, command: { ...base, action, micros: TEN_DOLLARS } };
      const read = amountFrom(amount);
      if (!read.ok) return read;
      const { currency, units } = read.amount;
      return currency === DOLLAR && units > 0
        ? { ok: true, command: { ...base, action, micros: units } }
        : refuse(inEnglish('credits buys takes an amount of US dollars above zero.'));
    }
    default:
      return refuse(
        inEnglish('credits takes {names}; not “{action}”.', { names: ACTIONS.join(', '), action }),
      );
  }
}

function stated(
  base: { name: 'credits'; isJson: boolean; account: string | null; at: string | null },
  action: 'anchor' | 'purchase',
  typed: string,
  typedPrice: string | null,
): Parsed {
  const read = amountFrom(typed);
  if (!read.ok) return read;
  const { amount } = read;
  if (action === 'anchor') return { ok: true, command: { ...base, action, amount } };
  if (amount.units <= 0) return refuse(inEnglish('A purchase is an amount above zero.'));
  if (typedPrice === null) return { ok: true, command: { ...base, action, amount, price: null } };
  const price = amountFrom(typedPrice);
  if (!price.ok) return price;
  const isSame =
    price.amount.currency === amount.currency && price.amount.exponent === amount.exponent;
  return isSame && price.amount.units >= 0
    ? { ok: true, command: { ...base, action, amount, price: price.amount } }
    : refuse(
        inEnglish('The price must be in the currency of the amount and with as many decimals.'),
      );
}

/** An amount as typed: US dollars where no currency is named. */
function amountFrom(typed: string): { ok: true; amount: Amount } | { ok: false; message: string } {
  const read = parseAmount(typed);
  if (!read.ok) return read;
  const amount = amountOfTyped(read.amount);
  return amount
    ? { ok: true, amount }
    : refuse(inEnglish('“{typed}” is too large an amount.', { typed }));
}

function refuse(message: string): { ok: false; message: string } {
  return { ok: false, message };
}
