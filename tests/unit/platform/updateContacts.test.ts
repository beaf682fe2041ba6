/** What the updater's own session does, as the page of hosts tells it. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { followContacts } from '../../../main/platform/updateContacts.ts';
import type { UpdateContact } from '../../../preload/contract/settingsFacts.ts';

type Listener = (details: { url: string; responseHeaders?: Record<string, string[]> }) => void;

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

function followed() {
  const listeners: Record<string, Listener> = {};
  const on = (name: string) => (listener: Listener) => (listeners[name] = listener);
  const webRequest = {
    onCompleted: on('completed'),
    onErrorOccurred: on('failed'),
    onBeforeRedirect: on('redirected'),
  };
  const told: UpdateContact[] = [];
  followContacts(
    { webRequest } as never,
    (contact) => told.push(contact),
    () => 5000,
  );
  return { listeners, told };
}

it('a look is told once: its hosts, with what they said that they sent', () => {
  const { listeners, told } = followed();
  const from = (url: string, bytes?: string) => ({
    url,
    responseHeaders: bytes === undefined ? {} : { 'Content-Length': [bytes] },
  });
  listeners['redirected']?.(from('https://github.com/a/releases/latest', '0'));
  listeners['completed']?.(from('https://objects.example/latest.yml', '512'));
  listeners['completed']?.(from('https://objects.example/app', '1000'));
  listeners['completed']?.(from('https://objects.example/chunked'));
  listeners['failed']?.({ url: 'https://gone.example/x' });
  listeners['completed']?.(from('chrome-extension://inner', '9'));
  expect(told).toEqual([]);
  vi.advanceTimersByTime(1000);
  expect(told).toEqual([
    {
      lastContactAtMs: 5000,
      requests: 5,
      bytesReceived: 1512,
      hosts: ['github.com', 'objects.example', 'gone.example'],
    },
  ]);
  listeners['completed']?.(from('https://github.com/b', '7'));
  vi.advanceTimersByTime(1000);
  expect(told[1]).toMatchObject({ requests: 1, bytesReceived: 7, hosts: ['github.com'] });
});
