/** `tollgate gate` and `tollgate guard`: the gate from the terminal, with or without the app. */
import { sayAgain } from '../../preload/contract/languages/sayAgain.ts';
import { formatInstant } from '../../preload/contract/formatting.ts';
import { ENGLISH, inEnglish, say, type SayContext } from '../../preload/contract/languages/say.ts';
import { complain, terminalContext } from './terminal.ts';
import posixScript from '../../resources/gate/tollgate-gate.sh?raw';
import windowsScript from '../../resources/gate/tollgate-gate.ps1?raw';
import {
  GATE_STANDING_WORDS,
  gateWords,
  NOT_PROVEN_WORDS,
} from '../../preload/contract/gateWording.ts';
import type { Snapshot } from '../../preload/contract/snapshot.ts';
import { AGENT_NAMES } from '../../preload/contract/wording.ts';
import type { AgentHooks } from '../agents/agent.ts';
import { AGENT_LIST } from '../agents/registry.ts';
import { zoneOf } from '../domain/calendar.ts';
import { orderEntry, type OrderRecord } from '../domain/orders.ts';
import { appendEntries } from '../engine/ledgerWriting.ts';
import { storeFailureOf } from '../store/problems.ts';
import { evaluateGate, type GateVerdict } from '../domain/gate.ts';
import { gateAnswer } from '../domain/gateAnswer.ts';
import { installedVersion } from '../gate/agentVersion.ts';
import { gateAccounts, type GateAccountView } from '../gate/gateAccounts.ts';
import { gatePathsOf } from '../gate/gatePaths.ts';
import { readGate } from '../gate/gateStore.ts';
import { giveOrder, givePermission, LONGEST_WINDOW_MS } from '../gate/giveOrder.ts';
import { applyHooks, planHooks, type HookRequest } from '../gate/installHooks.ts';
import type { Machine } from '../ports.ts';
import { EXIT } from './exitCodes.ts';
import { untilAtMs, type GateCommand, type GuardCommand } from './gateArguments.ts';
import { gateAccountsMeant, whichAccount } from './gateAccount.ts';
import { guardAnswer, guardedAccounts } from './guard.ts';
import { printJson, printLines } from './output.ts';
import { savedGate } from './savedIn.ts';

export type GateSurroundings = {
  readonly machine: Machine;
  readonly dataFolder: string;
  readonly nowMs: number;
  /** Looks at the world once; only asked where the answer depends on it. */
  readonly look: () => Promise<Snapshot>;
};

/** Carries out `tollgate gate ...`. */
export async function runGate(
  command: GateCommand,
  surroundings: GateSurroundings,
): Promise<number> {
  switch (command.action) {
    case 'status':
      return showStatus(command, surroundings);
    case 'install':
    case 'uninstall':
      return changeHooks(command, surroundings);
    case 'allow-once':
    case 'open':
    case 'stop':
      return orderFromTerminal(command, surroundings);
    default:
      return command.action satisfies never;
  }
}

/** Carries out `tollgate guard`. */
export async function runGuard(
  command: GuardCommand,
  surroundings: GateSurroundings,
): Promise<number> {
  const snapshot = await surroundings.look();
  const meant = await accountsFor(command, surroundings, snapshot);
  if (!meant.ok) return misused(meant.message);
  const accounts = guardedAccounts(meant.accounts, command);
  const keys = accounts.map(({ agent, folder }) => ({ agent, account: folder }));
  const verdicts = await verdictsOf(accounts, surroundings);
  const answer = guardAnswer(snapshot, keys, verdicts, command);
  if (command.isJson) printJson(answer);
  else printLines([`${answer.answer}: ${sayAgain(terminalContext(), answer.reason)}`]);
  return answer.exitCode;
}

