/**
 * Keeps the gate file the picture's word: each account's decision as rules, written when they change and
 * renewed in time. Hands waiting hooks' questions on, and carries out what the user says in the tray. When it
 * stops, the file is left to grow old; what the user has recorded goes on counting until its own end.
 */
import { inEnglish } from '../../preload/contract/languages/say.ts';
import fs from 'node:fs';
import type { GateOrderRequest, Outcome } from '../../preload/contract/channels.ts';
import { isGateInstalled, sessionResetMs } from '../../preload/contract/gateWording.ts';
import { settingsFor } from '../../preload/contract/profiles.ts';
import type { AgentFolderView, Snapshot } from '../../preload/contract/snapshot.ts';
import { boundaryWindow } from '../domain/boundary.ts';
import { DEFAULT_ASK_SECONDS } from '../domain/gate.ts';
import { overruledOrders, type OrderRecord } from '../domain/orders.ts';
import type { AccountStanding } from '../domain/accounts.ts';
import { accountText, type AccountKey } from '../domain/figures.ts';
import { gateRulesOf, type GateWish } from '../domain/gateRules.ts';
import { isModelOf } from '../domain/models.ts';
import { gateAccountId, gatePathsOf, type GatePaths } from '../gate/gatePaths.ts';
import { installedAskSeconds } from '../gate/hookRecord.ts';
import { readRequests, type GateRequest } from '../gate/gateRequests.ts';
import { GATE_RENEW_MS, renewGate, type ComputedAccount } from '../gate/gateStore.ts';
import { revokeAllowances } from '../gate/gateAllowance.ts';
import { giveOrder, givePermission, LONGEST_WINDOW_MS } from '../gate/giveOrder.ts';
import type { Clock } from '../ports.ts';
import { PRICE_TABLE } from '../prices/priceTable.ts';
import { systemErrorCode } from '../sources/bridge/fileErrors.ts';
import type { Followed, Follower } from './follow.ts';
import type { Trouble } from './problemBook.ts';

export type GateDeskOptions = {
  readonly dataFolder: string;
  readonly clock: Clock;
  /**
   * Called once for each hook that waits; the answer is a change of the gate file. Absent: nobody can be
   * asked, so that `ask` is `closed`.
   */
  readonly onRequest?: (request: GateRequest, account: AccountKey) => void;
  /** Called after an order was written: it is an answer, and belongs into the ledger. */
  readonly record?: (order: OrderRecord) => Promise<Outcome<null>>;
};

export type GateDesk = Follower & {
  /** Stop now, allow one prompt, open until the reset; a refusal says why. The value: when it ends. */
  order(request: GateOrderRequest, snapshot: Snapshot): Promise<Outcome<number>>;
  /** Resolves when nothing is being written. */
  settled(): Promise<void>;
};

/** A hook waits for seconds only; its question must be on screen well before. */
const ASK_POLL_MS = 1000;
/** Rules of an older picture are not renewed any more: an engine that hangs must not speak for ever. */
const PICTURE_KEPT_MS = 5 * 60_000;

/** What each item of the tray is in the ledger. */
const SAID: Readonly<Record<GateOrderRequest['kind'], Pick<OrderRecord, 'kind' | 'shownText'>>> = {
  stop: { kind: 'stop', shownText: 'Stop now' },
  'allow-once': { kind: 'allow-once', shownText: 'Allow one prompt' },
  'open-until-reset': { kind: 'open', shownText: 'Open until the reset' },
};

type Desk = {
  readonly key: AccountKey;
  readonly account: ComputedAccount;
  /** The hooks were installed for a shorter wait than is set. */
  readonly shortWait: Trouble | null;
  /** When the user last stopped everything; null: no such stop holds. */
  readonly stoppedAtMs: number | null;
};

