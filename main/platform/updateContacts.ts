/** What looking for a new version cost: which hosts were asked, when, and how much they sent. */
import type { Session } from 'electron';
import type { UpdateContact } from '../../preload/contract/settingsFacts.ts';

/** Requests of one look or download come close together; they are told once. */
const QUIET_MS = 1000;

type Details = { readonly url: string; readonly responseHeaders?: Record<string, string[]> };

/**
 * Follows every request of the updater's own session.
 * @param tell with what was contacted since it was told last
 */
export function followContacts(
  session: Pick<Session, 'webRequest'>,
  tell: (contact: UpdateContact) => void,
  clock: () => number = Date.now,
): void {
  let since: UpdateContact | null = null;
  let timer: NodeJS.Timeout | null = null;
  const note = ({ url, responseHeaders }: Details) => {
    const host = hostOf(url);
    if (host === null) return;
    since = {
      lastContactAtMs: clock(),
      requests: (since?.requests ?? 0) + 1,
      bytesReceived: (since?.bytesReceived ?? 0) + lengthOf(responseHeaders),
      hosts: [...new Set([...(since?.hosts ?? []), host])],
    };
    if (timer) clearTimeout(timer);
    timer = setTimeout(() => {
      if (since) tell(since);
      since = null;
    }, QUIET_MS);
  };
  session.webRequest.onCompleted(note);
  // Asked is asked, also where nothing came back.
  session.webRequest.onErrorOccurred(note);
  session.webRequest.onBeforeRedirect(note);
}

function hostOf(url: string): string | null {
  try {
    const { protocol, host } = new URL(url);
    return protocol === 'https:' || protocol === 'http:' ? host : null;
  } catch {
    return null;
  }
}

/** What the host said that it sends; 0 where it did not say. */
function lengthOf(headers: Details['responseHeaders'] = {}): number {
  const name = Object.keys(headers).find((key) => key.toLowerCase() === 'content-length');
  const bytes = Number(name === undefined ? NaN : headers[name]?.[0]);
  return Number.isSafeInteger(bytes) && bytes >= 0 ? bytes : 0;
}
