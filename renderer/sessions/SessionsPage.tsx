import { useDeferredValue } from 'react';
import { SESSION_ORDERS, SESSION_SPANS } from '../../preload/contract/review/sessions.ts';
import { ExportMenu } from '../components/ExportMenu.tsx';
import { Segmented } from '../components/Segmented.tsx';
import { messages } from '../messages.ts';
import { PageHeader } from '../review/PageHeader.tsx';
import { useSay } from '../store/display.ts';
import { useReview } from '../store/reviewStore.ts';
import { askSessions, useSessions } from '../store/sessionsStore.ts';
import { tollgate } from '../store/tollgateApi.ts';
import { useAnswer } from '../store/useAnswer.ts';
import { AgentFilter } from './AgentFilter.tsx';
import { SessionList } from './SessionList.tsx';
import { SessionPanel } from './SessionPanel.tsx';
import { words } from './words.ts';

/** Live and past sessions; the open one beside the list. */
export function SessionsPage() {
  const { say, sayAgain } = useSay();
  const question = useDeferredValue(useSessions((state) => state.question));
  const open = useSessions((state) => state.open);
  // A snapshot with a newer answer is news for the list.
  const newestMs = useReview((state) => newestActivity(state.snapshot?.sessions ?? []));
  const answer = useAnswer(
    JSON.stringify([question, newestMs]),
    () => tollgate().request('review:sessions', question),
    say(words.noAnswer),
  );
  // With room for both, the first one is shown until another is chosen.
  const shown = open ?? answer.value?.rows[0] ?? null;
  return (
    <div className="sessions" data-open={open !== null} aria-busy={answer.isAsking}>
      <PageHeader title={say(messages.pageNames.sessions)}>
        <Controls />
      </PageHeader>
      {answer.failure && (
        <p className="page-failure" role="alert">
          {sayAgain(answer.failure)}
        </p>
      )}
      <div className="sessions-split">
        <SessionList view={answer.value} isAsking={answer.isAsking} shown={shown} />
        <SessionPanel shown={shown} />
      </div>
    </div>
  );
}

function newestActivity(sessions: readonly { readonly lastActivityMs: number }[]): number {
  return Math.max(0, ...sessions.map(({ lastActivityMs }) => lastActivityMs));
}

function Controls() {
  const { say } = useSay();
  const { span, order, search } = useSessions((state) => state.question);
  return (
    <>
      <Segmented
        label={say(words.span)}
        value={span}
        onChange={(next) => askSessions({ span: next })}
        options={SESSION_SPANS.map((value) => ({ id: value, label: say(words.spans[value]) }))}
      />
      <Segmented
        label={say(words.order)}
        value={order}
        onChange={(next) => askSessions({ order: next })}
        options={SESSION_ORDERS.map((value) => ({ id: value, label: say(words.orders[value]) }))}
      />
      <AgentFilter />
      <input
        type="search"
        className="field search-field"
        aria-label={say(words.search)}
        placeholder={say(words.searchHint)}
        value={search}
        maxLength={200}
        onChange={(event) => askSessions({ search: event.target.value })}
      />
      <ExportMenu kinds={['usage']} />
    </>
  );
}
