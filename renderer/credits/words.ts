/** Words of the Credits page. */
import type { LedgerLine, LedgerLineKind } from '../../preload/contract/review/credits.ts';
import { formatCount, type FormatContext } from '../../preload/contract/formatting.ts';
import { say } from '../../preload/contract/languages/say.ts';
import { sourceName } from '../../preload/contract/wording.ts';
import type { SourceId } from '../../preload/contract/snapshot.ts';
import type { Speech } from '../store/display.ts';

const LINES = {
  anchor: 'Balance stated',
  purchase: 'Purchase',
  reload: 'Auto-reload',
  grant: 'Credit given',
  refund: 'Refund',
  expiry: 'Expired',
  'credit-spend': 'Spent elsewhere',
  'reported-balance': 'Balance reported',
  'reported-spend': 'Month’s spend reported',
  correction: 'Correction',
  consent: 'Went on',
  'consent-ended': 'Answer ended',
  breach: 'Spent beyond the answer',
  'day-spend': 'Paid requests',
} as const satisfies Readonly<Record<LedgerLineKind, string>>;

export const words = {
  accounts: 'Account',
  reading: 'Reading the ledger…',
  none: 'No account with a plan or credits is known yet.',
  noneHint:
    'Accounts appear here once an agent has answered. You can then say what your balance is and what you bought.',
  balance: 'Balance',
  balanceUnknown: 'not reported',
  sayIt: 'Say it below: no interface reports it',
  month: 'Paid this month',
  ceiling: 'Can still be spent',
  reload: 'Auto-reload',
  atLeast: 'at least {amount}',
  off: 'off',
  unknown: 'unknown',
  unlimited: 'no monthly limit',
  limit: 'of {limit} spend limit',
  thisMonth: 'This month',
  projection:
    'About {amount} by the end of the month, at the pace of the month and of the last seven days. Estimated.',
  range: '{low} to {high}',
  driftShare: '{amount} ({share})',
  estimatedNote: 'estimated here',
  only: 'only {scope}',
  namesAndMore: '{names}, {count} more',
  tooEarly: 'Too early in the month to say where it leads.',
  nothingPaid: 'Nothing was paid with credits this month.',
  shares: 'What it was paid for',
  shareKinds: { byProject: 'Project', byModel: 'Model', bySession: 'Session' },
  noProject: 'no project named',
  unclear: 'Unclear whether paid',
  notPriced: 'not priced',
  elsewhere: 'Elsewhere: claude.ai, another machine',
  answers: 'Answers',
  credits: 'Credits',
  ledger: 'Ledger',
  ledgerEmpty: 'Nothing yet. Say what the balance is, and every paid request is deducted from it.',
  older: 'Show older lines',
  when: 'When',
  what: 'What',
  amount: 'Amount',
  balanceAfter: 'Balance after',
  lines: LINES,
  takenBack: 'taken back',
  undo: 'Undo',
  state: 'Say what you know',
  anchor: 'Balance is now',
  purchase: 'I bought',
  paid: 'and paid',
  stopped: 'Stopped',
  upTo: 'up to {amount}',
  paidHint: 'same',
  paidWrong: 'What was paid is an amount above zero.',
  record: 'Record',
  recorded: 'Recorded. It can be undone in the ledger.',
  reconcile: 'Ours beside the provider’s',
  estimatedHere: 'Estimated here',
  reportedThere: 'Reported',
  drift: 'Difference',
  close: 'Close the difference',
  closeNote: 'Adds a correction entry that stays visible in the ledger.',
  noReport: 'nothing reported',
  noDrift: 'none',
  buys: 'What $10 buys you',
  buysOwn: 'by your own use of the last 30 days, estimated',
  buysGeneric: 'generic figures, until you have used a model for a while',
  model: 'Model',
  sessions: 'Sessions',
  hours: 'Hours',
  noAnswer: 'Tollgate does not answer. Close this window and open it again.',
} as const;

/** Whose word a line is. */
export function sourceWords(source: string, context: FormatContext): string {
  if (source === 'user') return say(context, 'You');
  if (source === 'tollgate') return 'Tollgate';
  return sourceName(source as SourceId, context);
}

const ENDS = {
  reset: 'at the reset',
  cap: 'its cap was reached',
  revoked: 'taken back',
  expired: 'its time was over',
  replaced: 'another answer took its place',
} as const;

function endWords(detail: string, say: Speech['say']): string {
  return Object.hasOwn(ENDS, detail) ? say(ENDS[detail as keyof typeof ENDS]) : detail;
}

/** What a line is called, and what stands below it. */
export function lineWords(
  { kind, detail, source, basis }: LedgerLine,
  say: Speech['say'],
  context: FormatContext,
): readonly [string, string] {
  const origin = `${sourceWords(source, context)}, ${say(basis)}`;
  const join = (text: string | null) => [text, origin].filter(Boolean).join(' · ');
  switch (kind) {
    case 'consent': {
      const [choice, ...scope] = (detail ?? '').split(' ');
      const only = scope.length === 0 ? null : say(words.only, { scope: scope.join(' ') });
      return [say(choice === 'stop' ? words.stopped : words.lines.consent), join(only)];
    }
    case 'consent-ended':
      return [say(words.lines[kind]), join(detail && endWords(detail, say))];
    case 'day-spend':
      return [say(words.lines[kind]), join(detail && firstNames(detail.split('\n'), say, context))];
    default:
      return [say(words.lines[kind]), join(detail)];
  }
}

const NAMES_IN_LINE = 3;

/** The dearest of them, and how many there are beside. */
function firstNames(names: readonly string[], say: Speech['say'], context: FormatContext): string {
  const first = names.slice(0, NAMES_IN_LINE).join(', ');
  const rest = names.length - NAMES_IN_LINE;
  if (rest <= 0) return first;
  return say(words.namesAndMore, { names: first, count: formatCount(rest, context) });
}
