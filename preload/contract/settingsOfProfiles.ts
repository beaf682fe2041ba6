/**
 * A profile: what an account does otherwise than General, which is the alerts and the gate of everybody. What it
 * does not name is as in General, also when General changes later.
 */
import { eitherOf, oneOf, type Valid } from './checks.ts';
import { inEnglish } from './languages/say.ts';
import { group, leaf, orNone, someMicros, type Leaf, type ValueOf } from './settingNodes.ts';
import { ALERTS, GATE, QUIET_HOURS_EXAMPLE, timeSpan } from './settingsOfAlerts.ts';

/** The word for a value that a profile does not have, and for an account without a profile. */
export const GENERAL = 'general';

/** Quiet hours that a profile switches off, where General has some. */
const NEVER = 'none';

/** A name that people can type in a terminal, and that is not taken by what everybody follows. */
export function isProfileName(name: string): boolean {
  const isWord = /^[\p{L}\p{N}](?:[\p{L}\p{N} _-]{0,38}[\p{L}\p{N}_-])?$/u.test(name);
  return isWord && name.toLowerCase() !== GENERAL;
}

/** That there is no profile of a name, and which there are. */
export function noSuchProfile(name: string, known: readonly string[]): string {
  return inEnglish('There is no profile “{name}”. The profiles are {known}.', {
    name,
    known: ['General', ...known].join(', '),
  });
}

type AsGeneral<M> = {
  readonly [K in keyof M]: M[K] extends Leaf<infer T> ? Leaf<T | null> : never;
};

/** The same settings, each of which may be as in General. */
function asGeneral<const M extends Readonly<Record<string, Leaf<unknown>>>>(
  members: M,
): AsGeneral<M> {
  return Object.fromEntries(
    Object.entries(members).map(([name, member]) => [name, orNone(member, GENERAL)]),
  ) as AsGeneral<M>;
}

const { enabled, quietHours, ...alerts } = ALERTS.members;
const { closesAtPercent, mode } = GATE.members;

/** What hooks are installed with (strict, seconds to wait) is no part of it: it stands in the agents' files. */
export const PROFILE = group({
  alerts: group({
    ...asGeneral(alerts),
    enabled: group(asGeneral(enabled.members)),
    quietHours: orNone(
      leaf<Valid<typeof timeSpan> | typeof NEVER>(
        eitherOf(timeSpan, oneOf<typeof NEVER>([NEVER])),
        QUIET_HOURS_EXAMPLE,
        { kind: 'time-span', never: NEVER },
        quietHours.sentence,
      ),
      GENERAL,
    ),
  }),
  gate: group(asGeneral({ closesAtPercent, mode })),
  monthlyBudgetMicros: orNone(
    leaf(
      someMicros,
      20_000_000,
      { kind: 'money' },
      'Your own limit on paid use in a calendar month, for all accounts with this profile together.',
    ),
    NEVER,
  ),
});

export type ProfileSettings = ValueOf<typeof PROFILE>;
