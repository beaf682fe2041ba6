import { formatAge, formatCount, formatDuration } from '../../preload/contract/formatting.ts';
import { PROVIDER_IDS, PROVIDERS, type ProviderId } from '../../preload/contract/keys.ts';
import type { ProviderView } from '../../preload/contract/providers.ts';
import { settingRows } from '../../preload/contract/settingRows.ts';
import type { Settings } from '../../preload/contract/settings.ts';
import { useSay } from '../store/display.ts';
import { pollProvider, useProviders } from '../store/providersStore.ts';
import { useReview } from '../store/reviewStore.ts';
import { useFormat } from '../store/useFormat.ts';
import { Action, KeyLine } from './KeyLine.tsx';
import { ProviderFigures } from './ProviderFigures.tsx';
import { providerMessages as words } from './providerMessages.ts';
import { SaidLine } from './SaidLine.tsx';
import { SettingLine } from './SettingLine.tsx';

/** Each provider: its switch, its key, when it was asked, and what it reported. */
export function ProviderLines({ settings }: { readonly settings: Settings }) {
  return PROVIDER_IDS.map((provider) => (
    <ProviderGroup key={provider} provider={provider} settings={settings} />
  ));
}

type GroupProps = { readonly provider: ProviderId; readonly settings: Settings };

function ProviderGroup({ provider, settings }: GroupProps) {
  const view = useProviders(({ views }) => views?.find((one) => one.provider === provider));
  const news = useProviders((state) => (state.news?.provider === provider ? state.news : null));
  const { setting } = PROVIDERS[provider];
  return (
    <div className="settings-group provider">
      {settingRows(settings, setting).map((row) => (
        <SettingLine key={provider} row={row} />
      ))}
      {view && <KeyLine keyView={view.key} />}
      <SaidLine said={news} />
      {view && <Asked view={view} />}
      {view && <Troubles view={view} />}
      {view?.figures && <ProviderFigures provider={provider} figures={view.figures} />}
    </div>
  );
}

/** When it was asked, how far the past days have come, and the button that asks now. */
function Asked({ view }: { readonly view: ProviderView }) {
  const { say } = useSay();
  const { contact, provider, lastPolledAtMs, nextAllowedAtMs, progress } = view;
  const nowMs = useReview((state) => state.nowMs);
  const snapshot = useReview((state) => state.snapshot);
  const busy = useProviders((state) => state.busy);
  if (snapshot === null || (!contact.isSwitchedOn && lastPolledAtMs === null)) return null;
  const isAsking = view.isPolling || (busy?.provider === provider && busy.what === 'poll');
  const done = progress && formatCount(progress.daysDone, snapshot);
  const wanted = progress && formatCount(progress.daysWanted, snapshot);
  const { name } = PROVIDERS[provider];
  return (
    <div className="settings-fact">
      <span>
        {lastPolledAtMs === null
          ? say(words.neverAsked, { host: contact.host })
          : say(words.asked, {
              host: contact.host,
              age: formatAge(lastPolledAtMs, nowMs, snapshot),
            })}
        {nextAllowedAtMs !== null && nextAllowedAtMs > nowMs && (
          <span className="aside">
            {' '}
            {say(words.pausedFor, { duration: formatDuration(nextAllowedAtMs - nowMs, snapshot) })}
          </span>
        )}
        {progress && done && wanted && (
          <label className="provider-progress">
            <span className="aside">{say(words.progress, { done, wanted })}</span>
            <progress value={progress.daysDone} max={progress.daysWanted} />
          </label>
        )}
      </span>
      {contact.isSwitchedOn && view.key.present && (
        <Action
          text={isAsking ? say(words.asking) : say(words.askNow)}
          name={name}
          isBusy={isAsking}
          onClick={() => void pollProvider(provider)}
        />
      )}
    </div>
  );
}

/** What is wrong, as long as it is: the whole account, then single reports. */
function Troubles({ view }: { readonly view: ProviderView }) {
  const { say, sayAgain } = useSay();
  const nowMs = useReview((state) => state.nowMs);
  const format = useFormat();
  const { problem, reports, contact } = view;
  if (!contact.isSwitchedOn) return null;
  return (
    <>
      {problem && (
        <p className="provider-failure">
          {sayAgain(problem.message)} {problem.wayOut && sayAgain(problem.wayOut)}{' '}
          <span className="aside">{formatAge(problem.atMs, nowMs, format)}</span>
        </p>
      )}
      {reports.map(
        (report) =>
          report.problem !== null && (
            <p key={report.report} className="settings-note">
              {say(words.reports[report.report])}: {sayAgain(report.problem)}
            </p>
          ),
      )}
    </>
  );
}
