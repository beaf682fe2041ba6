/**
 * Reads what the status line bridge has written: one state file holds the rate limits that Claude Code
 * handed to one session's status line. The script copies them as they came, so everything in them is
 * taken for foreign; what does not fit is left out, never guessed.
 */
import { inEnglish } from '../../../preload/contract/languages/say.ts';
import {
  anyNumber,
  anyObject,
  anything,
  atLeast,
  nullOr,
  oneOf,
  textOf,
  wholeNumber,
} from '../../../preload/contract/checks.ts';
import type { Outcome } from '../../../preload/contract/channels.ts';
import type { WindowKind } from '../../../preload/contract/snapshot.ts';

/** One limit as it was reported. */
export type ReportedWindow = {
  readonly kind: WindowKind;
  /** Only for `weekly-model`. */
  readonly modelName: string | null;
  readonly usedPercent: number;
  /** null when the report has no usable reset: that is not a reset. */
  readonly resetsAtMs: number | null;
};

/** The limits of one session's last response. */
export type StatusLineReading = {
  readonly sessionId: string;
  readonly agentVersion: string | null;
  /** When the response was first rendered; renderings of the same figures do not move it. */
  readonly receivedAtMs: number;
  readonly windows: readonly ReportedWindow[];
};

const stateFile = atLeast({
  version: oneOf([1]),
  receivedAtSeconds: wholeNumber(1),
  reading: atLeast({
    sessionId: textOf({ pattern: /^[A-Za-z0-9_-]{1,128}$/ }),
    agentVersion: nullOr(textOf({})),
    rateLimits: anyObject,
  }),
});

const limit = atLeast({ used_percentage: anyNumber, resets_at: anything });

/** Weekly limits by this prefix are for one model, but these are not. */
const NOT_A_MODEL: ReadonlySet<string> = new Set(['oauth_apps', 'overage_included']);
const WEEKLY_MODEL_PREFIX = 'seven_day_';
/** 2100-01-01; later resets can only be another unit, and those are not resets. */
const LATEST_RESET_SECONDS = 4_102_444_800;

/** Parses the text of one state file. */
export function parseStatusLineReading(text: string): Outcome<StatusLineReading> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { ok: false, message: inEnglish('The status line reading is not valid JSON.') };
  }
  const parsed = stateFile.safeParse(json);
  if (!parsed.success) {
    return { ok: false, message: inEnglish('The status line reading is not of a known form.') };
  }
  const { receivedAtSeconds, reading } = parsed.data;
  const { sessionId, agentVersion, rateLimits } = reading;
  const windows = Object.entries(rateLimits).flatMap(([name, value]) => readWindow(name, value));
  return {
    ok: true,
    value: { sessionId, agentVersion, receivedAtMs: receivedAtSeconds * 1000, windows },
  };
}

/** One window, or none: a limit may be absent, null or of a kind that is not known. */
function readWindow(name: string, value: unknown): readonly ReportedWindow[] {
  const title = windowTitle(name);
  const found = limit.safeParse(value);
  if (title === null || !found.success) return [];
  const usedPercent = Math.min(100, Math.max(0, found.data.used_percentage));
  return [{ ...title, usedPercent, resetsAtMs: readReset(found.data.resets_at) }];
}

/** What a limit's name in Claude Code's reports means; null for a name of no known kind. */
export function windowTitle(name: string): Pick<ReportedWindow, 'kind' | 'modelName'> | null {
  if (name === 'five_hour') return { kind: 'session', modelName: null };
  if (name === 'seven_day') return { kind: 'weekly', modelName: null };
  const suffix = name.startsWith(WEEKLY_MODEL_PREFIX) ? name.slice(WEEKLY_MODEL_PREFIX.length) : '';
  if (!/^[a-z0-9]+(_[a-z0-9]+)*$/.test(suffix) || NOT_A_MODEL.has(suffix)) return null;
  const words = suffix.split('_').map((word) => word.charAt(0).toUpperCase() + word.slice(1));
  return { kind: 'weekly-model', modelName: words.join(' ') };
}

function readReset(value: unknown): number | null {
  if (typeof value !== 'number' || !(value > 0 && value < LATEST_RESET_SECONDS)) return null;
  return Math.round(value * 1000);
}
