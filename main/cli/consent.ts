/** `tollgate consent`: the answers at the boundary, and the way back from one. */
import {
  formatDollars,
  formatInstant,
  type FormatContext,
} from '../../preload/contract/formatting.ts';
import { AGENT_NAMES, windowName } from '../../preload/contract/wording.ts';
import type { RecordedConsent } from '../domain/consentLedger.ts';
import type { Engine } from '../engine/engine.ts';
import type { Command } from './arguments.ts';
import { EXIT } from './exitCodes.ts';
import { print, printJson, printLines, reportFailure } from './output.ts';

export async function runConsent(
  startEngine: () => Engine,
  command: Extract<Command, { name: 'consent' }>,
): Promise<number> {
  const engine = startEngine();
  try {
    await engine.allowReading();
    const { takenAtMs } = await engine.look('full');
    if ((await engine.tables()) === null) return reportFailure(engine.failure());
    const consents = await engine.consents();
    if (command.action === 'revoke') return await revokeLatest(engine, consents, command.isJson);
    const display = await engine.display();
    if (command.isJson) printJson({ schemaVersion: 1, consents: consents.map(rowOf) });
    else if (consents.length === 0) print('No answers yet.\n');
    else printLines(consents.toReversed().map((one) => lineOf(one, takenAtMs, display)));
    return EXIT.ok;
  } finally {
    await engine.close();
  }
}

async function revokeLatest(
  engine: Engine,
  consents: readonly RecordedConsent[],
  isJson: boolean,
): Promise<number> {
  const holding = consents.findLast(({ isEndWritten }) => !isEndWritten);
  if (!holding) {
    process.stderr.write('There is no answer that still holds.\n');
    return EXIT.noData;
  }
  const outcome = await engine.revokeConsent(holding.consent.id);
  if (!outcome.ok) {
    process.stderr.write(`${outcome.message}\n`);
    return EXIT.busy;
  }
  if (isJson) printJson({ schemaVersion: 1, revoked: rowOf(holding) });
  else print('Taken back. What was spent under it stays spent.\n');
  return EXIT.ok;
}

function rowOf({ consent, revokedAtMs, isEndWritten }: RecordedConsent) {
  return { ...consent, revokedAtMs, hasEnded: isEndWritten };
}

function lineOf(
  { consent, revokedAtMs, isEndWritten }: RecordedConsent,
  nowMs: number,
  context: FormatContext,
): string {
  const at = (instantMs: number) => formatInstant(instantMs, nowMs, context);
  const cap =
    consent.capMicros === null ? '' : `, up to ${formatDollars(consent.capMicros, context)}`;
  const what = consent.kind === 'stop' ? 'stop' : `go on with credits${cap}`;
  const until = consent.endsAtMs === null ? '' : ` until ${at(consent.endsAtMs)}`;
  const name = windowName({ kind: consent.windowKind, modelName: consent.modelName });
  const became =
    revokedAtMs !== null ? `taken back ${at(revokedAtMs)}` : isEndWritten ? 'has ended' : 'holds';
  return `${at(consent.atMs)}  ${AGENT_NAMES[consent.agent]}, ${windowWords(name)}: ${what}${until}; ${became}`;
}

function windowWords(name: string): string {
  return `${name[0]?.toLowerCase() ?? ''}${name.slice(1)}`;
}
