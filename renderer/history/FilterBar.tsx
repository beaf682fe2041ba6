import { useRef } from 'react';
import { HISTORY_DIMENSIONS, type HistoryView } from '../../preload/contract/review/history.ts';
import { Segmented } from '../components/Segmented.tsx';
import { useSay } from '../store/display.ts';
import { historyMessages as words } from './historyMessages.ts';
import {
  chooseFace,
  chooseGrouping,
  clearFilters,
  toggleFilter,
  useHistory,
  type HistoryState,
} from './historyStore.ts';

type Options = HistoryView['options'];

const FACES: readonly HistoryState['face'][] = ['chart', 'table'];

/** What is kept, how it is stacked and how it is shown. */
export function FilterBar({ options }: { readonly options: Options }) {
  const { say } = useSay();
  const { grouping, filters, face, scale } = useHistory();
  const set = HISTORY_DIMENSIONS.flatMap((dimension) =>
    filters[dimension].map((key) => ({ dimension, key })),
  );
  const labelOf = (dimension: (typeof set)[number]['dimension'], key: string) =>
    options[dimension].find((option) => option.key === key)?.label ?? key;
  return (
    <div className="filter-bar">
      <FilterPanel options={options} count={set.length} />
      {set.map(({ dimension, key }) => (
        <button
          key={`${dimension} ${key}`}
          type="button"
          className="chip"
          aria-label={say(words.onlyThis, { label: labelOf(dimension, key) })}
          onClick={() => toggleFilter(dimension, key)}
        >
          <bdi className="chip-label">{labelOf(dimension, key)}</bdi>
          <span aria-hidden="true">×</span>
        </button>
      ))}
      {set.length > 0 && (
        <button type="button" className="quiet-button" onClick={clearFilters}>
          {say(words.clear)}
        </button>
      )}
      <div className="filter-bar-end">
        {scale !== 'windows' && (
          <Segmented
            label={say(words.grouping)}
            options={HISTORY_DIMENSIONS.map((id) => ({ id, label: say(words.dimensions[id]) }))}
            value={grouping}
            onChange={chooseGrouping}
          />
        )}
        <Segmented
          label={say(words.face)}
          options={FACES.map((id) => ({ id, label: say(words[id]) }))}
          value={face}
          onChange={chooseFace}
        />
      </div>
    </div>
  );
}

/** The native disclosure opens and closes it; Escape and a click elsewhere close it too. */
function FilterPanel({ options, count }: { readonly options: Options; readonly count: number }) {
  const { say, sayCount } = useSay();
  const panel = useRef<HTMLDetailsElement>(null);
  const close = () => {
    if (panel.current) panel.current.open = false;
  };
  return (
    <details
      ref={panel}
      className="filter-panel"
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        close();
        panel.current?.querySelector('summary')?.focus();
      }}
      onBlur={(event) => {
        const { relatedTarget, currentTarget } = event;
        if (relatedTarget instanceof Node && !currentTarget.contains(relatedTarget)) close();
      }}
    >
      <summary className="button">
        {count > 0 ? sayCount(count, words.filtered) : say(words.filter)}
      </summary>
      <div className="filter-choices">
        {HISTORY_DIMENSIONS.map((dimension) => (
          <FilterGroup key={dimension} dimension={dimension} options={options[dimension]} />
        ))}
      </div>
    </details>
  );
}

function FilterGroup({
  dimension,
  options,
}: {
  readonly dimension: (typeof HISTORY_DIMENSIONS)[number];
  readonly options: Options['model'];
}) {
  const { say } = useSay();
  const kept = useHistory((state) => state.filters[dimension]);
  return (
    <fieldset className="filter-group">
      <legend className="filter-legend">{say(words.dimensions[dimension])}</legend>
      {options.length === 0 && <p className="filter-none">{say(words.noChoice)}</p>}
      {options.map(({ key, label }) => (
        <label key={key} className="filter-choice">
          <input
            type="checkbox"
            checked={kept.includes(key)}
            onChange={() => toggleFilter(dimension, key)}
          />
          <bdi>{label}</bdi>
        </label>
      ))}
    </fieldset>
  );
}
