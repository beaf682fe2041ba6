/** The environment for a user's program: theirs, without what belongs to Tollgate. */
import type { Variables } from '../asked.ts';

/** Set for Tollgate or by Electron; the user's shell has none of it. */
const OUR_OWN = /^(?:TOLLGATE_.*|ELECTRON_.*|CHROME_DESKTOP|ORIGINAL_XDG_CURRENT_DESKTOP)$/;

/**
 * Passes variables through, but for our own and those the program must not see.
 *
 * @param hidden names to leave out as well
 * @param set values to set after that; undefined leaves a name out
 */
export function programEnvironment(
  variables: Variables,
  hidden: readonly string[],
  set: Variables,
): Record<string, string> {
  const result: Record<string, string> = {};
  for (const [name, value] of Object.entries({ ...variables, ...set })) {
    const isSet = Object.hasOwn(set, name);
    if (value === undefined || (!isSet && (OUR_OWN.test(name) || hidden.includes(name)))) continue;
    result[name] = value;
  }
  return result;
}
