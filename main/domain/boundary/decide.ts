/**
 * The boundary engine: one pure function from all that is known about an account to its state, the reasons,
 * the effects wanted and the next instant at which any of it changes. Tray, prompt, gate file and terminal
 * use the same answer. Its rules are listed in docs/boundary-states.md, which is made from it.
 */
import { coversRequest, type SpendScope } from '../credits/types.ts';
import { concernsModel } from '../models.ts';
import { stoppedModel } from '../modelStops.ts';
import { laterInstants } from './instants.ts';
import { standingOf } from './standing.ts';
import {
  ACCOUNT_STATES,
  type AccountState,
  type ActiveSession,
  type BoundaryAlert,
  type BoundaryDecision,
  type BoundaryInput,
  type GateDecision,
  type ModelGate,
  type PromptWish,
  type RequestContext,
  type ScopedGate,
  type Standing,
} from './types.ts';

/** A request of which nothing is known but its account. */
const ANY_REQUEST: RequestContext = { sessionId: null, project: null, model: null };

/** Every hook reads the whole gate file. */
const MOST_RESTING = 100;

/** How serious a state is; the most serious of several accounts or sessions stands in the tray. */
export function severityOf(state: AccountState): number {
  return ACCOUNT_STATES.indexOf(state);
}

/** Decides for one account. Deterministic: the same arguments give the same answer, to the last key. */
export function decideBoundary(input: BoundaryInput, nowMs: number): BoundaryDecision {
  const decision = decideAt(input, nowMs);
  const text = JSON.stringify(decision);
  const changesAt = (atMs: number) => JSON.stringify(decideAt(input, atMs)) !== text;
  const nextChangeAtMs = laterInstants(input, nowMs).find(changesAt) ?? null;
  return { ...decision, nextChangeAtMs };
}

/** What a hook is told about one request that is known closer, such as one with its model. */
export function gateFor(
  input: BoundaryInput,
  request: RequestContext,
  nowMs: number,
): GateDecision {
  return standingOf(input, request, nowMs).gate;
}

/** The most serious of several accounts; of equals the first. Null without any. */
export function mostSevere(decisions: readonly BoundaryDecision[]): BoundaryDecision | null {
  return decisions.reduce<BoundaryDecision | null>(
    (worst, one) =>
      worst === null || severityOf(one.state) > severityOf(worst.state) ? one : worst,
    null,
  );
}

function decideAt(input: BoundaryInput, nowMs: number): Omit<BoundaryDecision, 'nextChangeAtMs'> {
  const anywhere = standingOf(input, ANY_REQUEST, nowMs);
  const live = liveSessions(input, nowMs).map((session) => ({
    session,
    standing: standingOf(input, contextOf(session), nowMs),
  }));
  const ofSign = unaskedStanding(input, nowMs);
  const standings = [
    ...(live.length === 0 ? [anywhere] : live.map(({ standing }) => standing)),
    ...(ofSign ? [ofSign] : []),
  ];
  const worst = standings.reduce((one, other) =>
    severityOf(other.state) > severityOf(one.state) ? other : one,
  );
  const { state } = worst;
  const models = modelGates(input, anywhere.gate, nowMs);
  const resting = restingSessions(input, models, nowMs);
  const sessions = [...live.map(({ session }) => session), ...resting];
  const waiting = live.filter(({ standing }) => standing.state === state);
  return {
    key: input.key,
    state,
    why: whyOf(worst, input),
    effects: {
      alerts: alertsOf(worst),
      prompt: promptOf(
        worst,
        waiting.map(({ session }) => session.sessionId),
      ),
      gate: anywhere.gate,
      scopedGates: scopedGates(input, anywhere.gate, sessions, nowMs).map((one) =>
        isOneOf(resting, one.scope) ? { ...one, ...restingPart(one.scope, input) } : one,
      ),
      modelGates: models,
    },
  };
}

/** What was paid lately unasked is told whatever its session does now: it may rest, or go on with another model. */
function unaskedStanding(input: BoundaryInput, nowMs: number): Standing | null {
  const { paidUse, settings } = input;
  if (!paidUse?.request || nowMs >= paidUse.asOfMs + settings.staleAfterMs) return null;
  const standing = standingOf(input, paidUse.request, nowMs);
  return standing.state === 'on-credits-without-consent' ? standing : null;
}

function whyOf(standing: Standing, { credits }: BoundaryInput): BoundaryDecision['why'] {
  const { reason, window, isStale, ceiling, answerId } = standing;
  const creditsEnabled = credits.enabled?.value ?? null;
  return { reason, window, isStale, ceiling, answerId, creditsEnabled };
}

/** Sessions with activity within the live span, in a fixed order. */
function liveSessions({ sessions, settings }: BoundaryInput, nowMs: number): ActiveSession[] {
  return sessions
    .filter(({ lastActivityAtMs }) => nowMs - lastActivityAtMs <= settings.liveWithinMs)
    .sort((one, other) => (one.sessionId < other.sessionId ? -1 : 1));
}

/**
 * Sessions whose model is closed by itself while they pause: a hook is not told the model, so that only a rule for the
 * session holds its next prompt. The latest come first where there are very many.
 */
function restingSessions(
  { sessions, settings }: BoundaryInput,
  models: readonly ModelGate[],
  nowMs: number,
): ActiveSession[] {
  const closed = models.filter(({ gate }) => gate === 'closed');
  if (closed.length === 0) return [];
  return sessions
    .filter(
      ({ lastActivityAtMs, model }) =>
        nowMs - lastActivityAtMs > settings.liveWithinMs &&
        closed.some(({ modelName }) => concernsModel(modelName, model)),
    )
    .sort(
      (one, other) =>
        other.lastActivityAtMs - one.lastActivityAtMs || (one.sessionId < other.sessionId ? -1 : 1),
    )
    .slice(0, MOST_RESTING);
}

