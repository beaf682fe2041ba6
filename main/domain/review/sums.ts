/** Adding up cells of use: who paid is told apart in every sum. Exact integers. */
import type {
  HistoryDimension,
  HistoryFilters,
  HistorySums,
} from '../../../preload/contract/review/history.ts';
import type { AgentId } from '../../../preload/contract/snapshot.ts';
import { UNKNOWN_PROJECT } from '../history.ts';

type Side = 'plan' | 'credits' | 'unclear' | 'api-key';

/** Answers of a quarter of an hour that share account, model and project. */
export type Cell = {
  readonly atMs: number;
  readonly agent: AgentId;
  readonly account: string;
  /** `accountText` of both, made once an account. */
  readonly accountKey: string;
  readonly model: string;
  readonly project: string | null;
  readonly events: number;
  readonly unpricedEvents: number;
  readonly costMicros: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly cacheWriteTokens: number;
  readonly cacheReadTokens: number;
  /** Whose money the rest is that is neither credits nor unclear. */
  readonly restSide: Extract<Side, 'plan' | 'api-key'>;
};

/** What of the same use was, or may have been, paid with credits; a part of a `Cell`, never beside it. */
export type PaidPart = Pick<
  Cell,
  'atMs' | 'agent' | 'account' | 'accountKey' | 'model' | 'project' | 'costMicros'
> & {
  readonly side: Extract<Side, 'credits' | 'unclear'>;
  readonly restSide: Cell['restSide'];
};

export type Sums = { -readonly [K in keyof HistorySums]: HistorySums[K] };

export function emptySums(): Sums {
  return {
    events: 0,
    unpricedEvents: 0,
    inputTokens: 0,
    outputTokens: 0,
    cacheWriteTokens: 0,
    cacheReadTokens: 0,
    planMicros: 0,
    creditMicros: 0,
    unclearMicros: 0,
    apiKeyMicros: 0,
  };
}

export function addCell(sums: Sums, cell: Cell): void {
  sums.events += cell.events;
  sums.unpricedEvents += cell.unpricedEvents;
  sums.inputTokens += cell.inputTokens;
  sums.outputTokens += cell.outputTokens;
  sums.cacheWriteTokens += cell.cacheWriteTokens;
  sums.cacheReadTokens += cell.cacheReadTokens;
  sums[restOf(cell)] += cell.costMicros;
}

/** Moves a part of what `addCell` has added to its own side. */
export function movePaid(sums: Sums, part: PaidPart): void {
  sums[restOf(part)] -= part.costMicros;
  sums[part.side === 'credits' ? 'creditMicros' : 'unclearMicros'] += part.costMicros;
}

function restOf({ restSide }: Pick<Cell, 'restSide'>): 'planMicros' | 'apiKeyMicros' {
  return restSide === 'plan' ? 'planMicros' : 'apiKeyMicros';
}

/** Adds sums to sums. */
export function addSums(sums: Sums, other: HistorySums): void {
  for (const name of Object.keys(sums) as (keyof Sums)[]) sums[name] += other[name];
}

/** All priced use of sums, whoever paid. */
export function worthMicros(sums: HistorySums): number {
  return sums.planMicros + sums.creditMicros + sums.unclearMicros + sums.apiKeyMicros;
}

type Keyed = Pick<Cell, 'agent' | 'accountKey' | 'model' | 'project'>;

/** The key of one dimension, as filters and series name it. */
export function keyOf(cell: Keyed, dimension: HistoryDimension): string {
  switch (dimension) {
    case 'model':
      return cell.model;
    case 'agent':
      return cell.agent;
    case 'project':
      return cell.project ?? UNKNOWN_PROJECT;
    case 'account':
      return cell.accountKey;
    default:
      return dimension satisfies never;
  }
}

/** Whether a cell is among what the filters keep: in every dimension one of the keys, or no keys at all. */
export function keeper(filters: HistoryFilters): (cell: Keyed) => boolean {
  const dimensions = (Object.keys(filters) as HistoryDimension[]).flatMap((dimension) => {
    const keys = filters[dimension];
    return keys.length === 0 ? [] : [{ dimension, keys: new Set(keys) }];
  });
  return (cell) => dimensions.every(({ dimension, keys }) => keys.has(keyOf(cell, dimension)));
}
