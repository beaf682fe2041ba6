/** The History page: what it asks, and what it draws. */

/** Local days, inclusive, `YYYY-MM-DD`. */
export type HistoryQuestion = {
  readonly sinceDay: string;
  readonly untilDay: string;
};

export type HistoryView = {
  readonly timeZone: string;
  readonly locale: string;
  readonly takenAtMs: number;
};