export function createGateDesk(options: GateDeskOptions): GateDesk {
  const { dataFolder, clock, onRequest, record } = options;
  const paths = gatePathsOf(dataFolder);
  const startedAtMs = clock();
  let desks: readonly Desk[] = [];
  let pictureAtMs = 0;
  let renewMs = GATE_RENEW_MS;
  let written: { readonly text: string; readonly atMs: number } | null = null;
  let failure: Trouble | null = null;
  let leftAllowance: Trouble | null = null;
  let handedOn: ReadonlySet<string> = new Set();
  let timer: NodeJS.Timeout | null = null;
  let isClosed = false;
  /** Steps never overlap. */
  let work: Promise<void> = Promise.resolve();

  function step(): void {
    work = work.then(async () => {
      if (isClosed || desks.length === 0) return;
      await takeBackAllowances();
      await renew();
      await handOnRequests();
      schedule();
    });
  }

  /** Whoever stops in the prompt takes back what was allowed before, like one who stops in the tray. */
  async function takeBackAllowances(): Promise<void> {
    try {
      for (const { account, stoppedAtMs } of desks) {
        if (stoppedAtMs !== null) await revokeAllowances(paths, account.id, stoppedAtMs);
      }
      leftAllowance = null;
    } catch (error) {
      leftAllowance = {
        kind: 'gate-unwritable',
        severity: 'error',
        message: inEnglish(
          'What was allowed before a stop cannot be taken back ({reason}), so an agent may go on.',
          { reason: reasonOf(error) },
        ),
        path: paths.once,
        count: null,
      };
    }
  }

  async function renew(): Promise<void> {
    const nowMs = clock();
    const accounts = desks.map(({ account }) => account);
    const text = JSON.stringify(accounts);
    const ageMs = written === null ? Infinity : nowMs - written.atMs;
    const isDue = text !== written?.text || ageMs >= renewMs || ageMs < 0;
    if (!isDue || nowMs - pictureAtMs > PICTURE_KEPT_MS) return;
    try {
      await renewGate(paths, accounts, nowMs, startedAtMs);
      written = { text, atMs: nowMs };
      failure = null;
    } catch (error) {
      written = null;
      failure = {
        kind: 'gate-unwritable',
        severity: 'error',
        message: inEnglish('The gate cannot be written ({reason}), so agents may not be held.', {
          reason: reasonOf(error),
        }),
        path: paths.state,
        count: null,
      };
    }
  }

  async function handOnRequests(): Promise<void> {
    if (!onRequest || !isAsking()) return;
    // A folder that cannot be read now is read again in a second; silence means stop.
    const requests = await readRequests(paths, clock()).catch(() => []);
    for (const request of requests) {
      const desk = desks.find(({ account }) => account.id === request.accountId);
      if (desk && !handedOn.has(request.name)) onRequest(request, desk.key);
    }
    handedOn = new Set(requests.map(({ name }) => name));
  }

  function isAsking(): boolean {
    return desks.some(({ account }) => account.rules.some(({ state }) => state === 'ask'));
  }

  function schedule(): void {
    if (timer) clearTimeout(timer);
    if (isClosed) return;
    timer = setTimeout(step, onRequest && isAsking() ? ASK_POLL_MS : renewMs);
    timer.unref();
  }

  return {
    follow(followed) {
      desks = desksOf(followed, paths, onRequest !== undefined);
      pictureAtMs = followed.nowMs;
      renewMs = followed.settings.gate.renewSeconds * 1000;
      step();
    },
    troubles: () =>
      [failure, leftAllowance, ...desks.map(({ shortWait }) => shortWait)].filter(isTrouble),
    async order({ kind, agent, account }, snapshot) {
      const key = { agent, account };
      const folder = folderOf(snapshot, key);
      if (!isGateInstalled(folder?.gate ?? null))
        return refuse(inEnglish('The gate is not installed.'));
      const givenAtMs = clock();
      const recordId = `tray-${givenAtMs}`;
      const resetsAtMs = sessionResetMs({ ...snapshot, takenAtMs: givenAtMs }, agent, account);
      try {
        const accountId = gateAccountId(agent, fs.realpathSync(account));
        let expiresAtMs: number;
        if (kind === 'allow-once') {
          expiresAtMs = await givePermission(paths, accountId, givenAtMs);
        } else if (kind === 'open-until-reset') {
          if (resetsAtMs === null) return refuse(inEnglish('The next reset is not known.'));
          expiresAtMs = resetsAtMs;
          await giveOrder(paths, accountId, { state: 'open', expiresAtMs, recordId });
        } else {
          expiresAtMs = resetsAtMs ?? givenAtMs + LONGEST_WINDOW_MS;
          await giveOrder(paths, accountId, { state: 'closed', expiresAtMs, recordId });
        }
        const said = SAID[kind];
        const order = { ...key, ...said, recordId, givenAtMs, expiresAtMs, resetsAtMs };
        const recorded = await record?.(order);
        return recorded?.ok === false
          ? refuse(
              inEnglish('It holds, but it is not in the ledger: {message}', {
                message: recorded.message,
              }),
            )
          : { ok: true, value: expiresAtMs };
      } catch (error) {
        return refuse(
          inEnglish('The gate cannot be written ({reason}).', { reason: reasonOf(error) }),
        );
      }
    },
    settled: () => work,
    close() {
      isClosed = true;
      if (timer) clearTimeout(timer);
    },
  };
}

