/** Two copies of one response that are equally good: which was read first must not matter. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { createImporter } from './importer.ts';

const LINE =
  '{"type":"assistant","isSidechain":false,"sessionId":"s","requestId":"r","cwd":"/p/one","timestamp":"2026-11-20T10:00:00Z","message":{"id":"m","model":"model-b","usage":{"input_tokens":5,"output_tokens":7,"cache_read_input_tokens":9}}}';

/** Everything about the one event after the copies were read one after the other. */
async function eventAfter(...copies: readonly string[]): Promise<unknown> {
  const root = fs.mkdtempSync(path.join(os.tmpdir(), 'tollgate-ties-'));
  const importer = createImporter(root);
  try {
    for (const [nth, copy] of copies.entries()) {
      fs.writeFileSync(path.join(importer.projects, `${nth}.jsonl`), `${copy}\n`);
      await importer.look();
    }
    const [billed, ...others] = importer.reader().billedSince(0);
    const [event] = importer.reader().eventsBetween(0, Infinity);
    expect(others).toEqual([]);
    // Both runs have folders of their own.
    return { billed: { ...billed, account: null }, event: { ...event, account: null } };
  } finally {
    importer.close();
    fs.rmSync(root, { recursive: true, force: true });
  }
}

it.each([
  ['model', '"model":"model-b"', '"model":"model-a"'],
  ['share of tokens', '"input_tokens":5', '"cache_creation_input_tokens":5'],
  ['way of service', '"output_tokens":7', '"speed":"fast","output_tokens":7'],
  ['place', '"output_tokens":7', '"inference_geo":"us","output_tokens":7'],
  [
    'searches',
    '"output_tokens":7',
    '"server_tool_use":{"web_search_requests":1},"output_tokens":7',
  ],
  ['project', '/p/one', '/p/eno'],
])('copies that differ in the %s end as the same event in either order', async (_, part, other) => {
  const copy = LINE.replace(part, other);
  expect(copy).not.toBe(LINE);
  expect(await eventAfter(LINE, copy)).toEqual(await eventAfter(copy, LINE));
});
