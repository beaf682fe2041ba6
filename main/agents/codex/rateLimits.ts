/** The limits that the server hands to Codex with every answer, and Codex writes into its rollouts. */
import type { WindowKind } from '../../../preload/contract/snapshot.ts';
import type { CreditsReading, LimitReading } from '../../domain/limits.ts';
import { asInstantMs, asNumber, asObject, asText, type JsonObject } from '../fields.ts';

/** The plan's own limit; any other id is a limit of one model or product. */
const PLAN_LIMIT_ID = 'codex';
/** Windows up to this length are the five-hour window, up to the next the weekly one; free plans have 30 days. */
const LONGEST_SESSION_MINUTES = 24 * 60;
const LONGEST_WEEKLY_MINUTES = 14 * 24 * 60;

export type RateLimits = {
  readonly readings: readonly LimitReading[];
  readonly credits: CreditsReading | null;
};

/** Reads one `rate_limits` object. `resets_at` is epoch seconds; older versions wrote `resets_in_seconds`. */
export function readRateLimits(
  limits: JsonObject,
  observedAtMs: number,
  account: string,
): RateLimits {
  const id = asText(limits['limit_id']);
  const modelName =
    id === null || id === PLAN_LIMIT_ID ? null : (asText(limits['limit_name']) ?? id);
  const readings = ['primary', 'secondary'].flatMap((name, index): LimitReading[] => {
    const window = asObject(limits[name]);
    const usedPercent = asNumber(window?.['used_percent']);
    if (!window || usedPercent === null) return [];
    const kind = kindOf(asNumber(window['window_minutes']), index);
    return [
      {
        agent: 'codex',
        account,
        kind: modelName !== null && kind === 'weekly' ? 'weekly-model' : kind,
        modelName,
        usedPercent,
        resetsAtMs: resetOf(window, observedAtMs),
        source: 'codex-rollout',
        observedAtMs,
      },
    ];
  });
  return { readings, credits: creditsOf(limits, observedAtMs, account) };
}

function kindOf(windowMinutes: number | null, index: number): WindowKind {
  if (windowMinutes === null) return index === 0 ? 'session' : 'weekly';
  if (windowMinutes <= LONGEST_SESSION_MINUTES) return 'session';
  return windowMinutes <= LONGEST_WEEKLY_MINUTES ? 'weekly' : 'monthly';
}

function resetOf(window: JsonObject, observedAtMs: number): number | null {
  if (asNumber(window['resets_at']) !== null) return asInstantMs(window['resets_at']);
  const inSeconds = asNumber(window['resets_in_seconds']);
  return inSeconds === null ? null : asInstantMs(observedAtMs / 1000 + inSeconds);
}

function creditsOf(
  limits: JsonObject,
  observedAtMs: number,
  account: string,
): CreditsReading | null {
  const credits = asObject(limits['credits']);
  if (!credits) return null;
  const balance = credits['balance'];
  return {
    agent: 'codex',
    account,
    hasCredits: typeof credits['has_credits'] === 'boolean' ? credits['has_credits'] : null,
    isUnlimited: typeof credits['unlimited'] === 'boolean' ? credits['unlimited'] : null,
    balance: typeof balance === 'number' ? String(balance) : asText(balance),
    source: 'codex-rollout',
    observedAtMs,
  };
}