/** The accounts whose gate is Tollgate's to keep, with their rules. */
function desksOf(followed: Followed, paths: GatePaths, canAsk: boolean): Desk[] {
  const { snapshot, standings, settings } = followed;
  const { enabled, askSeconds, strict } = settings.gate;
  const isFileThere = fs.existsSync(paths.state);
  const wishOf = (key: AccountKey, accountId: string): GateWish => ({
    mode: canAsk ? settingsFor(settings, accountText(key)).gate.mode : 'closed',
    // An agent ends a hook that waits for longer than it was told when the hook was installed, and goes on.
    askSeconds: withinInstalled(askSeconds, paths, accountId),
    isStrict: strict,
    modelsNamed,
  });
  return snapshot.agents.flatMap(({ id, name, folders }) =>
    folders.filter(isKept(enabled, isFileThere)).flatMap(({ path, gate }): Desk[] => {
      const key = { agent: id, account: path };
      const resolved = resolvedFolder(path);
      if (resolved === null) return [];
      const standing = standings.find(({ facts }) => accountText(facts.key) === accountText(key));
      const isOwn = (window: AccountKey) => accountText(window) === accountText(key);
      const windows = snapshot.windows.filter(isOwn).map(boundaryWindow);
      const accountId = gateAccountId(id, resolved);
      const wish = wishOf(key, accountId);
      const rules = gateRulesOf(standing?.decision ?? null, wish);
      const overruled = overruledOrders(standing?.facts.answers ?? [], windows, followed.nowMs);
      const isShort = isGateInstalled(gate) && wish.mode === 'ask' && wish.askSeconds < askSeconds;
      const shortWait = isShort ? shortWaitTrouble(name, path, wish.askSeconds, askSeconds) : null;
      const account = { id: accountId, isStrict: strict, rules, overruled };
      return [{ key, account, shortWait, stoppedAtMs: lastStopMs(standing, followed.nowMs) }];
    }),
  );
}

/** No hook was ever installed for less than the default, so that its record is read only where more is set. */
function withinInstalled(askSeconds: number, paths: GatePaths, accountId: string): number {
  if (askSeconds <= DEFAULT_ASK_SECONDS) return askSeconds;
  return Math.min(askSeconds, installedAskSeconds(paths, accountId));
}

/** One that was said ahead of the boundary counts from when it is what closes the gate. */
function lastStopMs(standing: AccountStanding | undefined, nowMs: number): number | null {
  const leading = standing?.decision.effects.gate.answerId ?? null;
  const times = (standing?.facts.answers ?? [])
    .filter(({ kind, scope }) => kind === 'stop' && scope.kind === 'everything')
    .filter(({ isRevoked, endsAtMs }) => !isRevoked && nowMs < endsAtMs)
    .filter(({ isAhead, id }) => isAhead !== true || id === leading)
    .map(({ givenAtMs }) => givenAtMs);
  return times.length === 0 ? null : Math.max(...times);
}

function shortWaitTrouble(name: string, path: string, installed: number, set: number): Trouble {
  return {
    kind: 'gate-waits-shorter',
    severity: 'notice',
    message: inEnglish(
      '{name}: the gate waits {installed} seconds for your answer, as it was installed, and not {set}. Install the gate again to let it wait longer.',
      { name, installed, set },
    ),
    path,
    count: null,
  };
}

function isTrouble(trouble: Trouble | null): trouble is Trouble {
  return trouble !== null;
}

function isKept(isEnabled: boolean, isFileThere: boolean) {
  return ({ gate }: AgentFolderView): boolean => {
    if (gate === null || gate === 'cannot-be-held') return false;
    // Settings that cannot be read now may well hold hooks that go on being run.
    const isPossible = gate === 'replaced' || (gate === 'unreadable' && isFileThere);
    return isEnabled || isGateInstalled(gate) || isPossible;
  };
}

/** Beginnings of the models that a limit's name stands for; also the name as it is written itself. */
function modelsNamed(limitName: string): string[] {
  const known = PRICE_TABLE.rows.map(({ model }) => model);
  const plain = limitName.toLowerCase().replaceAll(/[^a-z0-9.]+/g, '-');
  return [plain, ...known.filter((model) => isModelOf(limitName, model))];
}

function folderOf({ agents }: Snapshot, { agent, account }: AccountKey) {
  const folders = agents.find(({ id }) => id === agent)?.folders ?? [];
  return folders.find(({ path }) => path === account);
}

/** null: it has gone since the last look. */
function resolvedFolder(folder: string): string | null {
  try {
    return fs.realpathSync(folder);
  } catch {
    return null;
  }
}

function reasonOf(error: unknown): string {
  return systemErrorCode(error) ?? (error instanceof Error ? error.message : String(error));
}

function refuse(message: string): { readonly ok: false; readonly message: string } {
  return { ok: false, message };
}
