/** What the History page looks at; it stays when another page is shown. */
import { create } from 'zustand';
import type {
  HistoryDimension,
  HistoryFilters,
  HistoryRange,
} from '../../preload/contract/review/history.ts';
import { shifted, type Scale } from './days.ts';

export type HistoryState = {
  readonly scale: Scale;
  /** A day of the period that is looked at; null: today. */
  readonly day: string | null;
  /** A range of the user's own, in the place of the scale's period; null: none. */
  readonly ownRange: HistoryRange | null;
  readonly grouping: HistoryDimension;
  readonly filters: HistoryFilters;
  readonly face: 'chart' | 'table';
};

export const NO_FILTERS: HistoryFilters = { model: [], agent: [], project: [], account: [] };

export const useHistory = create<HistoryState>()(() => ({
  scale: 'month',
  day: null,
  ownRange: null,
  grouping: 'model',
  filters: NO_FILTERS,
  face: 'chart',
}));

export function chooseScale(scale: Scale): void {
  useHistory.setState({ scale, ownRange: null });
}

export function chooseDay(day: string | null): void {
  useHistory.setState({ day, ownRange: null });
}

/** A day of its own, by its hours. */
export function openDay(day: string): void {
  useHistory.setState({ day, ownRange: null, scale: 'day' });
}

export function chooseRange(ownRange: HistoryRange): void {
  const { scale } = useHistory.getState();
  useHistory.setState({ ownRange, scale: scale === 'windows' ? 'windows' : scale });
}

/** To the period beside the shown one; an own range moves by its own length. */
export function move(range: HistoryRange, direction: 1 | -1): void {
  chooseDay(shifted(range, direction));
}

export function chooseGrouping(grouping: HistoryDimension): void {
  useHistory.setState({ grouping });
}

export function chooseFace(face: HistoryState['face']): void {
  useHistory.setState({ face });
}

export function toggleFilter(dimension: HistoryDimension, key: string): void {
  useHistory.setState(({ filters }) => {
    const keys = filters[dimension];
    const next = keys.includes(key) ? keys.filter((one) => one !== key) : [...keys, key];
    return { filters: { ...filters, [dimension]: next } };
  });
}

export function clearFilters(): void {
  useHistory.setState({ filters: NO_FILTERS });
}