function isOneOf(sessions: readonly ActiveSession[], scope: SpendScope): boolean {
  return (
    scope.kind === 'session' && sessions.some(({ sessionId }) => sessionId === scope.sessionId)
  );
}

function restingPart(
  scope: SpendScope,
  input: BoundaryInput,
): Pick<ScopedGate, 'isResting' | 'windowId'> {
  const { model } = requestOf(scope, input);
  const own = input.windows.filter(
    ({ modelName }) => modelName !== null && concernsModel(modelName, model),
  );
  return { isResting: true, windowId: own.map(({ id }) => id).sort()[0] ?? null };
}

function contextOf({ sessionId, project, model }: ActiveSession): RequestContext {
  return { sessionId, project, model };
}

/** Alerts that the state calls for; whether they were sent already is the alerts' own business. */
function alertsOf({ state, reason, isStale }: Standing): BoundaryAlert[] {
  switch (state) {
    case 'near':
      return [reason === 'plan-ends-soon' ? 'plan-ends-soon' : 'plan-nearly-used'];
    case 'at-boundary':
      // An old reading never says that the switch to paid use is about to come.
      return isStale ? [] : ['at-boundary'];
    case 'on-credits-without-consent':
      return ['paid-without-consent'];
    case 'blocked-by-ceiling':
      return ['ceiling-reached'];
    case 'stopped':
      // Paid although stopped: the request that was in flight, or somebody who is not held.
      return reason === 'paid-use-seen' ? ['paid-without-consent'] : [];
    case 'unknown':
    case 'on-plan':
    case 'on-credits-with-consent':
      return [];
    default:
      return state satisfies never;
  }
}

/** A question only while somebody works, and never from an old reading. */
function promptOf(standing: Standing, sessionIds: readonly string[]): PromptWish | null {
  const { state, window, gate, isStale } = standing;
  if (sessionIds.length === 0) return null;
  const rest = {
    default: 'stop',
    windowId: window?.id ?? null,
    stopUntilMs: gate.untilMs,
    sessionIds,
  } as const;
  if (state === 'at-boundary' && !isStale) return { kind: 'at-boundary', ...rest };
  if (state === 'on-credits-without-consent') return { kind: 'paid-without-consent', ...rest };
  return null;
}

/**
 * Projects and sessions that are answered otherwise than the account or than a folder around them, projects
 * first: a hook obeys the narrowest rule that it finds.
 */
function scopedGates(
  input: BoundaryInput,
  general: GateDecision,
  known: readonly ActiveSession[],
  nowMs: number,
): ScopedGate[] {
  const named = input.answers.flatMap(({ scope }) => (scope.kind === 'everything' ? [] : [scope]));
  const projects = input.credits.budgets.flatMap(({ scope }) =>
    scope.kind === 'everything' ? [] : [scope],
  );
  const sessions = known.map(({ sessionId }) => ({ kind: 'session' as const, sessionId }));
  const byText = new Map<string, SpendScope>();
  for (const scope of [...named, ...projects, ...sessions]) byText.set(scopeText(scope), scope);
  const all = [...byText.keys()].sort().map((text) => {
    const scope = byText.get(text) as SpendScope;
    const request = requestOf(scope, input);
    return { scope, request, gate: gateFor(input, request, nowMs) };
  });
  return all.flatMap(({ scope, request, gate }) => {
    const around = all.filter(
      (one) =>
        one.scope.kind === 'project' && one.scope !== scope && coversRequest(one.scope, request),
    );
    const wider = around.reduce<(typeof all)[number] | null>(
      (deepest, one) =>
        deepest === null || depth(one.scope) > depth(deepest.scope) ? one : deepest,
      null,
    );
    const isSaid = isSameGate(gate, general) && isSameGate(gate, wider?.gate ?? general);
    return isSaid ? [] : [{ ...gate, scope }];
  });
}

function depth(scope: SpendScope): number {
  return scope.kind === 'project' ? scope.project.length : 0;
}

/** A request of a scope; a session that is known brings its project and model. */
function requestOf(scope: SpendScope, { sessions }: BoundaryInput): RequestContext {
  if (scope.kind === 'everything') return ANY_REQUEST;
  if (scope.kind === 'project') return { ...ANY_REQUEST, project: scope.project };
  const session = sessions.find(({ sessionId }) => sessionId === scope.sessionId);
  return session ? contextOf(session) : { ...ANY_REQUEST, sessionId: scope.sessionId };
}

function scopeText(scope: SpendScope): string {
  switch (scope.kind) {
    case 'everything':
      return 'everything';
    case 'project':
      return `project ${scope.project}`;
    case 'session':
      return `session ${scope.sessionId}`;
    default:
      return scope satisfies never;
  }
}

/** Models with a limit, a price or a stop of their own, where the gate says otherwise for them. */
function modelGates(input: BoundaryInput, general: GateDecision, nowMs: number): ModelGate[] {
  const names = new Set(input.alwaysPaidModels);
  const stopped = input.answers.map(({ kind, window }) =>
    stoppedModel({ kind, modelName: window?.modelName ?? null }),
  );
  for (const name of [...input.windows.map(({ modelName }) => modelName), ...stopped]) {
    if (name !== null) names.add(name);
  }
  return [...names].sort().flatMap((modelName) => {
    const gate = gateFor(input, { ...ANY_REQUEST, model: modelName }, nowMs);
    return isSameGate(gate, general) ? [] : [{ ...gate, modelName }];
  });
}

function isSameGate(one: GateDecision, other: GateDecision): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
