/** What is known of one session's answers. */
import type { AgentId } from '../../preload/contract/snapshot.ts';
import type { Connection } from './open.ts';

export function createSessionTimes(connection: Connection) {
  const known = connection
    .prepare<[string, string], number>('SELECT id FROM session WHERE agent = ? AND session_key = ?')
    .pluck();
  const answers = connection
    .prepare<[string, number, number], number>(
      `SELECT count(*) FROM usage_event WHERE agent_id = (SELECT id FROM agent WHERE key = ?)
       AND at_ms > ? AND session_id = ?`,
    )
    .pluck();
  return {
    /** Whether a session has answered at all, and whether it has since an instant. */
    answered(agent: AgentId, sessionId: string, sinceMs: number): 'never' | 'before' | 'since' {
      const id = known.get(agent, sessionId);
      if (id === undefined) return 'never';
      return answers.get(agent, sinceMs, id) === 0 ? 'before' : 'since';
    },
  };
}
