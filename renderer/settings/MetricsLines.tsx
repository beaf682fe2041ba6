import { formatAge, formatCount } from '../../preload/contract/formatting.ts';
import { KEYS } from '../../preload/contract/keys.ts';
import type { MetricsExportView } from '../../preload/contract/metricsExport.ts';
import { sendMetrics, useProviders } from '../store/providersStore.ts';
import { useReview } from '../store/reviewStore.ts';
import { useFormat } from '../store/useFormat.ts';
import { Action, KeyLine } from './KeyLine.tsx';
import { providerMessages as words } from './providerMessages.ts';

/** The collector's secret headers, when it took metrics last, and the button that sends now. */
export function MetricsLines() {
  const view = useProviders(({ metrics }) => metrics);
  const news = useProviders(({ news: latest }) =>
    latest?.provider === 'collector' ? latest : null,
  );
  if (view === null) return null;
  return (
    <>
      <p className="settings-note">{words.headersNote}</p>
      <KeyLine keyView={view.key} />
      <p role="status" className="provider-said">
        {news?.isGood === true && news.text}
      </p>
      {news?.isGood === false && (
        <p role="alert" className="provider-failure">
          {news.text}
        </p>
      )}
      <Sent view={view} />
    </>
  );
}

function Sent({ view }: { readonly view: MetricsExportView }) {
  const { contact, sentAtMs, startedAtMs, series, nextAllowedAtMs, problem } = view;
  const format = useFormat();
  const nowMs = useReview((state) => state.nowMs);
  const busy = useProviders((state) => state.busy);
  if (!contact.isSwitchedOn) return null;
  const isSending = view.isSending || (busy?.provider === 'collector' && busy.what === 'poll');
  return (
    <>
      <div className="settings-fact">
        <span>
          {sentAtMs === null
            ? words.neverSent
            : words.sentAge(contact.host, formatAge(sentAtMs, nowMs))}{' '}
          {startedAtMs !== null &&
            words.counting(formatCount(series, format), formatAge(startedAtMs, nowMs))}
          {nextAllowedAtMs !== null && nextAllowedAtMs > nowMs && (
            <span className="aside"> {words.pausedFor(nextAllowedAtMs - nowMs)}</span>
          )}
        </span>
        <Action
          text={isSending ? words.sending : words.sendNow}
          name={KEYS.collector.name}
          isBusy={isSending}
          onClick={() => void sendMetrics()}
        />
      </div>
      {problem && (
        <p className="provider-failure">
          {problem.message} {problem.wayOut}{' '}
          <span className="aside">{formatAge(problem.atMs, nowMs)}</span>
        </p>
      )}
    </>
  );
}
