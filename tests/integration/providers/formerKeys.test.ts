/** A provider that quotes a key back after it was replaced, whatever that key looked like. */
import { expect, it } from 'vitest';
import { createProviderHttp } from '../../../main/platform/providerHttp.ts';
import { PROVIDER_SOURCES } from '../../../main/sources/providers/index.ts';
import { pollProvider } from '../../../main/sources/providers/poll.ts';
import { startGoodServer } from '../../fixtures/providers/goodServer.ts';

it('the quote holds neither the present key nor the former one', async () => {
  const server = await startGoodServer();
  const poll = (key: string) =>
    pollProvider({
      provider: PROVIDER_SOURCES.anthropic,
      key,
      jobs: [],
      http: createProviderHttp({ loopbackPort: server.port }),
      clock: Date.now,
      signal: new AbortController().signal,
    });
  // Of no shape that any scanner knows.
  const [former, present, unknown] = ['Tuple', 'Maple', 'Never'].map((word) =>
    `${word}~`.repeat(6),
  );
  await poll(former ?? '');
  server.interfere((_url, response) => {
    const message = `Key ${former} was replaced; "${present}" is refused, not ${unknown}.`;
    response.writeHead(401, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ error: { message } }));
    return true;
  });
  const { failure } = await poll(present ?? '');
  expect(failure?.kind).toBe('key-refused');
  expect(failure?.message).toContain('Key [redacted] was replaced; "[redacted]" is refused');
  // What this process never used cannot be known for a key.
  expect(failure?.message).toContain(unknown);
  await server.close();
});
