/**
 * What a provider says about the plan while it answers: the states a user passes through on the way
 * from the plan to paid credits, and the response headers in which each provider states them.
 */

/** `blocked` is a refused request (429): the plan is used up and no credits may be drawn. */
export type PlanState = 'on-plan' | 'warning' | 'on-credits' | 'blocked';

/** The plan as the stand-in provider reports it; resets are seconds since 1970, as on the wire. */
export type PlanReport = {
  readonly state: PlanState;
  readonly fiveHourPercent: number;
  readonly fiveHourResetsAtSeconds: number;
  readonly weekPercent: number;
  readonly weekResetsAtSeconds: number;
};

const FIVE_HOUR_PERCENT: Readonly<Record<PlanState, number>> = {
  'on-plan': 60,
  warning: 93,
  'on-credits': 102,
  blocked: 100,
};

/** A report whose resets lie ahead of `nowMs` and at odd minutes, as the real service's do. */
export function planReport(state: PlanState, nowMs: number): PlanReport {
  const nowSeconds = Math.floor(nowMs / 1000);
  return {
    state,
    fiveHourPercent: FIVE_HOUR_PERCENT[state],
    fiveHourResetsAtSeconds: nowSeconds + 97 * 60,
    weekPercent: 41,
    weekResetsAtSeconds: nowSeconds + (3 * 24 * 60 + 211) * 60,
  };
}

/** The headers of Anthropic's Messages API for subscribers. Utilization is a share, not percent. */
export function anthropicPlanHeaders(plan: PlanReport): Record<string, string> {
  const prefix = 'anthropic-ratelimit-unified-';
  const refused = plan.state === 'on-credits' || plan.state === 'blocked';
  const fiveHourStatus = refused
    ? 'rejected'
    : plan.state === 'warning'
      ? 'allowed_warning'
      : 'allowed';
  const headers: Record<string, string> = {
    [`${prefix}status`]: fiveHourStatus,
    [`${prefix}reset`]: String(plan.fiveHourResetsAtSeconds),
    [`${prefix}representative-claim`]: 'five_hour',
    [`${prefix}5h-status`]: fiveHourStatus,
    [`${prefix}5h-reset`]: String(plan.fiveHourResetsAtSeconds),
    [`${prefix}5h-utilization`]: String(plan.fiveHourPercent / 100),
    [`${prefix}7d-status`]: 'allowed',
    [`${prefix}7d-reset`]: String(plan.weekResetsAtSeconds),
    [`${prefix}7d-utilization`]: String(plan.weekPercent / 100),
    [`${prefix}overage-status`]: plan.state === 'blocked' ? 'rejected' : 'allowed',
  };
  if (plan.state === 'warning') headers[`${prefix}5h-surpassed-threshold`] = '0.9';
  if (plan.state === 'on-credits') headers[`${prefix}overage-in-use`] = 'true';
  if (plan.state === 'blocked') headers[`${prefix}overage-disabled-reason`] = 'out_of_credits';
  return headers;
}

/** The headers of OpenAI's Responses API for ChatGPT plans. */
export function codexPlanHeaders(plan: PlanReport): Record<string, string> {
  return {
    'x-codex-primary-used-percent': String(Math.min(plan.fiveHourPercent, 100)),
    'x-codex-primary-window-minutes': '300',
    'x-codex-primary-reset-at': String(plan.fiveHourResetsAtSeconds),
    'x-codex-secondary-used-percent': String(plan.weekPercent),
    'x-codex-secondary-window-minutes': '10080',
    'x-codex-secondary-reset-at': String(plan.weekResetsAtSeconds),
    'x-codex-credits-has-credits': String(plan.state !== 'blocked'),
    'x-codex-credits-unlimited': 'false',
    'x-codex-credits-balance': plan.state === 'blocked' ? '0' : '12.50',
  };
}
