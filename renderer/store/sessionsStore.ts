/** What the user chose on the Sessions page; kept while the window is open. */
import { create } from 'zustand';
import type { SessionRow, SessionsQuestion } from '../../preload/contract/review/sessions.ts';

export type SessionsState = {
  readonly question: SessionsQuestion;
  /** The row that is open beside the list. */
  readonly open: Pick<SessionRow, 'agent' | 'sessionId' | 'startedAtMs' | 'lastAtMs'> | null;
};

export const useSessions = create<SessionsState>()(() => ({
  question: { span: '30-days', order: 'latest', agent: null, search: '' },
  open: null,
}));

/** Another question closes nothing: what is open stays open. */
export function askSessions(change: Partial<SessionsQuestion>): void {
  useSessions.setState(({ question }) => ({ question: { ...question, ...change } }));
}

export function openSession(open: SessionsState['open']): void {
  useSessions.setState({ open });
}
