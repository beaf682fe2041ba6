/** Made-up keys that stand out, and the search for them in everything that a program leaves behind. */
import fs from 'node:fs';
import path from 'node:path';
import { randomBytes } from 'node:crypto';

export type Canary = { readonly name: string; readonly key: string };

/** Signs that each encoding writes differently, in a key that is otherwise random from its first sign on. */
export function makeCanary(name: string): Canary {
  const random = (bytes: number) => randomBytes(bytes).toString('hex');
  return { name, key: `${random(12)}"%/+~${random(24)}` };
}

/** A canary as eight encodings would write it; each as the bytes to look for. */
export function encodingsOf({ key }: Canary): Record<string, Buffer[]> {
  const base64 = (text: string) => [0, 1, 2].map((shift) => base64At(text, shift));
  return {
    plain: [Buffer.from(key)],
    base64: base64(key).map((text) => Buffer.from(text)),
    base64url: base64(key).map((text) =>
      Buffer.from(text.replaceAll('+', '-').replaceAll('/', '_')),
    ),
    hex: [Buffer.from(Buffer.from(key).toString('hex'))],
    url: [Buffer.from(encodeURIComponent(key))],
    json: [Buffer.from(JSON.stringify(key).slice(1, -1))],
    utf16: [Buffer.from(key, 'utf16le')],
    ends: [Buffer.from(key.slice(0, 8)), Buffer.from(key.slice(-8))],
  };
}

/** The part of an encoding that does not depend on what stands around the text. */
function base64At(text: string, shift: number): string {
  const encoded = Buffer.from(`${'x'.repeat(shift)}${text}`).toString('base64');
  return encoded.replace(/=+$/, '').slice(shift === 0 ? 0 : 4, -4);
}

/** What is found of the canaries in the content of a sink, as `sink: canary in encoding`. */
export function hitsIn(
  sink: string,
  content: Buffer | string,
  canaries: readonly Canary[],
): string[] {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  return canaries.flatMap((canary) =>
    Object.entries(encodingsOf(canary)).flatMap(([encoding, patterns]) =>
      patterns.some((pattern) => bytes.includes(pattern))
        ? [`${sink}: ${canary.name} in ${encoding}`]
        : [],
    ),
  );
}

/** The same for every file below a folder, whatever it is; @returns also how many bytes were looked at */
export function hitsBelow(
  sink: string,
  folder: string,
  canaries: readonly Canary[],
): { readonly hits: string[]; readonly bytes: number; readonly files: string[] } {
  const hits: string[] = [];
  const files: string[] = [];
  let bytes = 0;
  if (!fs.existsSync(folder)) return { hits, bytes, files };
  for (const entry of fs.readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const file = path.join(entry.parentPath, entry.name);
    if (!entry.isFile()) continue;
    let content: Buffer;
    try {
      content = fs.readFileSync(file);
    } catch {
      continue;
    }
    files.push(file);
    bytes += content.length;
    hits.push(...hitsIn(`${sink} ${path.relative(folder, file)}`, content, canaries));
  }
  return { hits, bytes, files };
}
