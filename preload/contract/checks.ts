/**
 * Checks of values that were saved or typed: what the settings need of a validation library, and no more. Each look
 * of a short command reads the settings, and loading the library took longer than everything it was asked.
 */

export type Checked<T> =
  | { readonly success: true; readonly data: T }
  | { readonly success: false; readonly data?: undefined };

/** Says of anything whether it is a `T`; objects come out as new ones that hold what was checked and nothing else. */
export type Check<T> = { readonly safeParse: (value: unknown) => Checked<T> };

/** The type of the values that a check lets pass. */
export type Valid<C> = C extends Check<infer T> ? T : never;

type Members = Readonly<Record<string, Check<unknown>>>;
type ObjectOf<M extends Members> = { [K in keyof M]: Valid<M[K]> };
type Variants = Readonly<Record<string, Members>>;
type VariantOf<V extends Variants> = {
  [K in keyof V & string]: { [P in 'kind' | keyof V[K]]: P extends 'kind' ? K : Valid<V[K][P]> };
}[keyof V & string];

const REFUSED = { success: false } as const;

function passing<T>(isValid: (value: unknown) => boolean): Check<T> {
  return {
    safeParse: (value) => (isValid(value) ? { success: true, data: value as T } : REFUSED),
  };
}

/** Limits are in UTF-16 units and included. */
export function textOf(limits: {
  readonly least?: number;
  readonly most?: number;
  readonly pattern?: RegExp;
}): Check<string> {
  const { least = 0, most = Infinity, pattern } = limits;
  return passing(
    (value) =>
      typeof value === 'string' &&
      value.length >= least &&
      value.length <= most &&
      (pattern === undefined || pattern.test(value)),
  );
}

/** Whole numbers that a double holds exactly; both ends included. */
export function wholeNumber(least: number, most = Number.MAX_SAFE_INTEGER): Check<number> {
  return passing(
    (value) =>
      Number.isSafeInteger(value) && (value as number) >= least && (value as number) <= most,
  );
}

/** Numbers but not-a-number and the infinities. */
export const anyNumber: Check<number> = passing(Number.isFinite);

export const trueOrFalse: Check<boolean> = passing((value) => typeof value === 'boolean');

/** Everything there is, nothing included: for members that are looked at later. */
export const anything: Check<unknown> = passing(() => true);

/** An object that is no list, with whatever stands in it but what would become a copy's prototype. */
export const anyObject: Check<Readonly<Record<string, unknown>>> = {
  safeParse(value) {
    if (!isObject(value)) return REFUSED;
    const entries = Object.entries(value).filter(([key]) => key !== '__proto__');
    return { success: true, data: Object.fromEntries(entries) };
  },
};

export function oneOf<const V extends string | number>(values: readonly V[]): Check<V> {
  return passing((value) => (values as readonly unknown[]).includes(value));
}

export function nullOr<T>(check: Check<T>): Check<T | null> {
  return {
    safeParse: (value) => (value === null ? { success: true, data: null } : check.safeParse(value)),
  };
}

/** What one of two checks lets pass. */
export function eitherOf<A, B>(one: Check<A>, other: Check<B>): Check<A | B> {
  return {
    safeParse(value) {
      const checked = one.safeParse(value);
      return checked.success ? checked : other.safeParse(value);
    },
  };
}

/** The same check with a condition more. */
export function where<T>(check: Check<T>, holds: (value: T) => boolean): Check<T> {
  return {
    safeParse(value) {
      const checked = check.safeParse(value);
      return checked.success && holds(checked.data) ? checked : REFUSED;
    },
  };
}

export function listOf<T>(entry: Check<T>): Check<readonly T[]> {
  return {
    safeParse(value) {
      if (!Array.isArray(value)) return REFUSED;
      const data: T[] = [];
      for (const one of value) {
        const checked = entry.safeParse(one);
        if (!checked.success) return REFUSED;
        data.push(checked.data);
      }
      return { success: true, data };
    },
  };
}

/** An object of exactly these members. */
export function exactly<M extends Members>(members: M): Check<ObjectOf<M>> {
  return {
    safeParse(value) {
      const isKnown = (key: string) => Object.hasOwn(members, key);
      return isObject(value) && Object.keys(value).every(isKnown)
        ? membersOf(value, members)
        : REFUSED;
    },
  };
}

/** An object of at least these members; others are left out. */
export function atLeast<M extends Members>(members: M): Check<ObjectOf<M>> {
  return { safeParse: (value) => (isObject(value) ? membersOf(value, members) : REFUSED) };
}

/** Objects of several kinds: what `kind` says decides which members there are beside it. */
export function kinds<const V extends Variants>(variants: V): Check<VariantOf<V>> {
  const checks = new Map(
    Object.entries(variants).map(([kind, members]) => [
      kind,
      exactly({ kind: oneOf([kind]), ...members }),
    ]),
  );
  return {
    safeParse(value) {
      const kind = isObject(value) && Object.hasOwn(value, 'kind') ? value['kind'] : null;
      const check = typeof kind === 'string' ? checks.get(kind) : undefined;
      return (check?.safeParse(value) ?? REFUSED) as Checked<VariantOf<V>>;
    },
  };
}

function membersOf<M extends Members>(
  value: Readonly<Record<string, unknown>>,
  members: M,
): Checked<ObjectOf<M>> {
  const data: Record<string, unknown> = {};
  for (const [key, check] of Object.entries(members)) {
    const checked = check.safeParse(Object.hasOwn(value, key) ? value[key] : undefined);
    if (!checked.success) return REFUSED;
    data[key] = checked.data;
  }
  return { success: true, data: data as ObjectOf<M> };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
