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
import { PROVIDERS, type ProviderId } from '../../preload/contract/keys.ts';
import type {
  ProviderFigures as Figures,
  ProviderMoney,
  ProviderTokens,
} from '../../preload/contract/providers.ts';
import { useReview } from '../store/reviewStore.ts';
import { providerMessages as words } from './providerMessages.ts';

type FiguresProps = { readonly provider: ProviderId; readonly figures: Figures };

/** What the provider reported of the organisation's account. It stands for itself and is added to nothing. */
export function ProviderFigures({ provider, figures }: FiguresProps) {
  const snapshot = useReview((state) => state.snapshot);
  const nowMs = useReview((state) => state.nowMs);
  if (snapshot === null) return null;
  const label = words.figuresOf(PROVIDERS[provider].name);
  const { asOfMs, source, byDay, members, rateLimits } = figures;
  return (
    <>
      <p className="settings-note">
        {words.reportedBy(
          words.sources[source],
          formatInstant(asOfMs, nowMs, snapshot),
          formatAge(asOfMs, nowMs, snapshot),
        )}
      </p>
      <Table label={label} heads={[words.line, words.cost, words.tokensIn, words.tokensOut]}>
        {totalRows(figures, snapshot)}
      </Table>
      {members.length > 0 && (
        <Table
          label={`${label}: ${words.members}`}
          heads={[words.member, words.sessions, words.estimated]}
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
        <More summary={words.days(byDay.length)}>
          <Table
            label={`${label}: ${words.day}`}
            heads={[words.day, words.cost, words.tokensIn, words.tokensOut]}
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
        <More summary={words.limits(rateLimits.length)}>
          <Table
            label={`${label}: ${words.reports['rate-limits']}`}
            heads={[words.group, words.limiter, words.value]}
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

function totalRows(figures: Figures, context: FormatContext): ReactNode {
  const none = [UNKNOWN, UNKNOWN];
  return (
    <>
      <Row
        name={words.thisMonth}
        cells={[money(figures.costThisMonth, context), ...none]}
        isStrong
      />
      <Row
        name={words.lastDays(figures.days)}
        cells={[money(figures.costTotal, context), ...none]}
        isStrong
      />
      {figures.costLines.map((line) => (
        <Row
          key={`cost ${line.currency} ${line.description}`}
          name={line.description ?? words.other}
          cells={[money([line], context), ...none]}
        />
      ))}
      {figures.models.map((model) => (
        <Row
          key={`model ${model.model}`}
          name={model.model ?? words.otherModels}
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
  if (amounts.length === 0) return words.nothingReported;
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
