/** What an agent's folder must know so that Tollgate can follow it. */
import type { AgentId } from '../../preload/contract/snapshot.ts';
import type { Draw } from '../domain/credits/types.ts';
import type { CreditsReading, LimitReading } from '../domain/limits.ts';
import type { SessionNote } from '../domain/sessionNotes.ts';
import type { UsageFact } from '../domain/usage.ts';

/** The part of the machine that decides where agents keep their files. */
export type Environment = {
  readonly variables: Readonly<Record<string, string | undefined>>;
  readonly homeFolder: string;
  /** Joins path parts in the machine's own way. */
  readonly join: (...parts: string[]) => string;
  /** Makes a path absolute, from the folder the program was started in. */
  readonly resolve: (path: string) => string;
};

/** One configuration folder of an agent: an account as far as local files can tell. */
export type ConfigFolder = {
  readonly path: string;
  /** Folders that are searched for logs, with all that is in them. */
  readonly logFolders: readonly string[];
  /** What may be found where in the log folders; absent: logs everywhere. */
  readonly placeOf?: (above: readonly string[]) => LogPlace;
  /** One of several places that it may use: shown only where it is there. */
  readonly isAlternative?: boolean;
  /** Another program runs the agent with it: shown only where it has logs, and nothing is installed there. */
  readonly isEmbedded?: boolean;
  /** Its hooks are written down in another of its folders, which is the one that is held. */
  readonly hasNoHooks?: true;
};

/**
 * What a folder within a log folder holds: logs, no logs itself but perhaps folders with them, or nothing to
 * look for.
 */
export type LogPlace = 'logs' | 'way' | 'nothing';

/** Why a line could not be counted. Each is shown as a number, never as an error. */
export type RefusalReason =
  'too-long' | 'not-utf8' | 'not-json' | 'unknown-shape' | 'no-timestamp' | 'impossible-number';

/** Where a parser puts what it finds. */
export type ParseSink = {
  fact(fact: UsageFact): void;
  limit(reading: LimitReading): void;
  credits(reading: CreditsReading): void;
  /** What the log tells of a session beside its use. */
  note(note: SessionNote): void;
  refuse(reason: RefusalReason): void;
};

export type FileContext = {
  /** Path of the configuration folder that the file was found under. */
  readonly account: string;
  /** File name without its ending. */
  readonly stem: string;
  /** Names of the folders above the file, nearest first. */
  readonly folders: readonly string[];
  /** When the file was last changed; only known of documents. */
  readonly modifiedAtMs?: number;
  /** Zone for clock times that a log writes without one; asked for rarely. */
  readonly timeZone: () => string;
  /** Another JSON file of the same folder, parsed; undefined when it is not there. Only for documents. */
  readonly beside?: (name: string) => unknown;
};

export type FileParser = {
  /**
   * Takes one line that begins and ends like an object.
   * @param bytes one part of the file, the same object for all its lines; some of what stands before `from`
   *   may be looked back at
   */
  readonly line: (bytes: Buffer, from: number, until: number) => void;
  /**
   * Takes all complete lines of a part at once, with the same outcome as `line` for each; absent: one by one.
   * @param odd takes a line that does not begin and end like an object, or may be too long
   * @returns where the unfinished line at the end begins; null when these bytes must be taken line by line
   */
  readonly lines?: (
    bytes: Buffer,
    start: number,
    odd: (from: number, newline: number) => void,
  ) => number | null;
  /** What the parser must remember to go on later; plain JSON. */
  state(): unknown;
};

/** What the gate's script is told to be doing. */
export type HookWord = 'prompt' | 'batch' | 'model-switch' | 'start' | 'end' | 'failure';

/** How an agent's requests can be held back: the hooks that it runs, and where they are written down. */
export type AgentHooks = {
  /** File that names the hooks, in the configuration folder unless `folder` says where. */
  readonly fileName: string;
  /** Folder of that file where the agent keeps its settings apart from its data. */
  readonly folder?: (environment: Environment) => string;
  /**
   * `plugin`: a file of our own that the agent loads; `flat`: entries without groups beside a version number
   * (`main/gate/flatHooks.ts`); absent: entries in the form that Claude Code began.
   */
  readonly form?: 'plugin' | 'flat';
  /** Whose answers the agent understands; absent: those of Claude Code. */
  readonly answers?: 'user-message';
  /** Nobody has run the real program with it: every face says that it is not proven. */
  readonly isUnproven?: true;
  /** What its timeouts are written in; absent: seconds. */
  readonly timeoutUnit?: 'milliseconds';
  readonly entries: readonly {
    /** The agent's own name of the event. */
    readonly event: string;
    readonly word: HookWord;
    /** Whether the user may be asked there, so that the agent must be told to wait. */
    readonly canAsk: boolean;
    /** First version that knows the event; null: every version with hooks. */
    readonly sinceVersion: string | null;
  }[];
  /** First version that stops when a hook fails; null: it always goes on. */
  readonly strictSinceVersion: string | null;
  /** Program that tells its version when called with `--version`. */
  readonly program: string;
  /** What the user must do before the agent runs the hooks; null: nothing. */
  readonly trustStep: string | null;
};

