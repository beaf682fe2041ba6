/** Random numbers from a seed: the same corpus on every machine and in every Node. */
export type Random = {
  /** At least 0, below 1. */
  share(): number;
  chance(probability: number): boolean;
  /** A whole number, both ends included. */
  integer(from: number, to: number): number;
  pick<T>(values: readonly T[]): T;
  /** A log-normal figure: most are near the median, a few are very large, as sizes are in life. */
  around(median: number, spread: number): number;
  hexadecimal(digits: number): string;
  uuid(): string;
};

/** A 32-bit mixing generator over a counter; quality matters little here, repeatability does. */
export function createRandom(seed: number): Random {
  let counter = seed >>> 0;
  const share = (): number => {
    counter = (counter + 0x9e3779b9) >>> 0;
    let mixed = counter;
    mixed = Math.imul(mixed ^ (mixed >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 0x1_0000_0000;
  };
  const integer = (from: number, to: number): number =>
    from + Math.floor(share() * (to - from + 1));
  const hexadecimal = (digits: number): string => {
    let text = '';
    while (text.length < digits) text += integer(0, 0xffff).toString(16).padStart(4, '0');
    return text.slice(0, digits);
  };
  return {
    share,
    integer,
    hexadecimal,
    chance: (probability) => share() < probability,
    pick: (values) => values[integer(0, values.length - 1)] as (typeof values)[number],
    around: (median, spread) => {
      // Twelve uniform figures make a normal one that is good enough.
      let sum = -6;
      for (let index = 0; index < 12; index += 1) sum += share();
      return median * Math.exp(spread * sum);
    },
    uuid: () =>
      [8, 4, 3, 3, 12]
        .map((digits, index) => ['', '', '4', 'a', ''][index] + hexadecimal(digits))
        .join('-'),
  };
}
