import { useState } from 'react';
import type { SessionDetail, SessionRow } from '../../preload/contract/review/sessions.ts';
import { formatDollars, formatDuration, formatInstant } from '../../preload/contract/formatting.ts';
import { AGENT_NAMES } from '../../preload/contract/wording.ts';
import { Headline, Headlines } from '../components/Headlines.tsx';
import { useReview } from '../store/reviewStore.ts';
import { openSession } from '../store/sessionsStore.ts';
import { tollgate } from '../store/tollgateApi.ts';
import { useAnswer } from '../store/useAnswer.ts';
import { useFormat } from '../store/useFormat.ts';
import { AgentCostNote } from './AgentCostNote.tsx';
import { ContextSection } from './ContextSection.tsx';
import { SharesTable } from './SharesTable.tsx';
import { TokenBar } from './TokenBar.tsx';
import { counted, words } from './words.ts';

/** Everything about the open session. */
export function SessionPanel({ shown }: { readonly shown: OpenProps | null }) {
  if (shown === null) return null;
  return <OpenPanel key={`${shown.agent} ${shown.sessionId}`} {...shown} />;
}

type OpenProps = Pick<SessionRow, 'agent' | 'sessionId' | 'startedAtMs' | 'lastAtMs'>;

function OpenPanel({ agent, sessionId, startedAtMs, lastAtMs }: OpenProps) {
  const question = { agent, sessionId, fromMs: startedAtMs, untilMs: lastAtMs };
  const answer = useAnswer(
    JSON.stringify(question),
    () => tollgate().request('review:session', question),
    words.noAnswer,
  );
  const detail = answer.value;
  return (
    <section className="session-panel" aria-labelledby="session-title" aria-busy={answer.isAsking}>
      <button type="button" className="quiet-button session-back" onClick={() => openSession(null)}>
        ‹ {words.back}
      </button>
      {answer.failure && (
        <p className="page-failure" role="alert">
          {answer.failure}
        </p>
      )}
      {detail && <Detail detail={detail} />}
    </section>
  );
}

function Detail({ detail }: { readonly detail: SessionDetail }) {
  const { row } = detail;
  return (
    <>
      <h2 id="session-title" className="session-heading">
        <bdi>{row.title ?? row.projectName}</bdi>
      </h2>
      <Place detail={detail} />
      <Figures detail={detail} />
      <ContextSection detail={detail} />
      <TokenBar
        tokens={row.tokens}
        hitBasisPoints={detail.cacheHitBasisPoints}
        misses={detail.cacheMisses}
      />
      <SharesTable
        heading={words.models}
        first={words.model}
        rows={detail.byModel.map((share) => ({ name: share.model, ...share }))}
      />
      {detail.subAgents.length > 0 && (
        <SharesTable
          heading={`${words.helpers} · ${detail.subAgents.length}`}
          first={words.session}
          rows={detail.subAgents.map((share) => ({ name: share.sessionId.slice(0, 8), ...share }))}
        />
      )}
      {detail.agentCost && <AgentCostNote cost={detail.agentCost} agent={row.agent} />}
      <Actions detail={detail} />
      <p className="page-note">{words.estimated}</p>
    </>
  );
}

function Place({ detail: { row } }: { readonly detail: SessionDetail }) {
  const format = useFormat();
  const nowMs = useReview((state) => state.nowMs);
  const facts = [
    row.host === null ? AGENT_NAMES[row.agent] : `${AGENT_NAMES[row.agent]} on ${row.host}`,
    `${formatInstant(row.startedAtMs, nowMs, format)} to ${formatInstant(row.lastAtMs, nowMs, format)}`,
    ...(row.branch === null ? [] : [`${words.branch.toLowerCase()} ${row.branch}`]),
    ...(row.subAgents > 0 ? [counted(row.subAgents, 'sub-agent', 'sub-agents')] : []),
  ];
  return (
    <>
      <p className="session-place">{facts.join(' · ')}</p>
      {row.project !== null && (
        <p className="path">
          <bdi>{row.project}</bdi>
        </p>
      )}
    </>
  );
}

function Figures({ detail }: { readonly detail: SessionDetail }) {
  const format = useFormat();
  const nowMs = useReview((state) => state.nowMs);
  const { row, activeMs, costPerActiveHourMicros, limitHitsMs } = detail;
  const [firstHit] = limitHitsMs;
  const money = (micros: number | null, other: string) =>
    micros === null ? other : formatDollars(micros, format);
  return (
    <Headlines>
      <Headline
        label={words.worth}
        value={money(row.costMicros, words.noPrice)}
        notes={[
          counted(row.answers, 'answer', 'answers'),
          ...(row.unpricedAnswers > 0
            ? [`${counted(row.unpricedAnswers, 'answer', 'answers')} not priced`]
            : []),
        ]}
      />
      <Headline
        label={words.paid}
        value={row.creditAnswers === 0 ? words.none : money(row.creditMicros, words.none)}
        isPaid={row.creditAnswers > 0}
        notes={[
          ...(row.creditAnswers > 0 ? [counted(row.creditAnswers, 'answer', 'answers')] : []),
          ...(row.unclearAnswers > 0
            ? [`${counted(row.unclearAnswers, 'answer', 'answers')} unclear`]
            : []),
        ]}
      />
      <Headline
        label={words.perHour}
        value={money(costPerActiveHourMicros, words.tooShort)}
        notes={[`${words.worked.toLowerCase()} ${formatDuration(activeMs)}`]}
      />
      {firstHit !== undefined && (
        <Headline
          label={words.limits}
          value={formatInstant(firstHit, nowMs, format)}
          notes={limitHitsMs.length > 1 ? [counted(limitHitsMs.length, 'time', 'times')] : []}
        />
      )}
    </Headlines>
  );
}

function Actions({ detail: { row, transcriptPath } }: { readonly detail: SessionDetail }) {
  const [failure, setFailure] = useState<string | null>(null);
  const [isCopied, setIsCopied] = useState(false);
  const show = async () => {
    const { agent, sessionId } = row;
    const outcome = await tollgate().request('transcript:show', { agent, sessionId });
    setFailure(outcome.ok ? null : outcome.message);
  };
  const copy = async () => {
    await tollgate().request('text:copy', row.sessionId);
    setIsCopied(true);
  };
  return (
    <div className="actions">
      {transcriptPath === null ? (
        <p className="page-note">{words.gone}</p>
      ) : (
        <button
          type="button"
          className="button"
          title={transcriptPath}
          onClick={() => void show().catch(() => setFailure(words.noAnswer))}
        >
          {words.showTranscript}
        </button>
      )}
      <button
        type="button"
        className="button"
        onClick={() => void copy().catch(() => setFailure(words.noAnswer))}
      >
        {isCopied ? words.copied : words.copyId}
      </button>
      {failure && (
        <p className="page-failure" role="alert">
          {failure}
        </p>
      )}
    </div>
  );
}
