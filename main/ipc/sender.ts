/** Who may ask: the top frame of a page from our own bundle. */
import { BUNDLE_ORIGIN } from '../platform/bundle.ts';

/** The part of a frame that the decision needs. */
export type SenderFrame = {
  readonly origin: string;
  readonly parent: unknown;
};

/** Compares the frame's origin, not its URL: an empty document inherits nothing from an origin. */
export function isTrustedSender(frame: SenderFrame | null | undefined): boolean {
  return !!frame && frame.parent === null && frame.origin === BUNDLE_ORIGIN;
}
