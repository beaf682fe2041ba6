/** What a picture is painted from, and what it is while nothing is known. */
import type { PaintInput } from './paint.ts';

export type Gathered = Pick<
  PaintInput,
  | 'hosts'
  | 'limitReadings'
  | 'creditsReadings'
  | 'activities'
  | 'recentEvents'
  | 'daySessions'
  | 'billed'
  | 'totals'
>;

export const NOTHING_GATHERED: Gathered = {
  hosts: new Map(),
  limitReadings: [],
  creditsReadings: [],
  activities: [],
  recentEvents: [],
  daySessions: [],
  billed: [],
  totals: null,
};
