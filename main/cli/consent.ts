/** `tollgate consent`: the answers at the boundary, and the way back from one. */
import { inEnglish, say } from '../../preload/contract/languages/say.ts';
import { complain, terminalContext } from './terminal.ts';
import fs from 'node:fs';
import {
  formatClock,
  formatDollars,
  formatInstant,
  localDay,
  type FormatContext,
} from '../../preload/contract/formatting.ts';
import { AGENT_NAMES, windowNameInside } from '../../preload/contract/wording.ts';
import { breachWords } from '../../preload/contract/boundaryWording.ts';
import type { Settings } from '../../preload/contract/settings.ts';
import { consentEndMs } from '../domain/consents.ts';
import { accountText } from '../domain/figures.ts';
import { orderRecordId } from '../domain/orders.ts';
import type { ConsentReport } from '../engine/accountsDesk.ts';
import type { Engine } from '../engine/engine.ts';
import { gateAccountId, gatePathsOf } from '../gate/gatePaths.ts';
import { withdrawAnswer } from '../gate/giveOrder.ts';
import type { Command } from './arguments.ts';
import { EXIT } from './exitCodes.ts';
import { print, printJson, printLines, reportFailure } from './output.ts';

export async function runConsent(
  startEngine: () => Engine,
  dataFolder: string,
  command: Extract<Command, { name: 'consent' }>,
): Promise<number> {
  const engine = startEngine();
  try {
    await engine.allowReading();
    const { takenAtMs } = await engine.look('full');
    if ((await engine.tables()) === null) return reportFailure(engine.failure());
    const consents = await engine.consents();
    if (command.action === 'revoke') {
      return await revokeLatest(engine, consents, dataFolder, command.isJson);
    }
    const display = await engine.display();
    if (command.isJson) printJson({ schemaVersion: 1, consents: consents.map(rowOf) });
    else if (consents.length === 0) print(`${say(terminalContext(), 'No answers yet.')}\n`);
    else printLines(consents.toReversed().map((one) => lineOf(one, takenAtMs, display)));
    return EXIT.ok;
  } finally {
    await engine.close();
  }
}

async function revokeLatest(
  engine: Engine,
  consents: readonly ConsentReport[],
  dataFolder: string,
  isJson: boolean,
): Promise<number> {
  const holding = consents.findLast(({ isEndWritten }) => !isEndWritten);
  if (!holding) {
    complain(inEnglish('There is no answer that still holds.'));
    return EXIT.noData;
  }
  const outcome = await engine.revokeConsent(holding.consent.id);
  if (!outcome.ok) {
    complain(outcome.message);
    return EXIT.busy;
  }
  await withdrawFromGate(dataFolder, holding);
  if (isJson) printJson({ schemaVersion: 1, revoked: rowOf(holding) });
  else {
    const { settings } = await engine.settings();
    printLines(revokedLines(holding, settings, await engine.display()));
  }
  return EXIT.ok;
}

function revokedLines(
  { consent }: ConsentReport,
  { accounts }: Settings,
  context: FormatContext,
): string[] {
  const { agent, account, kind } = consent;
  const taken = say(context, 'Taken back: {what}, as said {day} {time} ({agent}, {account}).', {
    what: choiceWords(consent, context),
    day: localDay(consent.atMs, context.timeZone),
    time: formatClock(consent.atMs, context),
    agent: AGENT_NAMES[agent],
    account: accounts[accountText({ agent, account })]?.name ?? account,
  });
  return kind === 'stop' ? [taken] : [taken, say(context, 'What was spent under it stays spent.')];
}

/** The app would do so as well; perhaps none is running. */
async function withdrawFromGate(dataFolder: string, { consent }: ConsentReport): Promise<void> {
  const paths = gatePathsOf(dataFolder);
  if (!fs.existsSync(paths.state) || !fs.existsSync(consent.account)) return;
  const accountId = gateAccountId(consent.agent, fs.realpathSync(consent.account));
  await withdrawAnswer(paths, accountId, consent.id);
}

function rowOf({ consent, revokedAtMs, isEndWritten, breach }: ConsentReport) {
  return { ...consent, revokedAtMs, hasEnded: isEndWritten, breach };
}

function lineOf(
  { consent, revokedAtMs, isEndWritten, breach }: ConsentReport,
  nowMs: number,
  context: FormatContext,
): string {
  const at = (instantMs: number) => formatInstant(instantMs, nowMs, context);
  const what = choiceWords(consent, context);
  const held = say(context, '{what} until {time}', { what, time: at(consentEndMs(consent)) });
  const window = { kind: consent.windowKind, modelName: consent.modelName };
  const name = windowNameInside(window, context);
  const became =
    revokedAtMs !== null
      ? say(context, 'taken back {time}', { time: at(revokedAtMs) })
      : isEndWritten
        ? say(context, 'has ended')
        : say(context, 'in force');
  const order = orderRecordId(consent.id) === null ? '' : ` (${consent.shownText})`;
  const broken = breach === null ? '' : `; ${breachWords(breach, context)}`;
  return `${at(consent.atMs)}  ${AGENT_NAMES[consent.agent]}, ${name}: ${held}${order}; ${became}${broken}`;
}

function choiceWords({ kind, capMicros }: ConsentReport['consent'], context: FormatContext) {
  if (kind === 'stop') return say(context, 'stop');
  return capMicros === null
    ? say(context, 'go on with credits')
    : say(context, 'go on with credits, up to {amount}', {
        amount: formatDollars(capMicros, context),
      });
}
