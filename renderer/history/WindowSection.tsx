import { useRef, useState, type ReactNode } from 'react';
import { formatPercent, type FormatContext } from '../../preload/contract/formatting.ts';
import { say as sayIn } from '../../preload/contract/languages/say.ts';
import type {
  HistoryRange,
  HistoryWindow,
  WindowsView,
} from '../../preload/contract/review/history.ts';
import { SavePicture } from '../components/SavePicture.tsx';
import { messages } from '../messages.ts';
import { useSay } from '../store/display.ts';
import { useAnswer } from '../store/useAnswer.ts';
import { tollgate } from '../store/tollgateApi.ts';
import type { Bar } from './barGeometry.ts';
import { historyMessages as words } from './historyMessages.ts';
import { chooseScale, useHistory } from './historyStore.ts';
import { Legend } from './Legend.tsx';
import { UseChart } from './UseChart.tsx';
import { WindowDetail } from './WindowDetail.tsx';
import { WindowTable } from './WindowTable.tsx';
import { spanWords } from './windowWords.ts';

const NEAR_PERCENT = 97;

/** Five-hour windows: those around the limit below other charts, all of them at their own scale. */
export function WindowSection({
  range,
  revision,
}: {
  readonly range: HistoryRange;
  readonly revision: number;
}) {
  const { say, sayAgain } = useSay();
  const filters = useHistory((state) => state.filters);
  const isExplorer = useHistory((state) => state.scale === 'windows');
  const question = { sinceDay: range.sinceDay, untilDay: range.untilDay, filters };
  const { value: view, failure } = useAnswer(
    JSON.stringify([question, revision]),
    () => tollgate().request('review:history-windows', question),
    say(messages.noAnswer),
  );
  const heading = (
    <h2 id="windows-title" className="part-heading">
      {isExplorer ? say(words.useByWindow) : say(words.windowsNear)}
    </h2>
  );
  const hasExplorer = isExplorer && view !== null && view.windows.length > 0;
  return (
    <section
      className="part"
      aria-labelledby="windows-title"
      aria-busy={view === null && failure === null}
    >
      {!hasExplorer && heading}
      {failure !== null && <p className="page-failure">{sayAgain(failure)}</p>}
      {hasExplorer && <Explorer view={view} heading={heading} />}
      {isExplorer && view?.windows.length === 0 && <p className="empty">{say(words.empty)}</p>}
      {!isExplorer && view && <Near view={view} />}
    </section>
  );
}

function Near({ view }: { readonly view: WindowsView }) {
  const { say } = useSay();
  const near = view.windows.filter(
    ({ peakPercent, sums }) => (peakPercent ?? 0) >= NEAR_PERCENT || sums.creditMicros > 0,
  );
  return (
    <>
      {near.length === 0 ? (
        <p className="empty">{say(words.windowsNone)}</p>
      ) : (
        <WindowTable windows={near} context={view} chosen={null} onChoose={null} />
      )}
      {view.windows.length > near.length && (
        <button type="button" className="quiet-button" onClick={() => chooseScale('windows')}>
          {say(words.windowsAll)}
        </button>
      )}
    </>
  );
}

type ExplorerProps = { readonly view: WindowsView; readonly heading: ReactNode };

/** The chart with the window that is chosen, as one picture; below it all windows. */
function Explorer({ view, heading }: ExplorerProps) {
  const { say } = useSay();
  const picture = useRef<HTMLDivElement>(null);
  const face = useHistory((state) => state.face);
  const [chosenId, setChosenId] = useState<string | null>(null);
  const oldestFirst = view.windows.toReversed();
  const bars = oldestFirst.map((window, index) => barOf(window, index, oldestFirst, view));
  const chosen =
    view.windows.find((window) => idOf(window) === chosenId) ?? mostTelling(view.windows);
  const series = [say(words.onPlanSeries)];
  return (
    <>
      <div ref={picture}>
        <div className="part-top">
          {heading}
          {face === 'chart' && <SavePicture of={picture} />}
        </div>
        {face === 'chart' && (
          <>
            <Legend seriesLabels={series} totals={totalsShown(view.windows)} />
            <UseChart
              label={say(words.useByWindow)}
              bars={bars}
              seriesLabels={series}
              context={view}
              onOpen={(index) => setChosenId(idOf(oldestFirst[index] as HistoryWindow))}
            />
          </>
        )}
        {chosen && <WindowDetail window={chosen} context={view} />}
      </div>
      <h2 className="part-heading part-heading-next">{say(words.windows)}</h2>
      <WindowTable
        windows={view.windows}
        context={view}
        chosen={chosen ? idOf(chosen) : null}
        onChoose={(window) => setChosenId(idOf(window))}
      />
    </>
  );
}

export function idOf({ agent, account, startsAtMs }: HistoryWindow): string {
  return `${agent}|${account}|${startsAtMs}`;
}

/** The latest that was paid for, else the latest that was full, else the latest. */
function mostTelling(windows: readonly HistoryWindow[]): HistoryWindow | undefined {
  return (
    windows.find(({ sums }) => sums.creditMicros > 0) ??
    windows.find(({ peakPercent }) => (peakPercent ?? 0) >= NEAR_PERCENT) ??
    windows[0]
  );
}

/** Only what the legend asks for: whether there is anything of each kind. */
function totalsShown(windows: readonly HistoryWindow[]) {
  const some = (pick: (window: HistoryWindow) => number) =>
    Number(windows.some((one) => pick(one) !== 0));
  return {
    unclearMicros: some(({ sums }) => sums.unclearMicros),
    apiKeyMicros: some(({ sums }) => sums.apiKeyMicros),
    creditMicros: some(({ sums }) => sums.creditMicros),
  };
}

function barOf(
  window: HistoryWindow,
  index: number,
  all: readonly HistoryWindow[],
  context: FormatContext,
): Bar {
  const peak =
    window.peakPercent === null
      ? sayIn(context, words.useNotReportedShort)
      : sayIn(context, words.peakOfRoad, { percent: formatPercent(window.peakPercent, context) });
  const days = new Intl.DateTimeFormat(context.locale, {
    day: 'numeric',
    month: 'short',
    timeZone: context.timeZone,
  });
  const tick = days.format(window.startsAtMs);
  const before = all[index - 1];
  const isNewDay = before === undefined || days.format(before.startsAtMs) !== tick;
  return {
    id: idOf(window),
    name: `${spanWords(window, context)}, ${window.accountLabel}, ${peak}`,
    tick: isNewDay ? tick : null,
    sums: window.sums,
    parts: [window.sums],
  };
}
