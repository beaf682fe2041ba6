/** What `tollgate help` says: each line a part that is typed, and one that is read. */
import { say, type SayContext } from '../../preload/contract/languages/say.ts';

const LINES: readonly (readonly [typed: string, read: string])[] = [
  ['', 'Usage: tollgate <command> [options]'],
  ['', ''],
  ['  status   [--json] [--watch]     ', 'what is left of the plan, now'],
  ['  history  [--by day|model|project|session|window] [--agent ID]', ''],
  ['           [--since YYYY-MM-DD] [--until YYYY-MM-DD] [--tz ZONE] [--json]', ''],
  ['  import   [--json]               ', "read the agents' session files into the database"],
  [
    '  export usage|ledger|answers     ',
    'as a file for other programs   [--format csv|json] [--out FILE]',
  ],
  [
    '  export events [--out FILE]      ',
    'everything that take-in reads again, a JSON line a record',
  ],
  ['           [--since YYYY-MM-DD] [--until YYYY-MM-DD]', ''],
  ['  doctor   [--json]               ', 'where everything is, and what is wrong'],
  [
    '  ask SOURCE [--json]             ',
    "asks an agent's own program for plan use now, where that is\nswitched on; doctor names the sources",
  ],
  ['  alerts   [--json]               ', 'what Tollgate has told you, and what it could not show'],
  ['  consent  [list] [--json]        ', 'your answers at the boundary, and what became of them'],
  ['  consent revoke                  ', 'takes the latest answer that still holds back'],
  [
    '  sessions stopped [--json]       ',
    'the sessions that the gate held, each with the line to go on',
  ],
  ['  sessions stopped dismiss ID|all ', 'takes them off that list'],
  ['  settings list|get [NAME]        ', 'what is set, and what each setting takes   [--json]'],
  ['  settings set NAME VALUE         ', 'changes one; also while the app runs'],
  ['  settings copy|rename FROM TO    ', 'profiles of accounts; General is what all others follow'],
  ['  settings reset NAME             ', 'the default again'],
  ['  settings undo                   ', 'takes the latest change back, up to 20'],
  ['  prices   [list] [--json]        ', 'the price table with its sources, and your own prices'],
  [
    '  prices set MODEL[@DAY] PRICE    ',
    'INPUT/OUTPUT in dollars per million tokens, the cache as in the\ntable; or with /CACHE WRITE/CACHE WRITE FOR AN HOUR/CACHE READ',
  ],
  ['  prices remove MODEL[@DAY]       ', "the table's price again; settings undo works too"],
  ['  gate     status|install|uninstall|allow-once|open|stop [--agent ID] [--strict]', ''],
  ['           [--account A] [--yes] [--until reset|15:00|90m|2h] [--json]', ''],
  ['           ', 'hold agents back before paid requests'],
  ['  guard    [--min-remaining PERCENT] [--agent ID] [--account A] [--json]', ''],
  ['           ', 'whether a script may go on, as an exit code'],
  [
    '  credits                         ',
    'balance, spend, limits and what binds   [--json] [--account A]',
  ],
  ['  credits anchor AMOUNT           ', 'the balance is now (or --at "YYYY-MM-DD HH:MM") this'],
  [
    '  credits purchase AMOUNT         ',
    'bought this; --price P where it cost something else, --at TIME',
  ],
  ['  credits undo                    ', 'takes the latest of these back, by another entry'],
  ['  credits ledger|verify           ', 'all entries; whether they can be believed'],
  ['  credits reconcile               ', "ours beside the provider's  [--month YYYY-MM]"],
  ['  credits correct                 ', 'shows what would close the difference; --yes appends it'],
  ['  credits buys [AMOUNT]           ', 'what 10 dollars (or AMOUNT) buy, by your own use'],
  [
    '  limit reached [session|weekly]  ',
    'the provider has stopped you: until the reset, or --until',
  ],
  ['           [--agent ID] [--account A] [--until reset|15:00|90m|2h] [--json]', ''],
  ['  limit    [list]|undo            ', 'what you said so; takes it back   [--agent ID] [--json]'],
  [
    '  keys                            ',
    'which keys of organisation accounts are saved   [--json]',
  ],
  ['  keys save|test|forget PROVIDER  ', 'the key is asked for, or read from standard input'],
  [
    '  providers [status] [PROVIDER]   ',
    'organisation accounts: use, cost, hosts contacted   [--json]',
  ],
  ['  providers poll [PROVIDER]       ', 'asks them now, where that is switched on'],
  [
    '  metrics [status]                ',
    'the export to your own OpenTelemetry collector   [--json]',
  ],
  ['  metrics send                    ', 'sends now, where that is switched on'],
  [
    '  backup   [list] [--json]        ',
    'copies the database now; the app keeps one a day, for a week',
  ],
  ['  restore  [NAME|DAY] [--yes]     ', 'puts a copy (the latest) in the place of the database'],
  [
    '  retention [--yes]               ',
    'the detail that is older than data.retentionDays: how much it is;\nwith --yes it goes, sums and ledger stay',
  ],
  ['  take-in FILE [--host NAME] [--yes]', ''],
  [
    '                                  ',
    "exported events or a copy of a database: what is new in it; with\n--yes it counts here, under NAME if it is another computer's",
  ],
  ['  take-in list|undo ID            ', 'what was taken in; takes it out again'],
  [
    '  remove-everything [--yes]       ',
    'hooks, bridge, login entry, keys and data; shows first what would go',
  ],
  ['  help     [COMMAND]              ', 'all of this, or the lines of one command'],
  ['  version                         ', 'also --version, -v'],
  ['', ''],
  ['', 'Days are local and inclusive. Figures marked “estimated” come from local session files.'],
  ['', 'Exit codes: 0 ok, 1 at the boundary or a broken ledger, 64 wrong usage, 69 no data,'],
  ['            ', '70 Tollgate failed, 75 database busy.'],
  ['', "Data folder: TOLLGATE_DATA_DIR, else the app's own."],
];

/** Column in which what is read begins, also on a second line. */
const READ_FROM = 34;

/** All that is read, in English. */
export const USAGE_WORDS: readonly string[] = LINES.flatMap(([, words]) =>
  words === '' ? [] : [words],
);

/** A line that begins with a command's name; others under it go on about the same command. */
const COMMAND = /^ {2}([a-z][\w-]*)/;

/**
 * The help in the reader's language.
 * @param of a command, for its lines alone; null: everything
 */
export function usage(context: SayContext, of: string | null = null): string {
  const lines = (of === null ? LINES : linesOf(of)).map(([typed, words]) => {
    const said = words === '' ? '' : say(context, words);
    return `${typed}${said.replaceAll('\n', `\n${' '.repeat(READ_FROM)}`)}`;
  });
  return `${lines.join('\n')}\n`;
}

function linesOf(command: string): typeof LINES {
  let current: string | null = null;
  return LINES.filter(([typed]) => {
    if (typed === '') current = null;
    else current = COMMAND.exec(typed)?.[1] ?? current;
    return current === command;
  });
}
