/** Removing old detail, and taking in a copy of history: what is said before and after. */

/** What removing would take away by the setting as it is, or took. */
export type RemovalView = {
  /** Answers that count, and sessions that would not be listed any more, or not whole. */
  readonly answers: number;
  readonly sessions: number;
  readonly firstAtMs: number | null;
  readonly lastAtMs: number | null;
};

export type RetentionView = {
  /** As it is set; null: for ever. */
  readonly days: number | null;
  /** First local day whose detail is kept; null: for ever. */
  readonly keptFromDay: string | null;
  readonly goes: RemovalView | null;
  /** The user has agreed to these days: what grows older goes by itself, each day. */
  readonly isAgreed: boolean;
};

/** Done; `copy` is the name of the copy that was made just before. */
export type RemovalDone = RemovalView & { readonly copy: string };

/** Lines of a file that were not taken, for one reason. */
export type RefusedLines = {
  readonly reason: 'not-json' | 'unknown-kind' | 'bad-field' | 'altered-entry';
  readonly lines: number;
  /** The first of them, counted from 1. */
  readonly firstLine: number;
};

/** What a copy holds, and what of it is new here. */
export type TakeInView = {
  /** The computer that it is of; null: it is this computer's own history. */
  readonly host: string | null;
  /** Path of the copy. */
  readonly file: string;
  /** Answers in it that count, of which these are new, known here already, or older than what is kept here. */
  readonly answers: number;
  readonly newAnswers: number;
  readonly knownAnswers: number;
  readonly olderAnswers: number;
  /** Records known here whose larger form it has: it takes their place. */
  readonly largerRecords: number;
  /** Of the ledger and of readings; null: those of another computer stay there. */
  readonly statements: {
    readonly entries: number;
    readonly newEntries: number;
    /** Entries whose key stands for something else here, which stays. */
    readonly otherEntries: number;
    readonly newReadings: number;
  } | null;
  readonly refused: readonly RefusedLines[];
  /** Lines that a file should have and has not: it was cut short. */
  readonly missingLines: number;
  readonly firstAtMs: number | null;
  readonly lastAtMs: number | null;
};

/** A copy that was taken in and can be taken out again. */
export type TakenIn = {
  readonly id: number;
  /** null: this computer's own history. */
  readonly host: string | null;
  /** Name of the copy, without its folder. */
  readonly file: string;
  readonly takenAtMs: number;
  readonly answers: number;
};
