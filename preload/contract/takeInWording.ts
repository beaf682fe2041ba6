/** What was found in a copy of history, in sentences: the same in window and terminal. */
import type { RefusedLines, TakeInView } from './dataCare.ts';
import { answersWords } from './dataCareWording.ts';
import { formatCount, localDay, type FormatContext } from './formatting.ts';
import { say, sayCount, type SayContext } from './languages/say.ts';

/** What comes and what does not, most important first; nothing is said about what there is none of. */
export function foundSentences(view: TakeInView, context: FormatContext): string[] {
  const { firstAtMs, lastAtMs, olderAnswers, largerRecords } = view;
  const day = (atMs: number) => localDay(atMs, context.timeZone);
  const sentences = [comes(view, context)];
  if (firstAtMs !== null && lastAtMs !== null) {
    const span = { first: day(firstAtMs), last: day(lastAtMs) };
    sentences.push(say(context, 'From {first} to {last}.', span));
  }
  if (largerRecords > 0) {
    sentences.push(
      sayCount(context, largerRecords, {
        one: '{count} record is larger in it than here and takes its place.',
        other: '{count} records are larger in it than here and take their place.',
      }),
    );
  }
  if (olderAnswers > 0) {
    const older = formatCount(olderAnswers, context);
    sentences.push(
      say(context, '{older} are older than what is kept here, and stay out.', { older }),
    );
  }
  return [...sentences, ...statementSentences(view, context), ...faultSentences(view, context)];
}

/** Whether taking it in would change anything. */
export function hasNews({ newAnswers, largerRecords, statements }: TakeInView): boolean {
  const stated = statements ? statements.newEntries + statements.newReadings : 0;
  return newAnswers + largerRecords + stated > 0;
}

function comes({ host, newAnswers, knownAnswers }: TakeInView, context: FormatContext): string {
  const fresh = answersWords(newAnswers, context);
  const known = formatCount(knownAnswers, context);
  return host === null
    ? say(context, '{fresh} of this computer’s own history, {known} known already.', {
        fresh,
        known,
      })
    : say(context, '{fresh} from {host}, {known} known already.', { fresh, host, known });
}

function statementSentences({ statements }: TakeInView, context: FormatContext): string[] {
  if (statements === null) return [];
  const { newEntries, otherEntries, newReadings } = statements;
  const entries = sayCount(context, newEntries, {
    one: '{count} new entry',
    other: '{count} new entries',
  });
  const readings = sayCount(context, newReadings, {
    one: '{count} new reading',
    other: '{count} new readings',
  });
  const sentences: string[] = [];
  if (newEntries + newReadings > 0) {
    sentences.push(
      say(
        context,
        'For the ledger {entries}, of limits and credits {readings}: these stay for good.',
        { entries, readings },
      ),
    );
  }
  if (otherEntries > 0) {
    sentences.push(
      sayCount(context, otherEntries, {
        one: '{count} entry says something else in this ledger, which stays as it is.',
        other: '{count} entries say something else in this ledger, which stays as it is.',
      }),
    );
  }
  return sentences;
}

function faultSentences({ refused, missingLines }: TakeInView, context: FormatContext): string[] {
  const sentences = refused.map(({ reason, lines, firstLine }) =>
    sayCount(
      context,
      lines,
      {
        one: '{count} line is refused: {why} (line {line}).',
        other: '{count} lines are refused: {why} (the first is line {line}).',
      },
      { why: reasonWords(reason, context), line: formatCount(firstLine, context) },
    ),
  );
  if (missingLines > 0) {
    sentences.push(
      sayCount(context, missingLines, {
        one: 'The file was cut short: {count} line is missing.',
        other: 'The file was cut short: {count} lines are missing.',
      }),
    );
  }
  return sentences;
}

function reasonWords(reason: RefusedLines['reason'], context: SayContext): string {
  switch (reason) {
    case 'not-json':
      return say(context, 'not JSON');
    case 'unknown-kind':
      return say(context, 'of no kind that is known');
    case 'bad-field':
      return say(context, 'a field is missing or wrong');
    case 'altered-entry':
      return say(context, 'an entry was altered after it was written');
  }
}
