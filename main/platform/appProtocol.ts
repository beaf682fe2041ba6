/** Windows load from `app://bundle/` only: files of the renderer's build, with the final security headers. */
import fs from 'node:fs/promises';
import path from 'node:path';
import { protocol } from 'electron';
import { bundlePath, CONTENT_TYPES, SECURITY_HEADERS } from './bundle.ts';

/** Must run before the app is ready. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true } },
  ]);
}

/** Serves the renderer's build from a folder. */
export function serveBundle(folder: string): void {
  protocol.handle('app', async (request) => {
    const relative = bundlePath(request.url);
    const type = relative === null ? undefined : CONTENT_TYPES[path.extname(relative)];
    if (relative === null || type === undefined || request.method !== 'GET') return notFound();
    try {
      const file = await fs.readFile(path.join(folder, ...relative.split('/')));
      return new Response(new Uint8Array(file), {
        headers: { ...SECURITY_HEADERS, 'content-type': type },
      });
    } catch {
      return notFound();
    }
  });
}

function notFound(): Response {
  return new Response('Not found', { status: 404, headers: { ...SECURITY_HEADERS } });
}
