/** Removing old detail, and taking in another computer's database: what is said before and after. */

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

/** What another computer's database holds, and what of it is new here. */
export type TakeInView = {
  readonly host: string;
  /** Path of the copy. */
  readonly file: string;
  /** Answers in it that count, of which these are new, known here already, or older than what is kept here. */
  readonly answers: number;
  readonly newAnswers: number;
  readonly knownAnswers: number;
  readonly olderAnswers: number;
  readonly firstAtMs: number | null;
  readonly lastAtMs: number | null;
};

/** A copy that was taken in and can be taken out again. */
export type TakenIn = {
  readonly id: number;
  readonly host: string;
  /** Name of the copy, without its folder. */
  readonly file: string;
  readonly takenAtMs: number;
  readonly answers: number;
};