async function showStatus(command: GateCommand, surroundings: GateSurroundings): Promise<number> {
  const meant = await accountsFor(command, surroundings, await surroundings.look());
  if (!meant.ok) return misused(meant.message);
  const { accounts } = meant;
  const verdicts = await verdictsOf(accounts, surroundings);
  if (command.isJson) {
    const rows = accounts.map(({ hooks, ...view }, index) => ({
      ...view,
      canBeHeld: hooks !== null,
      words: wordsOf(hooks, view.standing, ENGLISH),
      verdict: verdicts[index] ?? null,
    }));
    printJson(rows);
    return EXIT.ok;
  }
  printLines(
    accounts.length === 0
      ? [say(terminalContext(), 'No agent was found.')]
      : accounts.flatMap((account, index) => statusLines(account, verdicts[index])),
  );
  return EXIT.ok;
}

function statusLines(account: GateAccountView, verdict: GateVerdict | undefined): string[] {
  const { agent, folder, standing, hooks, isStrict } = account;
  const context = terminalContext();
  const strict = isStrict ? `, ${say(context, 'strict')}` : '';
  const lines = [`${AGENT_NAMES[agent]} ${folder}: ${wordsOf(hooks, standing, context)}${strict}`];
  if (standing === 'not-trusted' && hooks?.trustStep) {
    lines.push(`  ${sayAgain(context, hooks.trustStep)}`);
  }
  const isInstalled = !['not-installed', 'cannot-be-held', 'unreadable'].includes(standing);
  if (isInstalled && verdict !== undefined)
    lines.push(`  ${say(context, 'now: {verdict}', { verdict: verdictWords(verdict) })}`);
  return lines;
}

function wordsOf(
  hooks: GateAccountView['hooks'],
  gate: GateAccountView['standing'],
  context: SayContext,
): string {
  return gateWords({ gate, ...(hooks?.isUnproven && { isGateUnproven: true }) }, context);
}

function verdictWords(verdict: GateVerdict): string {
  const context = terminalContext();
  if (verdict.kind === 'free') return say(context, 'open');
  if (verdict.kind === 'rule' && verdict.rule.state === 'ask')
    return say(context, 'asks before the next request');
  const said = gateAnswer(verdict, 'prompt') ?? '';
  const reason = /"Tollgate: ([^"]*)"/.exec(said)?.[1];
  const isClosed = said.includes('"block"');
  return `${say(context, isClosed ? 'closed' : 'open')}${reason === undefined ? '' : `: ${reason}`}`;
}

async function changeHooks(command: GateCommand, surroundings: GateSurroundings): Promise<number> {
  const { dataFolder, nowMs } = surroundings;
  const meant = await accountsFor(command, surroundings, null);
  if (!meant.ok) return misused(meant.message);
  const { accounts } = meant;
  const scripts = { posix: posixScript, windows: windowsScript };
  const { askSeconds, isStrict } = savedGate(dataFolder);
  const around = { dataFolder, platform: process.platform, scripts, nowMs };
  let code: number = accounts.length === 0 ? EXIT.noData : EXIT.ok;
  if (accounts.length === 0) printLines([say(terminalContext(), 'No agent was found.')]);
  let [shown, written] = [0, 0];
  for (const { agent, folder, hooksFolder, hooks } of accounts) {
    if (hooks === null) {
      printLines([
        `${AGENT_NAMES[agent]}: ${say(terminalContext(), GATE_STANDING_WORDS['cannot-be-held'])}.`,
      ]);
      continue;
    }
    const isInstall = command.action === 'install';
    const agentVersion = isInstall
      ? await installedVersion(hooks.program, surroundings.machine)
      : null;
    const wish = { isStrict: command.isStrict || isStrict, agentVersion, askSeconds };
    const change = isInstall ? 'install' : 'remove';
    const elsewhere = hooksFolder === undefined ? {} : { hooksFolder };
    const request: HookRequest = { agent, hooks, folder, ...elsewhere, change, wish };
    const plan = await planHooks(request, around);
    if (!plan.ok) {
      code = EXIT.failed;
      complain(
        inEnglish('{source}: {message}', {
          source: `${AGENT_NAMES[agent]} ${folder}`,
          message: plan.message,
        }),
      );
      if (plan.handWritten !== null) {
        complain(inEnglish('To do it by hand, write this into the file:'));
        process.stderr.write(plan.handWritten);
      }
      continue;
    }
    const { diff, settingsPath } = plan.value;
    printLines(
      diff === ''
        ? [say(terminalContext(), '{path}: nothing to change', { path: settingsPath })]
        : diff.trimEnd().split('\n'),
    );
    if (diff !== '') shown += 1;
    if (!command.isAgreed) continue;
    const applied = await applyHooks(request, plan.value, around);
    if (!applied.ok) {
      code = EXIT.failed;
      complain(applied.message);
    } else {
      written += 1;
      if (isInstall) printLines(stepsAfter(agent, hooks));
    }
  }
  for (const line of afterChange(command, shown, written)) printLines([line]);
  return code;
}

