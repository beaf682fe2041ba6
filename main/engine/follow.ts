/** Those who act on each picture: gate, alerts. They see what every face sees, and never hold a look up. */
import type { Settings } from '../../preload/contract/settings.ts';
import type { Picture } from '../domain/snapshot.ts';
import type { PricingPort } from '../prices/pricing.ts';
import type { Tables } from './database.ts';
import type { Trouble } from './problemBook.ts';

export type Followed = Picture & {
  readonly tables: Tables;
  readonly settings: Settings;
  readonly prices: Pick<PricingPort, 'version' | 'asOfMs' | 'isInTable'>;
  readonly nowMs: number;
  /** Who paid for what is told of everything that is saved. */
  readonly isMoneyDerived: boolean;
};

export type Follower = {
  /** Called after each picture of a ready engine that writes; it must not throw for what can be expected. */
  follow(followed: Followed): void;
  /** What it could not do, for the next picture. */
  troubles(): readonly Trouble[];
  close(): void;
};
