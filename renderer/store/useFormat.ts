import type { FormatContext } from '../../preload/contract/formatting.ts';
import { useReview } from './reviewStore.ts';

const BEFORE_FIRST: FormatContext = { locale: 'en', timeZone: 'UTC' };

/** How the user wants figures and times written; the snapshot knows. */
export function useFormat(): FormatContext {
  return useReview((state) => state.snapshot) ?? BEFORE_FIRST;
}
