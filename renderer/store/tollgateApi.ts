import type { TollgateApi } from '../../preload/contract/channels.ts';

declare global {
  interface Window {
    /** Put there by the preload script before any of this runs. */
    readonly tollgate: TollgateApi;
  }
}

/** Read at each call, so that a test may put its own in place. */
export function tollgate(): TollgateApi {
  return window.tollgate;
}
