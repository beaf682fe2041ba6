/** `tollgate retention` and `tollgate take-in`: old detail, and another computer's database. */
import path from 'node:path';
import { HOST_NAME } from '../../preload/contract/settingsOfFolders.ts';
import type { Outcome } from '../../preload/contract/channels.ts';
import { answersWords, sessionsWords } from '../../preload/contract/dataCareWording.ts';
import { formatCount, localDay, type FormatContext } from '../../preload/contract/formatting.ts';
import type { RetentionView, TakeInView, TakenIn } from '../../preload/contract/dataCare.ts';
import type { Engine } from '../engine/engine.ts';
import { EXIT } from './exitCodes.ts';
import { printJson, printLines } from './output.ts';

export type DataCareCommand =
  | { readonly name: 'retention'; readonly isJson: boolean; readonly isConfirmed: boolean }
  | ({ readonly name: 'take-in'; readonly isJson: boolean } & (
      | { readonly action: 'list' }
      | { readonly action: 'undo'; readonly id: number }
      | {
          readonly action: 'take';
          readonly file: string;
          readonly host: string;
          readonly isConfirmed: boolean;
        }
    ));

/** Carries one of the two out. @returns the exit code */
export async function runDataCare(
  startEngine: () => Engine,
  command: DataCareCommand,
): Promise<number> {
  const engine = startEngine();
  try {
    const format = await engine.display();
    return command.name === 'retention'
      ? await retention(engine, command, format)
      : await takeIn(engine, command, format);
  } finally {
    await engine.close();
  }
}

async function retention(
  engine: Engine,
  { isConfirmed, isJson }: Extract<DataCareCommand, { name: 'retention' }>,
  format: FormatContext,
): Promise<number> {
  const view = await engine.retention();
  if (!view.ok) return refuse(view);
  const { days, goes } = view.value;
  if (!isConfirmed || days === null || goes === null) {
    return say(isJson, view.value, retentionLines(view.value, format));
  }
  const removed = await engine.removeDetail(days);
  if (!removed.ok) return refuse(removed);
  const { answers, copy } = removed.value;
  return say(isJson, removed.value, [
    `Removed the detail of ${answersWords(answers, format)}.`,
    `To take it back: tollgate restore ${copy} --yes`,
  ]);
}

function retentionLines(
  { days, keptFromDay, goes, isAgreed }: RetentionView,
  format: FormatContext,
): string[] {
  if (days === null || keptFromDay === null || goes === null) {
    return [
      'Everything is kept, for ever. To change it: tollgate settings set data.retentionDays 395',
    ];
  }
  const agreed = isAgreed ? ['What grows older goes by itself, each day, while the app runs.'] : [];
  if (goes.firstAtMs === null) return [`There is no detail from before ${keptFromDay}.`, ...agreed];
  const first = localDay(goes.firstAtMs, format.timeZone);
  return [
    `${answersWords(goes.answers, format)} in ${sessionsWords(goes.sessions, format)} from before ${keptFromDay} (the first on ${first}) would lose their detail.`,
    'Their sums, what credits paid, the ledger and all readings stay. A copy is made first.',
    ...agreed,
    'Nothing was removed. To remove it: tollgate retention --yes',
  ];
}

async function takeIn(
  engine: Engine,
  command: Extract<DataCareCommand, { name: 'take-in' }>,
  format: FormatContext,
): Promise<number> {
  if (command.action === 'list') {
    const list = await engine.takenIn();
    if (!list.ok) return refuse(list);
    return say(command.isJson, { takenIn: list.value }, takenLines(list.value, format));
  }
  if (command.action === 'undo') {
    const gone = await engine.undoTakeIn(command.id);
    if (!gone.ok) return refuse(gone);
    return say(command.isJson, { records: gone.value }, ['Taken out again.']);
  }
  if (!HOST_NAME.safeParse(command.host).success) {
    process.stderr.write('--host takes a name of up to 40 characters without / \\ : or |.\n');
    return EXIT.usage;
  }
  const source = { file: path.resolve(command.file), host: command.host };
  const done = command.isConfirmed
    ? await engine.takeIn(source)
    : await engine.previewTakeIn(source);
  if (!done.ok) return refuse(done);
  return say(command.isJson, done.value, foundLines(done.value, command.isConfirmed, format));
}

function takenLines(list: readonly TakenIn[], format: FormatContext): string[] {
  if (list.length === 0) return ['Nothing was taken in.'];
  return list.map(
    ({ id, host, file, takenAtMs, answers }) =>
      `${id}  ${host}  ${answersWords(answers, format)}  ${localDay(takenAtMs, format.timeZone)}  ${file}`,
  );
}

function foundLines(view: TakeInView, isTaken: boolean, format: FormatContext): string[] {
  const count = (value: number) => formatCount(value, format);
  const older =
    view.olderAnswers > 0 ? `, ${count(view.olderAnswers)} older than what is kept here` : '';
  const found = `${answersWords(view.newAnswers, format)} from ${view.host}, ${count(view.knownAnswers)} known already${older}.`;
  return isTaken
    ? [found, 'They are counted now. To take them out again: tollgate take-in undo ID (see list)']
    : [found, 'Nothing was taken in. To do it: the same with --yes'];
}

function say(isJson: boolean, value: object, lines: readonly string[]): number {
  if (isJson) printJson({ schemaVersion: 1, ...value });
  else printLines(lines);
  return EXIT.ok;
}

function refuse(outcome: Extract<Outcome<unknown>, { ok: false }>): number {
  process.stderr.write(`${outcome.message}\n`);
  return EXIT.failed;
}
