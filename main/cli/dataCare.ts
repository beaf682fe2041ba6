/** `tollgate retention` and `tollgate take-in`: old detail, and copies of history. */
import fs from 'node:fs';
import path from 'node:path';
import { inEnglish, say } from '../../preload/contract/languages/say.ts';
import { HOST_NAME } from '../../preload/contract/settingsOfFolders.ts';
import type { Outcome } from '../../preload/contract/channels.ts';
import { answersWords, sessionsWords } from '../../preload/contract/dataCareWording.ts';
import { localDay, type FormatContext } from '../../preload/contract/formatting.ts';
import { foundSentences } from '../../preload/contract/takeInWording.ts';
import type { RetentionView, TakeInView, TakenIn } from '../../preload/contract/dataCare.ts';
import type { Engine } from '../engine/engine.ts';
import { EXIT } from './exitCodes.ts';
import { printJson, printLines } from './output.ts';
import { complain } from './terminal.ts';

export type DataCareCommand =
  | { readonly name: 'retention'; readonly isJson: boolean; readonly isConfirmed: boolean }
  | ({ readonly name: 'take-in'; readonly isJson: boolean } & (
      | { readonly action: 'list' }
      | { readonly action: 'undo'; readonly id: number }
      | {
          readonly action: 'take';
          readonly file: string;
          /** null: this computer's own history. */
          readonly host: string | null;
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
  if (!view.ok) return refuse(engine, view);
  const { days, goes } = view.value;
  if (!isConfirmed || days === null || goes === null) {
    return answer(isJson, view.value, retentionLines(view.value, format));
  }
  const removed = await engine.removeDetail(days);
  if (!removed.ok) return refuse(engine, removed);
  const { answers, copy } = removed.value;
  return answer(isJson, removed.value, [
    say(format, 'Removed the detail of {answers}.', { answers: answersWords(answers, format) }),
    say(format, 'To take it back: tollgate restore {copy} --yes', { copy }),
  ]);
}

function retentionLines(
  { days, keptFromDay, goes, isAgreed }: RetentionView,
  format: FormatContext,
): string[] {
  if (days === null || keptFromDay === null || goes === null) {
    return [
      say(
        format,
        'Everything is kept, for ever. To change it: tollgate settings set data.retentionDays 395',
      ),
    ];
  }
  const agreed = isAgreed
    ? [say(format, 'What grows older goes by itself, each day, while the app runs.')]
    : [];
  if (goes.firstAtMs === null) {
    return [say(format, 'There is no detail from before {day}.', { day: keptFromDay }), ...agreed];
  }
  const first = localDay(goes.firstAtMs, format.timeZone);
  const answers = answersWords(goes.answers, format);
  const sessions = sessionsWords(goes.sessions, format);
  return [
    say(
      format,
      '{answers} in {sessions} from before {day} (the first on {first}) would lose their detail.',
      { answers, sessions, day: keptFromDay, first },
    ),
    say(
      format,
      'Their sums, what credits paid, the ledger and all readings stay. A copy is made first.',
    ),
    ...agreed,
    say(format, 'Nothing was removed. To remove it: tollgate retention --yes'),
  ];
}

async function takeIn(
  engine: Engine,
  command: Extract<DataCareCommand, { name: 'take-in' }>,
  format: FormatContext,
): Promise<number> {
  if (command.action === 'list') {
    const list = await engine.takenIn();
    if (!list.ok) return refuse(engine, list);
    return answer(command.isJson, { takenIn: list.value }, takenLines(list.value, format));
  }
  if (command.action === 'undo') {
    const { id } = command;
    const list = await engine.takenIn();
    if (!list.ok) return refuse(engine, list);
    if (!list.value.some((one) => one.id === id)) {
      complain(inEnglish('There is no {id}; see tollgate take-in list', { id }));
      return EXIT.noData;
    }
    const gone = await engine.undoTakeIn(id);
    if (!gone.ok) return refuse(engine, gone);
    return answer(command.isJson, { records: gone.value }, [say(format, 'Taken out again.')]);
  }
  if (command.host !== null && !HOST_NAME.safeParse(command.host).success) {
    complain(inEnglish('--host takes a name of up to 40 characters without / \\ : or |.'));
    return EXIT.usage;
  }
  const source = { file: path.resolve(command.file), host: command.host };
  const fault = faultOf(source.file);
  if (fault !== null) {
    complain(fault);
    return EXIT.noData;
  }
  const done = command.isConfirmed
    ? await engine.takeIn(source)
    : await engine.previewTakeIn(source);
  if (!done.ok) return refuse(engine, done);
  return answer(command.isJson, done.value, foundLines(done.value, command.isConfirmed, format));
}

function takenLines(list: readonly TakenIn[], format: FormatContext): string[] {
  if (list.length === 0) return [say(format, 'Nothing was taken in.')];
  return list.map(
    ({ id, host, file, takenAtMs, answers }) =>
      `${id}  ${host ?? say(format, 'own history')}  ${answersWords(answers, format)}  ${localDay(takenAtMs, format.timeZone)}  ${file}`,
  );
}

function foundLines(view: TakeInView, isTaken: boolean, format: FormatContext): string[] {
  const outcome = isTaken
    ? say(
        format,
        'They are counted now. To take them out again: tollgate take-in undo ID (see list)',
      )
    : say(format, 'Nothing was taken in. To do it: the same with --yes');
  return [...foundSentences(view, format), outcome];
}

function answer(isJson: boolean, value: object, lines: readonly string[]): number {
  if (isJson) printJson({ schemaVersion: 1, ...value });
  else printLines(lines);
  return EXIT.ok;
}

/** Why a file cannot be taken in, seen before anything is asked of the database; null: nothing stands against it. */
function faultOf(file: string): string | null {
  try {
    if (fs.statSync(file).isDirectory())
      return inEnglish('{file} is a folder, not a file.', { file });
    fs.accessSync(file, fs.constants.R_OK);
    return null;
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    return ['ENOENT', 'ENOTDIR'].includes(code)
      ? inEnglish('There is no file {file}.', { file })
      : inEnglish('Cannot be read ({code}): {path}', { code, path: file });
  }
}

/** Another program that writes is busy, also in the exit code. */
async function refuse(
  engine: Engine,
  { message }: Extract<Outcome<unknown>, { ok: false }>,
): Promise<number> {
  complain(message);
  const tables = await engine.tables();
  const isBusy = tables === null ? engine.failure()?.kind === 'database-busy' : !tables.writing;
  return isBusy ? EXIT.busy : EXIT.failed;
}