/** What became of the change as a whole. */
function afterChange(
  { action, isDryRun, isAgreed }: GateCommand,
  shown: number,
  written: number,
): string[] {
  const context = terminalContext();
  if (!isAgreed) {
    return isDryRun || shown === 0
      ? []
      : [say(context, 'Nothing was changed. To do it: the same with --yes')];
  }
  if (written === 0) return [];
  return action === 'install'
    ? [
        say(
          context,
          'Installed. It holds while the Tollgate app or “tollgate status --watch” runs.',
        ),
      ]
    : [say(context, 'Taken out again.')];
}

/** What a user must know once the hooks are in place. */
function stepsAfter(
  agent: GateAccountView['agent'],
  { trustStep, isUnproven }: AgentHooks,
): string[] {
  const context = terminalContext();
  const proof = isUnproven ? [`${AGENT_NAMES[agent]}: ${say(context, NOT_PROVEN_WORDS)}.`] : [];
  return [...proof, ...(trustStep === null ? [] : [sayAgain(context, trustStep)])];
}

async function orderFromTerminal(
  command: GateCommand,
  surroundings: GateSurroundings,
): Promise<number> {
  const { dataFolder, nowMs, machine } = surroundings;
  const needsReset =
    command.action === 'open' || (command.action === 'stop' && command.until.kind === 'reset');
  const snapshot = needsReset ? await surroundings.look() : null;
  const meant = await accountsFor(command, surroundings, snapshot);
  if (!meant.ok) return misused(meant.message);
  const accounts = meant.accounts.filter(
    ({ hooks, standing }) => hooks && standing !== 'not-installed',
  );
  if (accounts.length === 0) {
    complain(inEnglish('The gate is not installed: tollgate gate install'));
    return EXIT.noData;
  }
  // A stop for too many costs nothing; an opening is for the one account whose money was meant.
  // Two names of one folder are one account.
  const isOne = new Set(accounts.map(({ accountId }) => accountId)).size === 1;
  if (!isOne && command.action !== 'stop') return misused(whichAccount(accounts));
  const paths = gatePathsOf(dataFolder);
  const zone = zoneOf(machine.timeZone);
  const recordId = `terminal-${nowMs}`;
  const write = (order: Omit<OrderRecord, 'recordId' | 'givenAtMs'>) =>
    writeDown(dataFolder, { ...order, recordId, givenAtMs: nowMs });
  for (const { agent, folder, accountId } of accounts) {
    const name = `${AGENT_NAMES[agent]} ${folder}`;
    if (command.action === 'allow-once') {
      const expiresAtMs = await givePermission(paths, accountId, nowMs);
      const shownText = 'tollgate gate allow-once';
      const of = { agent, account: folder, expiresAtMs, resetsAtMs: null, shownText };
      write({ ...of, kind: 'allow-once' });
      printLines([
        say(terminalContext(), '{name}: the next prompt is let through, within an hour.', { name }),
      ]);
      continue;
    }
    const isStop = command.action === 'stop';
    const resetsAtMs = resetOf(snapshot, agent, folder, nowMs);
    const known = untilAtMs(command.until, resetsAtMs, nowMs, zone);
    const wantedAtMs = known ?? (isStop ? nowMs + LONGEST_WINDOW_MS : null);
    const lastAtMs = isStop ? Infinity : (resetsAtMs ?? nowMs + LONGEST_WINDOW_MS);
    const expiresAtMs = wantedAtMs === null ? null : Math.min(wantedAtMs, lastAtMs);
    if (expiresAtMs === null || expiresAtMs <= nowMs) {
      const why =
        expiresAtMs === null
          ? inEnglish('The next reset is not known')
          : inEnglish('That time has passed');
      complain(inEnglish('{name}: {why}; name a time: --until 15:00', { name, why }));
      return EXIT.usage;
    }
    const end = formatInstant(expiresAtMs, nowMs, terminalContext());
    const state = isStop ? 'closed' : 'open';
    await giveOrder(paths, accountId, { state, expiresAtMs, recordId });
    const shownText = `tollgate gate ${command.action}`;
    const of = { agent, account: folder, expiresAtMs, resetsAtMs, shownText };
    write({ ...of, kind: isStop ? 'stop' : 'open' });
    const values = { name, end };
    const said = isStop
      ? say(terminalContext(), '{name}: stopped until {end}', values)
      : say(terminalContext(), '{name}: open until {end}', values);
    const isCut = wantedAtMs !== null && wantedAtMs > expiresAtMs;
    const isGuess = known === null || (isCut && resetsAtMs === null);
    const why = isGuess
      ? ` (${say(terminalContext(), 'the reset is not known, so five hours')})`
      : isCut
        ? ` (${say(terminalContext(), 'the reset: an opening does not outlast it')})`
        : '';
    printLines([`${said}${why}.`]);
  }
  return EXIT.ok;
}

