import { useEffect, useId } from 'react';
import { formatAge, formatInstant, formatTokens } from '../../preload/contract/formatting.ts';
import { PROVIDERS } from '../../preload/contract/keys.ts';
import type { ProviderFigures, ProviderView } from '../../preload/contract/providers.ts';
import { Headline, Headlines } from '../components/Headlines.tsx';
import { ColumnHead, TableHead } from '../components/TableHead.tsx';
import { providerMessages } from '../settings/providerMessages.ts';
import { useSay } from '../store/display.ts';
import { followProviders, PAGE_LOOK_MS, useProviders } from '../store/providersStore.ts';
import { useReview } from '../store/reviewStore.ts';
import { useFormat } from '../store/useFormat.ts';
import { SpendLimits } from './SpendLimits.tsx';
import { accountName, moneyWords, oneAmount, shownAccounts } from './money.ts';
import { words } from './words.ts';

/** Organisations' accounts on the Credits page: each for itself, after what belongs to plans. */
export function ProviderCredits() {
  const { say } = useSay();
  const id = useId();
  const accounts = useProviders(({ views }) => views);
  useEffect(() => followProviders(PAGE_LOOK_MS), []);
  const shown = shownAccounts(accounts);
  if (shown.length === 0) return null;
  return (
    <section className="part provider-part" aria-labelledby={id}>
      <h2 id={id} className="part-heading">
        {say(words.credits)}
      </h2>
      <p className="page-note">{say(words.creditsNote)}</p>
      {shown.map((view) => (
        <Account key={view.provider} view={view} />
      ))}
    </section>
  );
}

function Account({ view }: { readonly view: ProviderView }) {
  const speech = useSay();
  const { say } = speech;
  const name = accountName(view, speech);
  const { host } = PROVIDERS[view.provider];
  return (
    <div className="provider-account">
      <h3 className="provider-name">
        <bdi>{name}</bdi>
      </h3>
      <Trouble view={view} />
      {view.figures ? (
        <Figures name={name} figures={view.figures} />
      ) : (
        <p className="page-note">{say(words.nothingYet, { host })}</p>
      )}
    </div>
  );
}

function Trouble({ view: { problem, figures } }: { readonly view: ProviderView }) {
  const { say, sayAgain } = useSay();
  const format = useFormat();
  const nowMs = useReview((state) => state.nowMs);
  if (problem === null) return null;
  return (
    <p className="provider-failure">
      {sayAgain(problem.message)} {problem.wayOut && sayAgain(problem.wayOut)}{' '}
      {figures !== null && say(words.problem)}{' '}
      <span className="aside">{formatAge(problem.atMs, nowMs, format)}</span>
    </p>
  );
}

function Figures({ name, figures }: { readonly name: string; readonly figures: ProviderFigures }) {
  const speech = useSay();
  const { say, sayCount } = speech;
  const format = useFormat();
  const nowMs = useReview((state) => state.nowMs);
  const { models, costLines, asOfMs, source, days } = figures;
  const sum = (of: (one: (typeof models)[number]) => number) =>
    models.reduce((all, one) => all + of(one), 0);
  const out = sum((one) => one.outputTokens);
  const all = out + sum((one) => one.inputTokens + one.cacheReadTokens + one.cacheWriteTokens);
  return (
    <>
      <Headlines>
        <Headline
          label={say(words.thisMonth)}
          value={moneyWords(figures.costThisMonth, format, speech)}
          notes={[say(words.utc)]}
          isMuted={figures.costThisMonth.length === 0}
        />
        <Headline
          label={sayCount(days, words.lastDays)}
          value={moneyWords(figures.costTotal, format, speech)}
          notes={[say(words.utc)]}
          isMuted={figures.costTotal.length === 0}
        />
        <Headline
          label={say(words.tokens)}
          value={models.length === 0 ? say(words.nothing) : formatTokens(all, format)}
          notes={
            models.length === 0 ? [] : [say(words.tokensOut, { count: formatTokens(out, format) })]
          }
          isMuted={models.length === 0}
        />
        <Headline
          label={say(words.asOf)}
          value={formatAge(asOfMs, nowMs, format)}
          isMuted
          notes={[
            `${say(providerMessages.sources[source])}, ${formatInstant(asOfMs, nowMs, format)}`,
          ]}
        />
      </Headlines>
      {figures.spendLimits.length > 0 && <SpendLimits name={name} limits={figures.spendLimits} />}
      {costLines.length > 0 && (
        <div
          className="table-frame provider-lines"
          role="region"
          aria-label={say(words.lines, { name })}
          tabIndex={0}
        >
          <table className="table">
            <TableHead>
              <ColumnHead>{say(words.line)}</ColumnHead>
              <ColumnHead isFigure>{sayCount(days, words.costOver)}</ColumnHead>
            </TableHead>
            <tbody>
              {costLines.slice(0, MOST_LINES).map((line) => (
                <tr key={`${line.currency} ${line.description}`}>
                  <th scope="row">{line.description ?? say(words.everythingElse)}</th>
                  <td className="number">{oneAmount(line, format)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  );
}

/** The rest is on the Settings page. */
const MOST_LINES = 8;
