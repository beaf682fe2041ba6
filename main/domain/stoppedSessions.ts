/** Sessions that were held at the gate, as every face lists them. Pure. */
import { UNKNOWN_FOLDER_NAME } from '../../preload/contract/projectWording.ts';
import type { AgentId, StoppedSessionView } from '../../preload/contract/snapshot.ts';

export type StoppedSession = {
  readonly agent: AgentId;
  readonly account: string;
  readonly sessionId: string;
  readonly project: string | null;
  readonly stoppedAtMs: number;
  /** null: there is nothing to take up. */
  readonly command: string | null;
};

/** @param canGoOn the account's gate is open now: the plan is back, or the user has said so */
export function stoppedView(session: StoppedSession, canGoOn: boolean): StoppedSessionView {
  const { sessionId, ...rest } = session;
  return { id: sessionId, ...rest, projectName: lastPart(session.project), canGoOn };
}

function lastPart(folder: string | null): string {
  if (folder === null) return UNKNOWN_FOLDER_NAME;
  return folder.split(/[/\\]/).findLast((part) => part !== '') ?? folder;
}
