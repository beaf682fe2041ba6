/**
 * The gate that agents' hooks obey: what the gate file says, and what that means for one hook call.
 *
 * `evaluateGate` is the reference of the scripts in `resources/gate`, which cannot import it. The format
 * of the file is in `gateFile.ts`, the words that an agent gets back are in `gateAnswer.ts`, and
 * `docs/gate.md` describes all three.
 */

import { isInFolder } from './projectFolder.ts';

/** A file that was not renewed for so long says nothing any more: the app is gone. */
export const GATE_FRESH_MS = 90_000;
/** How long a hook waits for the user's answer when a rule names no time. */
export const DEFAULT_ASK_SECONDS = 25;
export const MOST_ASK_SECONDS = 300;

export type GateState = 'open' | 'closed' | 'ask';

/** For whom a rule is meant; a project is a folder with everything below it. */
export type GateScope =
  | { readonly kind: 'everything' }
  | { readonly kind: 'project'; readonly folder: string }
  | { readonly kind: 'session'; readonly sessionId: string };

export type GateRule = {
  readonly state: GateState;
  readonly scope: GateScope;
  /** In plain words, shown to the user by the agent; null: the gate's own sentence. */
  readonly reason: string | null;
  /** What the user can do about it, such as a command. */
  readonly wayOut: string | null;
  /** Whole seconds, in milliseconds; the rule counts before this instant. null: as long as it is renewed. */
  readonly expiresAtMs: number | null;
  /**
   * Id of the recorded answer of the user that this rule carries out; null for what Tollgate worked out.
   * A recorded rule counts until its own expiry even when nobody renews the file.
   */
  readonly recordId: string | null;
  /** Beginnings of model names; not empty: the rule is about switching to such a model, and nothing else. */
  readonly models: readonly string[];
  /** Only for `ask`. */
  readonly askSeconds: number;
};

/** One agent's configuration folder. */
export type GateAccount = {
  /** What the hook's command line names: `gateAccountId` of agent and folder. */
  readonly id: string;
  /** Unknown means closed. */
  readonly isStrict: boolean;
  /** The first rule that applies decides. */
  readonly rules: readonly GateRule[];
};

export type GateFile = {
  /** When the app last wrote it, in whole seconds; 0: only a terminal command did. */
  readonly renewedAtMs: number;
  readonly accounts: readonly GateAccount[];
};

/** What the agent is about to do. */
export type GateEvent = 'prompt' | 'batch' | 'model-switch';

export type GateQuestion = {
  readonly accountId: string;
  readonly event: GateEvent;
  /** Whether the hook was installed as strict: what to do when the file cannot say. */
  readonly isStrict: boolean;
  readonly sessionId: string | null;
  /** The folder that the session was started in. */
  readonly projectFolder: string | null;
  /** Where it works now; absent: there. */
  readonly workingFolder?: string;
  /** The model that is switched to; null for other events. */
  readonly model: string | null;
};

/** Why a gate is unknown. */
export type GateDoubt = 'missing' | 'unreadable' | 'unlisted' | 'stale';

export type GateVerdict =
  | { readonly kind: 'rule'; readonly rule: GateRule }
  /** Nothing is held back for this account. */
  | { readonly kind: 'free' }
  /** Open with a message, or closed when strict. */
  | { readonly kind: 'unknown'; readonly doubt: GateDoubt; readonly isStrict: boolean };

/** What was found where the gate file should be. */
export type GateFinding = GateFile | 'missing' | 'unreadable';

/** What the gate says to one hook call at `nowMs`. */
export function evaluateGate(
  finding: GateFinding,
  question: GateQuestion,
  nowMs: number,
): GateVerdict {
  const doubtful = (doubt: GateDoubt, isStrict: boolean): GateVerdict => ({
    kind: 'unknown',
    doubt,
    isStrict: isStrict || question.isStrict,
  });
  if (typeof finding === 'string') return doubtful(finding, false);
  const account = finding.accounts.find(({ id }) => id === question.accountId);
  if (account === undefined) return doubtful('unlisted', false);
  const nowSeconds = Math.floor(nowMs / 1000);
  const isFresh = isGateFresh(finding, nowSeconds * 1000);
  const rule = decidingRule(
    account.rules.filter((candidate) => counts(candidate, isFresh, nowSeconds * 1000)),
    question,
  );
  // An old consent does not open anything: nobody watches its cap. An old stop still stops.
  if (!isFresh && rule?.state !== 'closed') return doubtful('stale', account.isStrict);
  return rule === undefined ? { kind: 'free' } : { kind: 'rule', rule };
}

/** Whether the file is the app's present word; a file from the future is as doubtful as an old one. */
export function isGateFresh({ renewedAtMs }: GateFile, nowMs: number): boolean {
  return Math.abs(nowMs - renewedAtMs) <= GATE_FRESH_MS;
}

function counts({ expiresAtMs, recordId }: GateRule, isFresh: boolean, nowMs: number): boolean {
  if (expiresAtMs !== null) return nowMs < expiresAtMs && (isFresh || recordId !== null);
  return isFresh;
}

/**
 * The first rule that applies. Of projects there are two to look at: the folder that a session was started in, and the one
 * that it has gone to and that its log names. The first rule for either is obeyed, and of two a stop.
 */
function decidingRule(rules: readonly GateRule[], question: GateQuestion): GateRule | undefined {
  const { projectFolder: root, workingFolder = root } = question;
  const folders = [...new Set([root, workingFolder])].filter((folder) => folder !== null);
  const opened = new Set<string>();
  let consent: GateRule | undefined;
  for (const rule of rules) {
    const { scope, state } = rule;
    if (!isRightKind(rule, question)) continue;
    if (scope.kind === 'session' && scope.sessionId !== question.sessionId) continue;
    if (scope.kind !== 'project') return consent ?? rule;
    const concerned = folders.filter(
      (folder) =>
        !opened.has(folder) &&
        isInFolder(scope.folder, folder) &&
        (state !== 'open' || folder === root || isSameProject(scope.folder, root)),
    );
    if (concerned.length === 0) continue;
    if (state !== 'open') return rule;
    consent ??= rule;
    for (const folder of concerned) opened.add(folder);
    if (opened.size === folders.length) return consent;
  }
  return consent;
}

/** A consent opens nothing to a session of another project that has only come by. */
function isSameProject(folder: string, root: string | null): boolean {
  return root !== null && (isInFolder(folder, root) || isInFolder(root, folder));
}

function isRightKind({ models }: GateRule, { event, model }: GateQuestion): boolean {
  if (event !== 'model-switch') return models.length === 0;
  return model !== null && models.some((beginning) => model.startsWith(beginning));
}
