/** A way to make Tollgate worse: a replacement in one file, and the tests that must notice. */
export type Patch = {
  readonly name: string;
  readonly area:
    | 'electron'
    | 'fuses'
    | 'secrets'
    | 'ledger'
    | 'counting'
    | 'alerts'
    | 'gate'
    | 'settings file'
    | 'storage'
    | 'own data'
    | 'providers'
    | 'metrics'
    | 'language'
    | 'pace';
  readonly file: string;
  /** Stands in the file exactly once. */
  readonly find: string;
  readonly replace: string;
  /** Test files that must turn red together. */
  readonly tests: readonly string[];
};

/** Patches of one area in one file, noticed by the same tests: `[name, find, replace]` each. */
export function patchesOf(
  area: Patch['area'],
  file: string,
  tests: readonly string[],
  changes: readonly (readonly [name: string, find: string, replace: string])[],
): Patch[] {
  return changes.map(([name, find, replace]) => ({ area, file, tests, name, find, replace }));
}
