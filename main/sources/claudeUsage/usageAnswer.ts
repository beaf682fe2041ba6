/**
 * Reads the answer to `get_usage`. Its form is called experimental by its makers, so each part is checked by
 * itself and what does not fit is left out, never guessed. Forms: docs/sources.md.
 */
import { z } from 'zod';
import type { WindowKind } from '../../../preload/contract/snapshot.ts';
import { clampPercent, limitKey, type LimitReading } from '../../domain/limits.ts';
import { readInstant } from '../instants.ts';
import { windowTitle } from '../statusLine/readings.ts';
import { readCreditUse, type CreditUse } from './creditUse.ts';

export type UsageAnswer =
  | {
      readonly kind: 'figures';
      readonly windows: readonly UsageWindow[];
      readonly credits: CreditUse | null;
      /** The plan in the provider's word, such as `max`. */
      readonly plan: string | null;
      readonly unknownKinds: readonly string[];
      /** The figures as they came, to tell a new answer from a repeated one. */
      readonly raw: unknown;
    }
  /** Signed in without a subscription: an API key, a cloud provider, or a token without a profile. */
  | { readonly kind: 'not-available' }
  /** The program did not reach its provider, or was told not to. */
  | { readonly kind: 'not-fetched' }
  | { readonly kind: 'unknown' };

export type UsageWindow = Pick<LimitReading, 'kind' | 'modelName' | 'resetsAtMs'> & {
  readonly usedPercent: number;
};

const answerSchema = z.object({
  subscription_type: z.string().nullish().catch(null),
  rate_limits_available: z.boolean().optional(),
  rate_limits: z.record(z.string(), z.unknown()).nullish(),
});

const namedWindow = z.object({ utilization: z.number(), resets_at: z.unknown().optional() });
const modelWindow = namedWindow.extend({ display_name: z.string().min(1) });
const listedLimit = z.object({
  kind: z.string(),
  percent: z.number(),
  resets_at: z.unknown().optional(),
  scope: z
    .object({ model: z.object({ display_name: z.string().min(1) }).nullish() })
    .nullish()
    .catch(null),
});

/** Parts of the answer that are no limits of the plan. */
const NOT_A_WINDOW: ReadonlySet<string> = new Set([
  'extra_usage',
  'spend',
  'limits',
  'model_scoped',
  'seven_day_oauth_apps',
  'seven_day_overage_included',
]);

const LISTED_KINDS: Readonly<Record<string, WindowKind>> = {
  session: 'session',
  weekly_all: 'weekly',
  weekly_scoped: 'weekly-model',
};

/** Reads the inner `response` object of the control protocol's answer. */
export function readUsageAnswer(response: unknown): UsageAnswer {
  const parsed = answerSchema.safeParse(response);
  if (!parsed.success) return { kind: 'unknown' };
  const { rate_limits: limits, rate_limits_available: isAvailable } = parsed.data;
  if (!limits) {
    if (isAvailable === false) return { kind: 'not-available' };
    return isAvailable === true ? { kind: 'not-fetched' } : { kind: 'unknown' };
  }
  const { windows, unknownKinds } = readWindows(limits);
  return {
    kind: 'figures',
    windows,
    credits: readCreditUse(limits),
    plan: parsed.data.subscription_type || null,
    unknownKinds,
    raw: limits,
  };
}

/** One limit may be said up to three times; the named form, which is the oldest, is taken first. */
function readWindows(limits: Readonly<Record<string, unknown>>) {
  const found = new Map<string, UsageWindow>();
  const unknownKinds: string[] = [];
  const add = (title: Title, percent: number, resetsAt: unknown): void => {
    const key = limitKey({ agent: 'claude-code', account: '', ...title });
    if (found.has(key)) return;
    found.set(key, {
      ...title,
      usedPercent: clampPercent(percent),
      resetsAtMs: readInstant(resetsAt),
    });
  };
  for (const [name, value] of Object.entries(limits)) {
    const window = namedWindow.safeParse(value);
    if (NOT_A_WINDOW.has(name) || !window.success) continue;
    const title = windowTitle(name);
    if (title) add(title, window.data.utilization, window.data.resets_at);
    else unknownKinds.push(name);
  }
  for (const value of asList(limits['model_scoped'])) {
    const window = modelWindow.safeParse(value);
    if (!window.success) continue;
    const { display_name: modelName, utilization, resets_at: resetsAt } = window.data;
    add({ kind: 'weekly-model', modelName }, utilization, resetsAt);
  }
  for (const value of asList(limits['limits'])) {
    const limit = listedLimit.safeParse(value);
    if (!limit.success) continue;
    const title = listedTitle(limit.data);
    if (title) add(title, limit.data.percent, limit.data.resets_at);
    else unknownKinds.push(limit.data.kind);
  }
  return { windows: [...found.values()], unknownKinds: [...new Set(unknownKinds)] };
}

type Title = Pick<UsageWindow, 'kind' | 'modelName'>;

/** A limit of one model without the model's name is of no use; it may not pass for the whole plan's. */
function listedTitle({ kind: listed, scope }: z.infer<typeof listedLimit>): Title | null {
  const kind = LISTED_KINDS[listed];
  const modelName = scope?.model?.display_name ?? null;
  if (!kind || (kind === 'weekly-model') !== (modelName !== null)) return null;
  return { kind, modelName };
}

function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