/** What a session is called and where it worked; null: its log does not say. */
export type SessionAbout = { readonly title: string | null; readonly branch: string | null };

/** How a session of an agent is taken up again. */
export type AgentResume = {
  /** Program and words before the session's id. */
  readonly words: readonly string[];
  /** Variable that names another configuration folder than the agent's own. */
  readonly folderVariable: string;
};

/** What a log file is that is no list of lines. Its facts are keyed by the agent's own ids, so reading twice is harmless. */
export type LogFormat = DocumentFormat | DatabaseFormat;

/** One JSON text, written anew as a whole: read again whenever it has changed. */
export type DocumentFormat = {
  readonly kind: 'document';
  /**
   * Hands on what stands in a document of any shape.
   * @param document what was parsed; nobody promised its shape
   */
  read(document: unknown, context: FileContext, sink: ParseSink): void;
};

/** A SQLite database of the agent: only ever read, a table at a time, from where reading ended last. */
export type DatabaseFormat = {
  readonly kind: 'database';
  /** Tables with usage; one that is missing is passed over, but one of them must be there. */
  readonly tables: readonly DatabaseTable[];
};

export type DatabaseRow = Readonly<Record<string, unknown>>;

export type DatabaseTable = {
  readonly name: string;
  /** What `row` needs; a table without one of them is of a newer shape, which is a problem to show. */
  readonly columns: readonly string[];
  /** What `row` uses where it is there. */
  readonly optionalColumns?: readonly string[];
  /** Column of numbers that grows with each change of a row; rows with the last value seen are read again. */
  readonly changeColumn: string;
  /** Only rows with this text in this column are wanted; the rest is not even read. */
  readonly containing?: { readonly column: string; readonly text: string };
  /** Milliseconds that one step of the column means; null: it is no time. */
  readonly changeUnitMs: number | null;
  /** A table that tells more about a row; its columns come as `table.column`, or are missing. */
  readonly lookUp?: {
    readonly table: string;
    readonly keyColumn: string;
    readonly byColumn: string;
    readonly columns: readonly string[];
  };
  row(row: DatabaseRow, context: FileContext, sink: ParseSink): void;
};

export type Agent = {
  readonly id: AgentId;
  /** Present: it writes no token counts on this machine. What the user can do instead, and how that is known. */
  readonly keepsNoUsage?: { readonly advice: string; readonly source: string };
  /** What its requests are paid with unless the user says otherwise, and the article that says so. */
  readonly draw: { readonly byDefault: Draw; readonly source: string };
  /** Its plan counts windows of five hours; where nobody reports one, it begins with the first message. */
  readonly hasSessionWindow?: true;
  /** The plans and the daily limit of `domain/credits/plans.ts` are those of its vendor. */
  readonly followsPlanTable?: true;
  /** Its vendor states members' spend limits to an organisation's owner. */
  readonly hasMemberLimits?: true;
  /** All places where this agent's files may lie, whether or not they exist. */
  configFolders(environment: Environment): readonly ConfigFolder[];
  isLogFile(name: string): boolean;
  /** How a log file is read; absent or null: line by line, with `createFileParser`. */
  readonly formatOf?: (name: string) => LogFormat | null;
  /** @param saved what `state()` returned at the end of the part already read; undefined at the start */
  createFileParser(context: FileContext, saved: unknown, sink: ParseSink): FileParser;
  /** Reads the first lines of a session's log for people; absent: it has no name of its own. */
  readonly aboutSession?: (lines: readonly string[]) => SessionAbout;
  /** Settings file of a configuration folder that takes a status line command; absent where there is none. */
  readonly statusLineSettings?: (configFolder: string, join: Environment['join']) => string;
  /** Absent: this agent cannot be held. */
  readonly hooks?: AgentHooks;
  /** Absent: a session cannot be taken up again from a terminal. */
  readonly resume?: AgentResume;
};
