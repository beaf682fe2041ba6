/**
 * The parts that the table of settings is made of. A leaf says once what its value is: the schema that
 * checks it, the value it has until somebody sets it, and the form in which people write it.
 */
import {
  listOf,
  nullOr,
  oneOf,
  textOf,
  trueOrFalse,
  where,
  wholeNumber,
  type Check,
} from './checks.ts';

/** How people write and read a value; `settingTexts.ts` turns it into words. */
export type Form =
  | { readonly kind: 'switch' }
  | { readonly kind: 'choice'; readonly choices: readonly string[] }
  | {
      readonly kind: 'whole';
      readonly least: number;
      readonly most: number;
      readonly unit: string;
    }
  | { readonly kind: 'percents' }
  | { readonly kind: 'money' }
  | {
      readonly kind: 'text';
      readonly example: string;
      /** Values that have a name of their own, which is written and read in their place. */
      readonly names?: Readonly<Record<string, string>>;
    }
  | {
      readonly kind: 'time-span';
      /** A value of its own, written as itself: no span at all. */
      readonly never?: string;
    }
  /** Name of a profile that there is. */
  | { readonly kind: 'profile' }
  | { readonly kind: 'spend-limit' }
  | { readonly kind: 'auto-reload' }
  | { readonly kind: 'budget' }
  | { readonly kind: 'limit-reached' }
  | { readonly kind: 'price' };

/** One value. */
export type Leaf<T> = {
  readonly node: 'leaf';
  readonly schema: Check<T>;
  readonly fallback: T;
  readonly form: Form;
  /** The word for null; absent where null is no value. */
  readonly none: string | null;
  /** One plain sentence: what it does. */
  readonly sentence: string;
};

/** Settings with fixed names. */
export type Group<M extends Readonly<Record<string, SettingNode>>> = {
  readonly node: 'group';
  readonly members: M;
};

/** Entries whose names the user chooses. */
export type Book<N extends SettingNode> = {
  readonly node: 'book';
  readonly isKey: (key: string) => boolean;
  /** What a name looks like. */
  readonly keyWords: string;
  readonly entry: N;
};

export type SettingNode =
  // A leaf of any type: the type of its value is found again by `ValueOf`.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  | Leaf<any>
  | { readonly node: 'group'; readonly members: Readonly<Record<string, SettingNode>> }
  | {
      readonly node: 'book';
      readonly isKey: (key: string) => boolean;
      readonly keyWords: string;
      readonly entry: SettingNode;
    };

/** The type of the values below a node. */
export type ValueOf<N> =
  N extends Leaf<infer T>
    ? T
    : N extends Book<infer E>
      ? { readonly [key: string]: ValueOf<E> }
      : N extends Group<infer M>
        ? { readonly [K in keyof M]: ValueOf<M[K]> }
        : never;

/** Control characters reorder or hide what a terminal or window shows. */
const PLAIN = /^[^\p{Cc}]+$/u;
export const plainText = plainTextOf(4096);

/** @param most the longest, in UTF-16 units */
export function plainTextOf(most: number): Check<string> {
  return textOf({ least: 1, most, pattern: PLAIN });
}

/** Micro-dollars; a thousand million dollars is beyond every plan and far below 2^53. */
const MOST_MICROS = 1_000_000_000_000_000;
export const micros = wholeNumber(0, MOST_MICROS);
export const someMicros = wholeNumber(1, MOST_MICROS);

export function group<M extends Readonly<Record<string, SettingNode>>>(members: M): Group<M> {
  return { node: 'group', members };
}

export function book<N extends SettingNode>(
  isKey: (key: string) => boolean,
  keyWords: string,
  entry: N,
): Book<N> {
  return { node: 'book', isKey, keyWords, entry };
}

export function leaf<T>(schema: Check<T>, fallback: T, form: Form, sentence: string): Leaf<T> {
  return { node: 'leaf', schema, fallback, form, none: null, sentence };
}

/** The same value, or null until somebody says it; null is written as `none`. */
export function orNone<T>(base: Leaf<T>, none: string): Leaf<T | null> {
  return { ...base, schema: nullOr(base.schema), fallback: null, none };
}

export function onOff(fallback: boolean, sentence: string): Leaf<boolean> {
  return leaf(trueOrFalse, fallback, { kind: 'switch' }, sentence);
}

export function choice<const C extends readonly [string, ...string[]]>(
  choices: C,
  fallback: C[number],
  sentence: string,
): Leaf<C[number]> {
  return leaf(oneOf(choices), fallback, { kind: 'choice', choices }, sentence);
}

export function whole(
  [least, most, unit]: readonly [least: number, most: number, unit: string],
  fallback: number,
  sentence: string,
): Leaf<number> {
  return leaf(wholeNumber(least, most), fallback, { kind: 'whole', least, most, unit }, sentence);
}

/** Levels in percent, ascending, each once; an empty list means none. */
export function percents(fallback: readonly number[], sentence: string): Leaf<readonly number[]> {
  const schema = where(listOf(wholeNumber(1, 100)), (levels) =>
    levels.every((level, index) => level > (levels[index - 1] ?? 0)),
  );
  return leaf(schema, fallback, { kind: 'percents' }, sentence);
}

export function money(fallback: number, sentence: string): Leaf<number> {
  return leaf(micros, fallback, { kind: 'money' }, sentence);
}

export function text(
  schema: Check<string>,
  example: string,
  sentence: string,
  names: Readonly<Record<string, string>> = {},
): Leaf<string> {
  return leaf(schema, '', { kind: 'text', example, names }, sentence);
}
