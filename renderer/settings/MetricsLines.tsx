import { formatAge, formatDuration } from '../../preload/contract/formatting.ts';
import { KEYS } from '../../preload/contract/keys.ts';
import type { MetricsExportView } from '../../preload/contract/metricsExport.ts';
import { useSay } from '../store/display.ts';
import { sendMetrics, useProviders } from '../store/providersStore.ts';
import { useReview } from '../store/reviewStore.ts';
import { useFormat } from '../store/useFormat.ts';
import { Action, KeyLine } from './KeyLine.tsx';
import { providerMessages as words } from './providerMessages.ts';
import { SaidLine } from './SaidLine.tsx';

/** The collector's secret headers, when it took metrics last, and the button that sends now. */
export function MetricsLines() {
  const { say } = useSay();
  const view = useProviders(({ metrics }) => metrics);
  const news = useProviders(({ news: latest }) =>
    latest?.provider === 'collector' ? latest : null,
  );
  if (view === null) return null;
  return (
    <>
      <p className="settings-note">{say(words.headersNote)}</p>
      <KeyLine keyView={view.key} />
      <SaidLine said={news} />
      <Sent view={view} />
    </>
  );
}

function Sent({ view }: { readonly view: MetricsExportView }) {
  const { contact, sentAtMs, startedAtMs, series, nextAllowedAtMs, problem } = view;
  const { say, sayCount, sayAgain } = useSay();
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
            ? say(words.neverSent)
            : say(words.sentAge, {
                host: contact.host,
                age: formatAge(sentAtMs, nowMs, format),
              })}{' '}
          {startedAtMs !== null &&
            sayCount(series, words.counting, { age: formatAge(startedAtMs, nowMs, format) })}
          {nextAllowedAtMs !== null && nextAllowedAtMs > nowMs && (
            <span className="aside">
              {' '}
              {say(words.pausedFor, { duration: formatDuration(nextAllowedAtMs - nowMs, format) })}
            </span>
          )}
        </span>
        <Action
          text={isSending ? say(words.sending) : say(words.sendNow)}
          name={say(KEYS.collector.name)}
          isBusy={isSending}
          onClick={() => void sendMetrics()}
        />
      </div>
      {problem && (
        <p className="provider-failure">
          {sayAgain(problem.message)} {problem.wayOut && sayAgain(problem.wayOut)}{' '}
          <span className="aside">{formatAge(problem.atMs, nowMs, format)}</span>
        </p>
      )}
    </>
  );
}