/** An order holds from the moment it is in the gate file; a ledger that cannot be written must not undo it. */
function writeDown(dataFolder: string, order: OrderRecord): void {
  try {
    appendEntries(dataFolder, [orderEntry(order)], order.givenAtMs);
  } catch (error) {
    const { message } = storeFailureOf(error);
    complain(inEnglish('It holds, but it is not in the ledger: {message}', { message }));
  }
}

/** The account's own: another one's may be minutes away, and a stop would end with it. */
function resetOf(
  snapshot: Snapshot | null,
  agent: string,
  folder: string,
  nowMs: number,
): number | null {
  const own = snapshot?.windows.find(
    (one) => one.agent === agent && one.account === folder && one.kind === 'session',
  );
  const resetsAtMs = own?.resetsAtMs ?? null;
  return resetsAtMs !== null && resetsAtMs > nowMs ? resetsAtMs : null;
}

function misused(message: string): number {
  complain(message);
  return EXIT.usage;
}

async function accountsFor(
  { agent, account }: Pick<GateCommand, 'agent' | 'account'>,
  { machine, dataFolder, nowMs }: GateSurroundings,
  snapshot: Snapshot | null,
): Promise<ReturnType<typeof gateAccountsMeant>> {
  const accounts = await gateAccounts({
    agents: AGENT_LIST.filter(({ id }) => agent === null || id === agent),
    environment: machine,
    dataFolder,
    platform: process.platform,
    lastActivityAtMs: (id) => {
      const times = (snapshot?.sessions ?? []).filter((session) => session.agent === id);
      return times.length === 0 ? null : Math.max(...times.map((one) => one.lastActivityMs));
    },
    nowMs,
  });
  return gateAccountsMeant(account, accounts, dataFolder);
}

/** What the gate says to a new prompt now, for each account whose gate is installed. */
async function verdictsOf(
  accounts: readonly GateAccountView[],
  { dataFolder, nowMs }: GateSurroundings,
): Promise<GateVerdict[]> {
  const finding = await readGate(gatePathsOf(dataFolder));
  return accounts.map(({ accountId, isStrict, hooks, standing }): GateVerdict => {
    if (hooks === null || standing === 'not-installed') return { kind: 'free' };
    const question = {
      accountId,
      event: 'prompt',
      isStrict,
      sessionId: null,
      projectFolder: process.cwd(),
      model: null,
    } as const;
    return evaluateGate(finding, question, nowMs);
  });
}
