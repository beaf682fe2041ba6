/** What a run of power cuts was found to have left; threads count their shares, which are added. */
export type PowerCounts = {
  operations: number;
  states: number;
  /** Of the states, those that were no repetition of the one before; only they are opened. */
  different: number;
  acknowledged: number;
  between: number;
  lost: number;
  corrupt: number;
};

export const noPowerCuts = (): PowerCounts => ({
  operations: 0,
  states: 0,
  different: 0,
  acknowledged: 0,
  between: 0,
  lost: 0,
  corrupt: 0,
});

/** The counts of several shares or runs as those of one. */
export function sumOfCuts(shares: readonly PowerCounts[]): PowerCounts {
  const sum = noPowerCuts();
  for (const share of shares) {
    for (const name of Object.keys(sum) as (keyof PowerCounts)[]) sum[name] += share[name];
  }
  return sum;
}
