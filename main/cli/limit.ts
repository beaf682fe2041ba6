/** `tollgate limit`: the user's word that the provider has stopped them, as the glance takes it. */
import { inEnglish, say } from '../../preload/contract/languages/say.ts';
import { complain, terminalContext } from './terminal.ts';
import { formatInstant, type FormatContext } from '../../preload/contract/formatting.ts';
import type { LimitReached } from '../../preload/contract/settingsOfAccounts.ts';
import type { Settings } from '../../preload/contract/settings.ts';
import type { Snapshot } from '../../preload/contract/snapshot.ts';
import { windowNameWithAgent } from '../../preload/contract/wording.ts';
import { zoneOf } from '../domain/calendar.ts';
import { accountText, type AccountKey } from '../domain/figures.ts';
import type { Engine } from '../engine/engine.ts';
import { isMeant } from '../engine/moneyReview.ts';
import { keyOfText } from '../engine/accountKeys.ts';
import { EXIT } from './exitCodes.ts';
import { untilAtMs } from './gateArguments.ts';
import type { LimitCommand } from './limitArguments.ts';
import { print, printJson, printLines, reportFailure } from './output.ts';

type Said = { readonly key: AccountKey } & LimitReached;

type Context = {
  readonly engine: Engine;
  readonly snapshot: Snapshot;
  readonly settings: Settings;
  readonly names: ReadonlyMap<string, string>;
  readonly display: FormatContext & { readonly timeZone: string };
};

/** @returns the exit code */
export async function runLimit(startEngine: () => Engine, command: LimitCommand): Promise<number> {
  const engine = startEngine();
  try {
    await engine.allowReading();
    const snapshot = await engine.look('full');
    if ((await engine.tables()) === null) return reportFailure(engine.failure());
    const { settings } = await engine.settings();
    const display = await engine.display();
    const names = new Map(
      Object.entries(settings.accounts).flatMap(([key, { name }]) =>
        name === null ? [] : [[key, name] as const],
      ),
    );
    const context = { engine, snapshot, settings, names, display };
    if (command.action === 'reached') return await state(command, context);
    if (command.action === 'undo') return await takeBack(command, context);
    return list(command, context);
  } finally {
    await engine.close();
  }
}

async function state(
  command: Extract<LimitCommand, { action: 'reached' }>,
  { engine, snapshot, names, display }: Context,
): Promise<number> {
  const keys = knownAccounts(snapshot).filter((key) => isWanted(command, key, names));
  const [key] = keys;
  if (key === undefined) return fail(inEnglish('No such account is known yet.'), EXIT.noData);
  if (keys.length > 1) {
    const listed = keys.map((one) => `"${accountText(one)}"`).join(', ');
    return fail(
      inEnglish('There is more than one account; say --account {listed}.', { listed }),
      EXIT.usage,
    );
  }
  const nowMs = snapshot.takenAtMs;
  const view = snapshot.windows.find(
    (one) => one.kind === command.window && one.modelName === null && isOf(one, key),
  );
  const reset = view?.resetsAtMs ?? null;
  const untilMs = untilAtMs(command.until, reset, nowMs, zoneOf(display.timeZone));
  const name = nameOf(key, command.window, display);
  if (untilMs === null) {
    return fail(
      inEnglish('{name}: its reset is not known; name a time: --until 15:00', { name }),
      EXIT.noData,
    );
  }
  if (untilMs <= nowMs) return fail(inEnglish('{name}: that time is over.', { name }), EXIT.usage);
  const value: LimitReached = { window: command.window, saidAtMs: nowMs, untilMs };
  const path = ['accounts', accountText(key), 'limitReached'];
  const outcome = await engine.changeSettings([{ path, value }]);
  if (!outcome.ok) return fail(outcome.message, EXIT.busy);
  // So that it is stored, and decides, even if no other program runs.
  await engine.look('hot');
  if (command.isJson) printJson({ schemaVersion: 1, said: { ...key, ...value } });
  else
    print(
      `${say(display, '{name}: at the limit until {time}.', { name, time: formatInstant(untilMs, nowMs, display) })}\n`,
    );
  return EXIT.ok;
}

async function takeBack(
  command: LimitCommand,
  { engine, snapshot, settings, names, display }: Context,
): Promise<number> {
  const said = standing(settings, snapshot.takenAtMs).filter(({ key }) =>
    isWanted(command, key, names),
  );
  if (said.length === 0) return fail(inEnglish('No limit is said to be reached.'), EXIT.noData);
  const changes = said.map(({ key }) => ({
    path: ['accounts', accountText(key), 'limitReached'],
    value: null,
  }));
  const outcome = await engine.changeSettings(changes);
  if (!outcome.ok) return fail(outcome.message, EXIT.busy);
  await engine.look('hot');
  if (command.isJson) printJson({ schemaVersion: 1, takenBack: said.map(rowOf) });
  else
    printLines(
      said.map(({ key, window }) =>
        say(display, '{name}: no longer at the limit.', { name: nameOf(key, window, display) }),
      ),
    );
  return EXIT.ok;
}

function list(command: LimitCommand, { settings, snapshot, names, display }: Context): number {
  const nowMs = snapshot.takenAtMs;
  const said = standing(settings, nowMs).filter(({ key }) => isWanted(command, key, names));
  if (command.isJson) printJson({ schemaVersion: 1, said: said.map(rowOf) });
  else if (said.length === 0)
    print(`${say(terminalContext(), 'No limit is said to be reached.')}\n`);
  else {
    const at = (atMs: number) => formatInstant(atMs, nowMs, display);
    printLines(
      said.map(({ key, window, saidAtMs, untilMs }) =>
        say(display, '{name}: at the limit until {time} (you said so {said})', {
          name: nameOf(key, window, display),
          time: at(untilMs),
          said: at(saidAtMs),
        }),
      ),
    );
  }
  return EXIT.ok;
}

/** What the user says and what is not over. */
function standing({ accounts }: Settings, nowMs: number): Said[] {
  return Object.entries(accounts).flatMap(([text, { limitReached }]) => {
    const key = keyOfText(text);
    return key === null || limitReached === null || limitReached.untilMs <= nowMs
      ? []
      : [{ key, ...limitReached }];
  });
}

function knownAccounts({ windows, boundaries }: Snapshot): AccountKey[] {
  const keys = new Map<string, AccountKey>();
  for (const { agent, account } of [...windows, ...boundaries]) {
    if (agent !== null && account !== null)
      keys.set(accountText({ agent, account }), { agent, account });
  }
  return [...keys.values()];
}

function isWanted(
  { agent, account }: LimitCommand,
  key: AccountKey,
  names: ReadonlyMap<string, string>,
): boolean {
  return (
    (agent === null || agent === key.agent) && (account === null || isMeant(account, key, names))
  );
}

function isOf(one: AccountKey, key: AccountKey): boolean {
  return one.agent === key.agent && one.account === key.account;
}

function nameOf(
  { agent }: AccountKey,
  kind: LimitReached['window'],
  context: FormatContext,
): string {
  return windowNameWithAgent({ agent, kind, modelName: null }, context);
}

const rowOf = ({ key, ...said }: Said) => ({ ...key, ...said });

function fail(message: string, code: number): number {
  complain(message);
  return code;
}
