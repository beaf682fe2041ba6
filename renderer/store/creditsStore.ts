/** What the user chose on the Credits page; kept while the window is open. */
import { create } from 'zustand';

export const FIRST_LINES = 60;

export type CreditsState = {
  /** `agent|folder`; null: the first. */
  readonly account: string | null;
  readonly lines: number;
  /** Grows with each statement, so that the page asks again. */
  readonly changes: number;
};

export const useCredits = create<CreditsState>()(() => ({
  account: null,
  lines: FIRST_LINES,
  changes: 0,
}));

export function noticeChange(): void {
  useCredits.setState(({ changes }) => ({ changes: changes + 1 }));
}
