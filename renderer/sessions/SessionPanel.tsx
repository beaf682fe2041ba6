import { projectWords } from '../../preload/contract/projectWording.ts';
import { useState } from 'react';
import type { SessionDetail, SessionRow } from '../../preload/contract/review/sessions.ts';
import {
  formatCount,
  formatDollars,
  formatDuration,
  formatInstant,
} from '../../preload/contract/formatting.ts';
import { AGENT_NAMES } from '../../preload/contract/wording.ts';
import { Headline, Headlines } from '../components/Headlines.tsx';
import { useSay } from '../store/display.ts';
import { useReview } from '../store/reviewStore.ts';
import { openSession } from '../store/sessionsStore.ts';
import { tollgate } from '../store/tollgateApi.ts';
import { useAnswer } from '../store/useAnswer.ts';
import { useFormat } from '../store/useFormat.ts';
import { AgentCostNote } from './AgentCostNote.tsx';
import { ContextSection } from './ContextSection.tsx';
import { SharesTable } from './SharesTable.tsx';
import { TokenBar } from './TokenBar.tsx';
import { counts, words } from './words.ts';

/** Everything about the open session. */
export function SessionPanel({ shown }: { readonly shown: OpenProps | null }) {
  if (shown === null) return null;
  return <OpenPanel key={`${shown.agent} ${shown.sessionId}`} {...shown} />;
}

type OpenProps = Pick<SessionRow, 'agent' | 'sessionId' | 'startedAtMs' | 'lastAtMs'>;

function OpenPanel({ agent, sessionId, startedAtMs, lastAtMs }: OpenProps) {
  const { say, sayAgain } = useSay();
  const question = { agent, sessionId, fromMs: startedAtMs, untilMs: lastAtMs };
  const answer = useAnswer(
    JSON.stringify(question),
    () => tollgate().request('review:session', question),
    say(words.noAnswer),
  );
  const detail = answer.value;
  return (
    <section className="session-panel" aria-labelledby="session-title" aria-busy={answer.isAsking}>
      <button type="button" className="quiet-button session-back" onClick={() => openSession(null)}>
        ‹ {say(words.back)}
      </button>
      {answer.failure && (
        <p className="page-failure" role="alert">
          {sayAgain(answer.failure)}
        </p>
      )}
      {detail && <Detail detail={detail} />}
    </section>
  );
}

function Detail({ detail }: { readonly detail: SessionDetail }) {
  const { say } = useSay();
  const format = useFormat();
  const { row } = detail;
  return (
    <>
      <h2 id="session-title" className="session-heading">
        <bdi>{row.title ?? projectWords(row.projectName, format)}</bdi>
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
        heading={say(words.models)}
        first={say(words.model)}
        rows={detail.byModel.map((share) => ({ name: share.model, ...share }))}
      />
      {detail.subAgents.length > 0 && (
        <SharesTable
          heading={say(words.helpers, { count: formatCount(detail.subAgents.length, format) })}
          first={say(words.session)}
          rows={detail.subAgents.map((share) => ({ name: share.sessionId.slice(0, 8), ...share }))}
        />
      )}
      {detail.agentCost && <AgentCostNote cost={detail.agentCost} agent={row.agent} />}
      <Actions detail={detail} />
      <p className="page-note">{say(words.estimated)}</p>
    </>
  );
}

function Place({ detail: { row } }: { readonly detail: SessionDetail }) {
  const { say, sayCount } = useSay();
  const format = useFormat();
  const nowMs = useReview((state) => state.nowMs);
  const facts = [
    row.host === null
      ? AGENT_NAMES[row.agent]
      : say(words.agentOnHost, { agent: AGENT_NAMES[row.agent], host: row.host }),
    say(words.period, {
      from: formatInstant(row.startedAtMs, nowMs, format),
      until: formatInstant(row.lastAtMs, nowMs, format),
    }),
    ...(row.branch === null ? [] : [say(words.branch, { branch: row.branch })]),
    ...(row.subAgents > 0 ? [sayCount(row.subAgents, counts.subAgents)] : []),
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
  const { say, sayCount } = useSay();
  const format = useFormat();
  const nowMs = useReview((state) => state.nowMs);
  const { row, activeMs, costPerActiveHourMicros, limitHitsMs } = detail;
  const [firstHit] = limitHitsMs;
  const money = (micros: number | null, other: string) =>
    micros === null ? other : formatDollars(micros, format);
  return (
    <Headlines>
      <Headline
        label={say(words.worth)}
        value={money(row.costMicros, say(words.noPrice))}
        notes={[
          sayCount(row.answers, counts.answers),
          ...(row.unpricedAnswers > 0 ? [sayCount(row.unpricedAnswers, counts.unpriced)] : []),
        ]}
      />
      <Headline
        label={say(words.paid)}
        value={row.creditAnswers === 0 ? say(words.none) : money(row.creditMicros, say(words.none))}
        isPaid={row.creditAnswers > 0}
        notes={[
          ...(row.creditAnswers > 0 ? [sayCount(row.creditAnswers, counts.answers)] : []),
          ...(row.unclearAnswers > 0 ? [sayCount(row.unclearAnswers, counts.unclear)] : []),
        ]}
      />
      <Headline
        label={say(words.perHour)}
        value={money(costPerActiveHourMicros, say(words.tooShort))}
        notes={[say(words.worked, { duration: formatDuration(activeMs, format) })]}
      />
      {firstHit !== undefined && (
        <Headline
          label={say(words.limits)}
          value={formatInstant(firstHit, nowMs, format)}
          notes={limitHitsMs.length > 1 ? [sayCount(limitHitsMs.length, counts.times)] : []}
        />
      )}
    </Headlines>
  );
}

function Actions({ detail: { row, transcriptPath } }: { readonly detail: SessionDetail }) {
  const { say, sayAgain } = useSay();
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
        <p className="page-note">{say(words.gone)}</p>
      ) : (
        <button
          type="button"
          className="button"
          title={transcriptPath}
          onClick={() => void show().catch(() => setFailure(say(words.noAnswer)))}
        >
          {say(words.showTranscript)}
        </button>
      )}
      <button
        type="button"
        className="button"
        onClick={() => void copy().catch(() => setFailure(say(words.noAnswer)))}
      >
        {isCopied ? say(words.copied) : say(words.copyId)}
      </button>
      {failure && (
        <p className="page-failure" role="alert">
          {sayAgain(failure)}
        </p>
      )}
    </div>
  );
}
