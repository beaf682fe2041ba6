/** Figures and where they come from: every one carries its source, its basis and its age. */
import type { ProviderSource } from './providers.ts';
import type { Basis, SourceId } from './snapshot.ts';

/**
 * Who said it: a source, a provider's account of an organisation, the user, Tollgate's own ledger, or an official
 * article taken as the default.
 */
export type FigureSource = SourceId | ProviderSource | 'ledger' | 'default';

/** What every figure carries beside its value. Times are epoch milliseconds. */
export type Origin = {
  readonly source: FigureSource;
  readonly basis: Basis;
  readonly asOfMs: number;
};

/** A value with its origin; an unknown one is `null` instead of a figure. */
export type Figure<T> = Origin & { readonly value: T };
