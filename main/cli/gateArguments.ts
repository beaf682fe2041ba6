/** The words of `tollgate gate` and `tollgate guard`. */
import { inEnglish } from '../../preload/contract/languages/say.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS, parseInstant, type Zone } from '../domain/calendar.ts';

export const GATE_ACTIONS = [
  'status',
  'install',
  'uninstall',
  'allow-once',
  'open',
  'stop',
] as const;

export type GateAction = (typeof GATE_ACTIONS)[number];

export type GateCommand = {
  readonly name: 'gate';
  readonly action: GateAction;
  readonly isJson: boolean;
  /** null: all agents. */
  readonly agent: string | null;
  /** A folder, the account's id at the gate, or the user's name for it; null: none was named. */
  readonly account: string | null;
  readonly isStrict: boolean;
  readonly isDryRun: boolean;
  /** The user has seen the change and wants it written. */
  readonly isAgreed: boolean;
  readonly until: Until;
};

export type GuardCommand = {
  readonly name: 'guard';
  readonly isJson: boolean;
  readonly agent: string | null;
  /** As for the gate; null: each agent's own here. */
  readonly account: string | null;
  /** Percent of a window that must be left; null: only the boundary counts. */
  readonly minRemainingPercent: number | null;
};

/** When an answer ends; a clock time is the next one in the machine's zone. */
export type Until =
  | { readonly kind: 'reset' }
  | { readonly kind: 'after'; readonly milliseconds: number }
  | { readonly kind: 'clock'; readonly minuteOfDay: number }
  | { readonly kind: 'instant'; readonly atMs: number };

type Values = Readonly<Record<string, string | boolean | undefined>>;
type Refusal = { readonly ok: false; readonly message: string };

/** Options that each action takes beside `--agent`, `--account` and `--json`; others are refused. */
const OWN_OPTIONS: Readonly<Record<GateAction, readonly string[]>> = {
  status: [],
  install: ['strict', 'dry-run', 'yes'],
  uninstall: ['dry-run', 'yes'],
  'allow-once': [],
  open: ['until'],
  stop: ['until'],
};

/** Reads what follows `gate`. */
export function parseGate(
  word: string | undefined,
  values: Values,
  agents: readonly string[],
): { readonly ok: true; readonly command: GateCommand } | Refusal {
  const action = GATE_ACTIONS.find((known) => known === word);
  if (action === undefined) {
    return refuse(
      inEnglish('gate takes {names}; not “{word}”.', {
        names: GATE_ACTIONS.join(', '),
        word: word ?? '',
      }),
    );
  }
  const stranger = ['strict', 'dry-run', 'yes', 'until'].find(
    (name) => values[name] !== undefined && !OWN_OPTIONS[action].includes(name),
  );
  if (stranger !== undefined)
    return refuse(inEnglish('gate {action} takes no --{stranger}.', { action, stranger }));
  const agent = parseAgent(values, agents);
  if (!agent.ok) return agent;
  const text = values['until'];
  const until = typeof text === 'string' ? parseUntil(text) : ({ kind: 'reset' } as const);
  if (until === null) {
    return refuse(
      inEnglish('--until takes reset, 15:00, 90m, 2h or an instant; not “{text}”.', {
        text: String(text),
      }),
    );
  }
  const command: GateCommand = {
    name: 'gate',
    action,
    isJson: values['json'] === true,
    agent: agent.agent,
    account: accountOf(values),
    isStrict: values['strict'] === true,
    isDryRun: values['dry-run'] === true,
    isAgreed: values['yes'] === true && values['dry-run'] !== true,
    until,
  };
  return { ok: true, command };
}

/** Reads what follows `guard`. */
export function parseGuard(
  values: Values,
  agents: readonly string[],
): { readonly ok: true; readonly command: GuardCommand } | Refusal {
  const agent = parseAgent(values, agents);
  if (!agent.ok) return agent;
  const text = values['min-remaining'];
  const command = {
    name: 'guard',
    isJson: values['json'] === true,
    agent: agent.agent,
    account: accountOf(values),
    minRemainingPercent: null,
  } as const;
  if (typeof text !== 'string') return { ok: true, command };
  const percent = /^[0-9]{1,3}(?:\.[0-9]+)?%?$/.test(text) ? Number.parseFloat(text) : NaN;
  if (!(percent >= 0 && percent <= 100)) {
    return refuse(
      inEnglish('--min-remaining takes a percent from 0 to 100; not “{text}”.', { text }),
    );
  }
  return { ok: true, command: { ...command, minRemainingPercent: percent } };
}

function accountOf(values: Values): string | null {
  return typeof values['account'] === 'string' ? values['account'] : null;
}

/** The instant at which an answer ends; null when it ends at a reset that is not known. */
export function untilAtMs(
  until: Until,
  resetsAtMs: number | null,
  nowMs: number,
  zone: Zone,
): number | null {
  switch (until.kind) {
    case 'reset':
      return resetsAtMs !== null && resetsAtMs > nowMs ? resetsAtMs : null;
    case 'after':
      return nowMs + until.milliseconds;
    case 'instant':
      return until.atMs;
    case 'clock': {
      const localMs = nowMs + zone.offsetAtMs(nowMs);
      const midnightMs = localMs - (localMs % DAY_MS);
      const candidates = [0, DAY_MS].map((dayMs) => {
        const wantedMs = midnightMs + dayMs + until.minuteOfDay * MINUTE_MS;
        // The offset at the wanted time, which a clock change may have made another than now's.
        return wantedMs - zone.offsetAtMs(wantedMs - zone.offsetAtMs(nowMs));
      });
      return candidates.find((atMs) => atMs > nowMs) ?? null;
    }
    default:
      return until satisfies never;
  }
}

/** An end as typed; null where it is none. */
export function parseUntil(text: string): Until | null {
  if (text === 'reset') return { kind: 'reset' };
  const [, count, unit] = /^([1-9][0-9]{0,3})([mh])$/.exec(text) ?? [];
  if (count !== undefined) {
    const milliseconds = Number(count) * (unit === 'h' ? HOUR_MS : MINUTE_MS);
    return { kind: 'after', milliseconds };
  }
  const [, hour, minute] = /^([01]?[0-9]|2[0-3]):([0-5][0-9])$/.exec(text) ?? [];
  if (hour !== undefined) {
    return { kind: 'clock', minuteOfDay: Number(hour) * 60 + Number(minute) };
  }
  const atMs = parseInstant(text);
  return atMs === null ? null : { kind: 'instant', atMs };
}

/** The agent that `--agent` names; null: none was named. */
export function parseAgent(
  values: Values,
  agents: readonly string[],
): { readonly ok: true; readonly agent: string | null } | Refusal {
  const agent = values['agent'];
  if (typeof agent !== 'string') return { ok: true, agent: null };
  if (agents.includes(agent)) return { ok: true, agent };
  return refuse(
    inEnglish('--agent takes {names}; not “{agent}”.', { names: agents.join(', '), agent }),
  );
}

function refuse(message: string): Refusal {
  return { ok: false, message };
}
