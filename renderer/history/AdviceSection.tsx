import {
  ADVICE_DAYS,
  type Advice,
  type AdviceView,
  type RestartSavings,
} from '../../preload/contract/review/advice.ts';
import { formatDollars } from '../../preload/contract/formatting.ts';
import { Headline } from '../components/Headlines.tsx';
import { useSay } from '../store/display.ts';
import { showPage } from '../store/reviewStore.ts';
import { openSession } from '../store/sessionsStore.ts';
import { useFormat } from '../store/useFormat.ts';
import {
  adviceMessages as words,
  changeTitle,
  changeWords,
  creditWords,
  howWords,
} from './adviceWords.ts';

/** The change that costs least to make, among the headlines. */
export function CheapestChange({ view }: { readonly view: AdviceView | null }) {
  const { say, sayCount } = useSay();
  const format = useFormat();
  // The place is kept while it is computed, so that nothing moves when it comes.
  if (view === null)
    return <Headline label={say(words.cheapest)} value={words.computing} isMuted />;
  const [first] = view.advice;
  if (first === undefined) {
    return (
      <Headline
        label={say(words.cheapest)}
        value={say(words.nothing)}
        notes={[sayCount(ADVICE_DAYS, words.nothingNote)]}
        isMuted
      />
    );
  }
  return (
    <Headline
      label={say(words.cheapest)}
      value={formatDollars(first.savingMicros, format)}
      notes={[changeWords(first, format), sayCount(ADVICE_DAYS, words.note)]}
    />
  );
}

/** All advice, each with its saving and how that was computed. */
export function AdviceSection({ view }: { readonly view: AdviceView }) {
  const { say, sayCount } = useSay();
  if (view.advice.length === 0) return null;
  return (
    <section className="part" aria-labelledby="advice-title">
      <div className="part-top">
        <h2 id="advice-title" className="part-heading">
          {say(words.heading)}
        </h2>
        <p className="part-note">{sayCount(ADVICE_DAYS, words.note)}</p>
      </div>
      <ul className="advice-list">
        {view.advice.map((advice) => (
          <AdviceLine key={keyOf(advice)} advice={advice} />
        ))}
      </ul>
    </section>
  );
}

function AdviceLine({ advice }: { readonly advice: Advice }) {
  const { say } = useSay();
  const format = useFormat();
  const ofCredits = creditWords(advice, format);
  return (
    <li className="advice-line">
      <p className="advice-saving">{formatDollars(advice.savingMicros, format)}</p>
      <div>
        <p className="advice-change">{changeTitle(advice, format)}</p>
        <p className="page-note">{howWords(advice, format)}</p>
        {ofCredits !== null && (
          <p className="page-note paid-figure">
            <span className="swatch swatch-paid swatch-inline" aria-hidden="true" />
            {ofCredits}
          </p>
        )}
        {advice.kind === 'restart' && (
          <button
            type="button"
            className="quiet-button advice-more"
            onClick={() => show(advice.largest)}
          >
            {say(words.showSession)}
          </button>
        )}
      </div>
    </li>
  );
}

function show({ agent, sessionId, startedAtMs, lastAtMs }: RestartSavings['largest']): void {
  openSession({ agent, sessionId, startedAtMs, lastAtMs });
  showPage('sessions');
}

function keyOf(advice: Advice): string {
  switch (advice.kind) {
    case 'cheaper-model':
      return advice.model;
    case 'credit-app':
      return advice.agent;
    case 'window-start':
      return advice.accountLabel;
    default:
      return advice.kind;
  }
}
