import type { ReactNode } from 'react';
import {
  formatAge,
  formatCount,
  formatInstant,
  formatReportedMoney,
  formatTokens,
  UNKNOWN,
  type FormatContext,
} from '../../preload/contract/formatting.ts';
import { say } from '../../preload/contract/languages/say.ts';
import { PROVIDERS, type ProviderId } from '../../preload/contract/keys.ts';
import type {
  ProviderFigures as Figures,
  ProviderMoney,
  ProviderTokens,
} from '../../preload/contract/providers.ts';
import { useSay } from '../store/display.ts';
import { useReview } from '../store/reviewStore.ts';
import { providerMessages as words } from './providerMessages.ts';

type FiguresProps = { readonly provider: ProviderId; readonly figures: Figures };

/** What the provider reported of the organisation's account. It stands for itself and is added to nothing. */
export function ProviderFigures({ provider, figures }: FiguresProps) {
  const { say, sayCount } = useSay();
  const snapshot = useReview((state) => state.snapshot);
  const nowMs = useReview((state) => state.nowMs);
  if (snapshot === null) return null;
  const label = say(words.figuresOf, { name: PROVIDERS[provider].name });
  const { asOfMs, source, byDay, members, rateLimits } = figures;
  return (
    <>
      <p className="settings-note">
        {say(words.reportedBy, {
          source: say(words.sources[source]),
          instant: formatInstant(asOfMs, nowMs, snapshot),
          age: formatAge(asOfMs, nowMs, snapshot),
        })}
      </p>
      <Table
        label={label}
        heads={[say(words.line), say(words.cost), say(words.tokensIn), say(words.tokensOut)]}
      >
        <TotalRows figures={figures} context={snapshot} />
      </Table>
      {members.length > 0 && (
        <Table
          label={`${label}: ${say(words.members)}`}
          heads={[say(words.member), say(words.sessions), say(words.estimated)]}
        >
          {members.map((one) => (
            <Row
              key={one.actor}
              name={one.actor}
              cells={[
                one.sessions === null ? UNKNOWN : formatCount(one.sessions, snapshot),
                money(one.estimated, snapshot),
              ]}
            />
          ))}
        </Table>
      )}
      {byDay.length > 0 && (
        <More summary={sayCount(byDay.length, words.days)}>
          <Table
            label={`${label}: ${say(words.day)}`}
            heads={[say(words.day), say(words.cost), say(words.tokensIn), say(words.tokensOut)]}
          >
            {byDay.toReversed().map(({ day, cost, tokens }) => (
              <Row
                key={day}
                name={day}
                cells={[money(cost, snapshot), ...tokenCells(tokens, snapshot)]}
              />
            ))}
          </Table>
        </More>
      )}
      {rateLimits.length > 0 && (
        <More summary={sayCount(rateLimits.length, words.limits)}>
          <Table
            label={`${label}: ${say(words.reports['rate-limits'])}`}
            heads={[say(words.group), say(words.limiter), say(words.value)]}
          >
            {rateLimits.map(({ groupType, models, limiter, value }) => (
              <Row
                key={`${groupType} ${models.join()} ${limiter}`}
                name={models.length === 0 ? groupType : models.join(', ')}
                cells={[limiter.replaceAll('_', ' '), formatCount(value, snapshot)]}
              />
            ))}
          </Table>
        </More>
      )}
    </>
  );
}

type TotalsProps = { readonly figures: Figures; readonly context: FormatContext };

function TotalRows({ figures, context }: TotalsProps) {
  const { say, sayCount } = useSay();
  const none = [UNKNOWN, UNKNOWN];
  return (
    <>
      <Row
        name={say(words.thisMonth)}
        cells={[money(figures.costThisMonth, context), ...none]}
        isStrong
      />
      <Row
        name={sayCount(figures.days, words.lastDays)}
        cells={[money(figures.costTotal, context), ...none]}
        isStrong
      />
      {figures.costLines.map((line) => (
        <Row
          key={`cost ${line.currency} ${line.description}`}
          name={line.description ?? say(words.other)}
          cells={[money([line], context), ...none]}
        />
      ))}
      {figures.models.map((model) => (
        <Row
          key={`model ${model.model}`}
          name={model.model ?? say(words.otherModels)}
          cells={[UNKNOWN, ...tokenCells(model, context)]}
        />
      ))}
    </>
  );
}

function tokenCells(tokens: ProviderTokens | null, context: FormatContext): string[] {
  if (tokens === null) return [UNKNOWN, UNKNOWN];
  const { inputTokens, cacheReadTokens, cacheWriteTokens, outputTokens } = tokens;
  return [inputTokens + cacheReadTokens + cacheWriteTokens, outputTokens].map((count) =>
    formatTokens(count, context),
  );
}

/** Currencies stand side by side; none at all is nothing reported, not zero. */
function money(amounts: readonly ProviderMoney[], context: FormatContext): string {
  if (amounts.length === 0) return say(context, words.nothingReported);
  return amounts
    .map(({ currency, micros }) =>
      formatReportedMoney({ currency, minorUnits: micros, exponent: 6 }, context),
    )
    .join(' + ');
}

type TableProps = {
  readonly label: string;
  readonly heads: readonly string[];
  readonly children: ReactNode;
};

function Table({ label, heads, children }: TableProps) {
  return (
    <div className="table-scroll" tabIndex={0} role="region" aria-label={label}>
      <table className="table table-figures">
        <thead>
          <tr>
            {heads.map((head, index) => (
              <th key={head} scope="col" className={index === 0 ? undefined : 'figure-cell'}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}

type RowProps = {
  readonly name: string;
  readonly cells: readonly string[];
  readonly isStrong?: boolean;
};

function Row({ name, cells, isStrong = false }: RowProps) {
  return (
    <tr className={isStrong ? 'table-strong' : undefined}>
      <th scope="row">{name}</th>
      {cells.map((cell, index) => (
        <td key={index} className="figure-cell">
          {cell}
        </td>
      ))}
    </tr>
  );
}

function More({ summary, children }: { readonly summary: string; readonly children: ReactNode }) {
  return (
    <details className="settings-more">
      <summary>{summary}</summary>
      {children}
    </details>
  );
}
