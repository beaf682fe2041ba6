/**
 * From what the boundary engine decided to the rules of the gate file. Nothing that is decided closed comes
 * out open; what cannot be written down is left to the next wider rule.
 */
import { formatIsoInstant } from './calendar.ts';
import type { BoundaryDecision, GateDecision } from './boundary/types.ts';
import { DEFAULT_ASK_SECONDS, type GateRule, type GateScope } from './gate.ts';
import { wayOut } from './gateOrders.ts';

export type GateWish = {
  /** Whether somebody can be asked before an unanswered request is refused. */
  readonly mode: 'ask' | 'closed';
  readonly askSeconds: number;
  /** From the settings: not knowing closes. */
  readonly isStrict: boolean;
  /** Beginnings of the names of all models that a limit's name stands for. */
  readonly modelsNamed: (limitName: string) => readonly string[];
};

/** Ids of stops that come from the ledger begin so: each renewal writes them anew, or leaves them out. */
export const CARRIED_RECORD = 'answer-';

/** Names of stops that hold until the engine has saved them, and when they were given. */
const HELD_RECORD = /^held-(\d+)$/;

export const heldRecord = (atMs: number): string => `held-${atMs}`;

/** It was to be saved by an engine that is gone; the next one asks again. */
export function isHeldForEngineBefore(recordId: string, startedAtMs: number): boolean {
  const [, atMs] = HELD_RECORD.exec(recordId) ?? [];
  return atMs !== undefined && Number(atMs) < startedAtMs;
}

const MODEL_BEGINNING = /^[A-Za-z0-9._:-]+$/;
const EVERYTHING: GateScope = { kind: 'everything' };

/** Rules of one account, the narrowest first, since the first that applies decides; null: nothing was decided. */
export function gateRulesOf(decision: BoundaryDecision | null, wish: GateWish): GateRule[] {
  if (decision === null) return wish.isStrict ? [ruleOf(UNDECIDED, EVERYTHING, null, wish)] : [];
  const { gate, scopedGates, modelGates } = decision.effects;
  const scoped = scopedGates
    .map((one) => ({ one, scope: scopeOf(one.scope) }))
    .sort((a, b) => narrowness(b.scope) - narrowness(a.scope))
    .map(({ one, scope }) => ruleOf(one, scope, decision, wish));
  const models = modelGates
    .filter((one) => one.gate === 'closed')
    .map((one) => ({
      ...ruleOf(one, EVERYTHING, decision, wish),
      models: beginnings(one.modelName, wish),
    }))
    // Without a name it would be a rule for everything.
    .filter((rule) => rule.models.length > 0);
  const general = gate.gate === 'closed' ? [ruleOf(gate, EVERYTHING, decision, wish)] : [];
  return [...models, ...scoped, ...general];
}

const UNDECIDED: GateDecision = {
  gate: 'closed',
  reason: 'unknown',
  untilMs: null,
  answerId: null,
};

function ruleOf(
  gate: GateDecision,
  scope: GateScope,
  decision: BoundaryDecision | null,
  wish: GateWish,
): GateRule {
  const { untilMs } = gate;
  const isClosed = gate.gate === 'closed';
  // Whoever said stop, or has spent it all, is not asked again with each prompt.
  const isAsked = isClosed && gate.reason === 'unanswered' && wish.mode === 'ask';
  return {
    state: isAsked ? 'ask' : isClosed ? 'closed' : 'open',
    scope,
    reason: isClosed ? reasonOf(gate, decision) : null,
    wayOut: isClosed ? wayOut(decision?.key.account ?? null) : null,
    expiresAtMs: untilMs === null ? null : Math.floor(untilMs / 1000) * 1000,
    recordId: recordOf(gate),
    models: [],
    askSeconds: isAsked ? wish.askSeconds : DEFAULT_ASK_SECONDS,
  };
}

/** Only a stop holds without the app; a consent needs somebody who watches its cap. */
function recordOf({ gate, reason, answerId, untilMs }: GateDecision): string | null {
  const isStop = gate === 'closed' && reason === 'stopped-by-user';
  return isStop && answerId !== null && untilMs !== null ? carriedRecord(answerId) : null;
}

/** Name of the rule that carries an answer of the ledger. */
export function carriedRecord(answerId: string): string {
  return CARRIED_RECORD + answerId.replaceAll(/[^A-Za-z0-9]+/g, '-');
}

function reasonOf(gate: GateDecision, decision: BoundaryDecision | null): string {
  switch (gate.reason) {
    case 'stopped-by-user': {
      const what = stoppedModelOf(gate, decision) ?? 'it';
      return gate.untilMs === null
        ? `You stopped ${what}.`
        : `You stopped ${what} until ${formatIsoInstant(Math.floor(gate.untilMs / 1000) * 1000)}.`;
    }
    case 'ceiling-reached':
      return 'The ceiling for usage credits is reached.';
    case 'unknown':
      return 'How much of the plan is used is not known, and strict mode is on.';
    default:
      return unansweredReason(decision);
  }
}

/** null: the stop is about every model. */
function stoppedModelOf(gate: GateDecision, decision: BoundaryDecision | null): string | null {
  const models = decision?.effects.modelGates ?? [];
  return models.find(({ answerId }) => answerId === gate.answerId)?.modelName ?? null;
}

function unansweredReason(decision: BoundaryDecision | null): string {
  const percent = decision?.why.window?.usedPercent ?? null;
  switch (decision?.why.reason) {
    case 'plan-used-up':
      return 'The plan is used up: the next request may be paid.';
    case 'gate-percent-reached':
      if (percent === null) break;
      return `${Math.floor(percent)} % of the plan is used: the next requests may be paid.`;
    case 'paid-use-seen':
      return 'Requests are paid with usage credits, and nobody agreed to that.';
    default:
      break;
  }
  return 'The next request may be paid.';
}

function scopeOf(scope: BoundaryDecision['effects']['scopedGates'][number]['scope']): GateScope {
  if (scope.kind !== 'project') return scope;
  // A hook compares folders with a slash behind them.
  return { kind: 'project', folder: scope.project.replace(/(?<=.)\/+$/, '') };
}

/** Sessions first, then folders from the deepest on. */
function narrowness(scope: GateScope): number {
  if (scope.kind === 'session') return Number.MAX_SAFE_INTEGER;
  return scope.kind === 'project' ? scope.folder.length : -1;
}

function beginnings(limitName: string, { modelsNamed }: GateWish): string[] {
  return [...new Set(modelsNamed(limitName))].filter((name) => MODEL_BEGINNING.test(name));
}
