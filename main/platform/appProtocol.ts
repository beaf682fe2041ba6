/** Windows load from `app://bundle/` only: files of the renderer's build, with the final security headers. */
import fs from 'node:fs/promises';
import path from 'node:path';
import { protocol, type ProtocolResponse } from 'electron';
import { bundlePath, CONTENT_TYPES, SECURITY_HEADERS } from './bundle.ts';

/** Must run before the app is ready. Why compiled code is kept: docs/adr/0013. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, codeCache: true } },
  ]);
}

/**
 * Serves the renderer's build from a folder. Not by `protocol.handle`: each question would be made a `Request`
 * and each answer a stream, for which Node loads its whole `fetch` while somebody waits for the glance.
 */
export function serveBundle(folder: string): void {
  protocol.registerBufferProtocol('app', (request, answer) => {
    void responseTo(request, folder).then(answer);
  });
}

type Asked = { readonly url: string; readonly method: string };

async function responseTo({ url, method }: Asked, folder: string): Promise<ProtocolResponse> {
  const relative = bundlePath(url);
  const type = relative === null ? undefined : CONTENT_TYPES[path.extname(relative)];
  if (relative === null || type === undefined || method !== 'GET') return notFound();
  try {
    const data = await fs.readFile(path.join(folder, ...relative.split('/')));
    return { ...typed(type), statusCode: 200, data };
  } catch {
    return notFound();
  }
}

function notFound(): ProtocolResponse {
  return { ...typed('text/plain; charset=utf-8'), statusCode: 404, data: Buffer.from('Not found') };
}

/** The type as a header, and taken apart, as Electron wants it. */
function typed(type: string): ProtocolResponse {
  const [mimeType = '', charset] = type.split('; charset=');
  return {
    mimeType,
    ...(charset === undefined ? {} : { charset }),
    headers: { ...SECURITY_HEADERS, 'content-type': type },
  };
}
