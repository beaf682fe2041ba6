import { useEffect, useId, useState } from 'react';
import type { HistoryRange, HistoryStep } from '../../preload/contract/review/history.ts';
import type { ProviderFigures, ProviderView } from '../../preload/contract/providers.ts';
import { PROVIDERS } from '../../preload/contract/keys.ts';
import { Segmented } from '../components/Segmented.tsx';
import { dayWords } from '../history/days.ts';
import { useHistory } from '../history/historyStore.ts';
import { useSay } from '../store/display.ts';
import { followProviders, PAGE_LOOK_MS, useProviders } from '../store/providersStore.ts';
import { useReview } from '../store/reviewStore.ts';
import { useFormat } from '../store/useFormat.ts';
import { costBars, currenciesIn, totalOf } from './costBars.ts';
import { CostChart } from './CostChart.tsx';
import { CostTable } from './CostTable.tsx';
import { accountName, oneAmount, shownAccounts, sourceWords } from './money.ts';
import { words } from './words.ts';

export type PeriodProps = {
  readonly range: HistoryRange;
  readonly step: HistoryStep;
  readonly weekStartsOn: number;
};

/** Reported cost of organisations' accounts over the period, apart from everything that was counted here. */
export function ProviderHistory(period: PeriodProps) {
  const { say } = useSay();
  const id = useId();
  const views = useProviders((state) => state.views);
  const [chosen, setChosen] = useState<string | null>(null);
  useEffect(() => followProviders(PAGE_LOOK_MS), []);
  const accounts = shownAccounts(views).filter(({ figures }) => figures !== null);
  const account = accounts.find(({ provider }) => provider === chosen) ?? accounts[0];
  if (!account?.figures) return null;
  return (
    <section className="part provider-part" aria-labelledby={id}>
      <div className="part-top">
        <h2 id={id} className="part-heading">
          {say(words.history)}
        </h2>
        {accounts.length > 1 && (
          <Segmented
            label={say(words.account)}
            value={account.provider}
            onChange={setChosen}
            options={accounts.map(({ provider }) => ({
              id: provider,
              label: say(PROVIDERS[provider].name),
            }))}
          />
        )}
      </div>
      <AccountHistory
        key={account.provider}
        view={account}
        figures={account.figures}
        period={period}
      />
    </section>
  );
}

type AccountProps = {
  readonly view: ProviderView;
  readonly figures: ProviderFigures;
  readonly period: PeriodProps;
};

function AccountHistory({ view, figures, period }: AccountProps) {
  const speech = useSay();
  const { say } = speech;
  const format = useFormat();
  const nowMs = useReview((state) => state.nowMs);
  const face = useHistory((state) => state.face);
  const currencies = currenciesIn(figures);
  const [wanted, setWanted] = useState<string | null>(null);
  const [hidden, setHidden] = useState<ReadonlySet<number>>(new Set());
  const currency = currencies.find((one) => one === wanted) ?? currencies[0] ?? 'USD';
  const name = accountName(view, speech);
  const bars = costBars(figures, { ...period, currency, hidden });
  const total = totalOf(bars.map(({ micros }) => micros));
  const label = `${say(words.history)}: ${name}`;
  const covered = view.reports.find(({ report }) => report === 'cost')?.coveredFromMs ?? null;
  const since = covered === null ? null : new Date(covered).toISOString().slice(0, 10);
  const isPartial = since !== null && since > period.range.sinceDay;
  const drawn = { label, bars, currency, parts: figures.parts, hidden, context: format };
  return (
    <>
      <p className="page-note">
        <bdi>{name}</bdi>
        {': '}
        {total === null ? (
          say(words.nothing)
        ) : (
          <strong>{oneAmount({ currency, micros: total }, format)}</strong>
        )}
        {'. '}
        {sourceWords(figures, nowMs, format, speech)}. {say(words.historyNote)}
        {isPartial && ` ${say(words.covers, { since: dayWords(since, format.locale) })}`}
      </p>
      {currencies.length > 1 && (
        <Segmented
          label={say(words.currency)}
          value={currency}
          onChange={setWanted}
          options={currencies.map((one) => ({ id: one, label: one }))}
        />
      )}
      <Parts
        parts={figures.parts}
        hidden={hidden}
        onToggle={(part) => setHidden((before) => toggled(before, part))}
      />
      {total === null ? (
        <p className="empty">{say(words.nothingHere)}</p>
      ) : face === 'table' || period.step === 'hour' ? (
        <CostTable {...drawn} />
      ) : (
        <CostChart {...drawn} step={period.step} />
      )}
    </>
  );
}

/** The legend, whose entries are the filter. */
function Parts({
  parts,
  hidden,
  onToggle,
}: {
  readonly parts: readonly (string | null)[];
  readonly hidden: ReadonlySet<number>;
  readonly onToggle: (part: number) => void;
}) {
  const { say } = useSay();
  return (
    <div className="legend" role="group" aria-label={say(words.parts)}>
      {parts.map((name, part) => (
        <button
          key={name ?? ''}
          type="button"
          className="legend-toggle"
          aria-pressed={!hidden.has(part)}
          onClick={() => onToggle(part)}
        >
          <span className={`swatch series-${part + 1}`} aria-hidden="true" />
          <bdi>{name ?? say(words.everythingElse)}</bdi>
        </button>
      ))}
    </div>
  );
}

function toggled(before: ReadonlySet<number>, part: number): ReadonlySet<number> {
  const next = new Set(before);
  if (!next.delete(part)) next.add(part);
  return next;
}
