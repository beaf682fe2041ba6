/** Damaged lines: the good ones count exactly, the bad ones are refused, nothing crashes. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createFuzz } from '../../oracle/fuzzLines.ts';
import { createMemoryReader } from '../../oracle/inMemory.ts';
import { readManyLines, withSpared } from '../../oracle/manyLines.ts';
import { startOracle, type Oracle } from '../../oracle/oracleProcess.ts';
import { asStored, placeOf, storedTotals } from '../../oracle/realFiles.ts';
import { createImporter } from '../ingest/importer.ts';

const LINES = 100_000;
const SAVED_LINES = 20_000;
const SEED = 7;

let oracle: Oracle;
beforeAll(() => {
  oracle = startOracle();
});
afterAll(() => oracle.stop());

describe('damaged lines', () => {
  it(`${LINES}: exactly the good ones count`, { timeout: 600_000 }, async () => {
    const tally = await readManyLines(oracle, SEED, LINES);
    expect(tally.failures).toEqual([]);
    expect(tally.valid).toBeGreaterThan(LINES / 2);
    expect(tally.refused).toBeGreaterThan(LINES / 5);
    expect(tally.spared).toBeLessThan(LINES / 100);
  });

  it(`${SAVED_LINES} saved: none makes the database refuse the others`, async () => {
    const root = fs.mkdtempSync(path.join(os.tmpdir(), 'tollgate-counting-'));
    const importer = createImporter(root);
    const reader = createMemoryReader();
    try {
      const fuzz = createFuzz(SEED + 1);
      const files = Array.from({ length: 10 }, () => fuzz.transcript(SAVED_LINES / 10).file);
      for (const file of files) {
        fs.mkdirSync(path.dirname(placeOf(importer, file)), { recursive: true });
        fs.writeFileSync(placeOf(importer, file), file.bytes);
      }
      await importer.look();
      const strict = await oracle.judge(files);
      const { answer } = await withSpared(
        oracle,
        files,
        strict,
        reader.count(files, SEED, 'lines'),
      );
      expect(storedTotals(importer)).toEqual(asStored(answer.totals));
    } finally {
      reader.dispose();
      importer.close();
      fs.rmSync(root, { recursive: true, force: true });
    }
  });

  it('what once made the database refuse a whole file is saved or left out', async () => {
    const root = fs.mkdtempSync(path.join(os.tmpdir(), 'tollgate-counting-'));
    const importer = createImporter(root);
    const claude = (message: string, more = '') =>
      `{"type":"assistant"${more},"sessionId":"s","timestamp":"2026-11-20T10:00:00Z","message":${message}}`;
    const rejected = (type: string, resetsAt: string) =>
      claude(
        '{"model":"<synthetic>","usage":{}}',
        `,"isApiErrorMessage":true,"apiErrorParams":{"rate_limit_info":{"status":"rejected","rateLimitType":"${type}","resetsAt":${resetsAt}}}`,
      );
    const codex = (window: string, nth: number) =>
      `{"timestamp":"2026-11-20T1${nth}:00:00Z","type":"event_msg","payload":{"type":"token_count","info":null,"rate_limits":{"primary":{"used_percent":3,${window}}}}}`;
    const huge = Array.from({ length: 1100 }, (_, nth) =>
      claude(`{"id":"huge-${nth}","model":"m","usage":{"output_tokens":9007199254740991}}`),
    );
    const large = Array.from({ length: 1100 }, (_, nth) =>
      claude(`{"id":"large-${nth}","model":"m","usage":{"output_tokens":100000000000}}`),
    );
    try {
      const claudeLines = [
        rejected('constructor', '1795370400'),
        rejected('five_hour', '1795370400.1234'),
        rejected('seven_day', '1e300'),
        ...huge,
        ...large,
      ];
      fs.writeFileSync(path.join(importer.projects, 's.jsonl'), claudeLines.join('\n'));
      const codexLines = ['"resets_in_seconds":12.3456', '"resets_at":1795370400.1234'].map(codex);
      fs.writeFileSync(path.join(importer.sessions, 'r.jsonl'), codexLines.join('\n'));
      await importer.look();
      const reader = importer.reader();
      expect(reader.sumsBetween(0, Infinity)).toMatchObject({
        events: 1100,
        outputTokens: 1100 * 100_000_000_000,
      });
      expect(reader.refusedLines()).toBe(1100);
      const resets = reader
        .limitReadingsSince(0)
        .map(({ agent, kind, resetsAtMs }) => [agent, kind, resetsAtMs]);
      expect(resets.sort()).toEqual([
        ['claude-code', 'session', 1_795_370_400_123],
        ['claude-code', 'weekly', null],
        ['codex', 'session', Date.UTC(2026, 10, 20, 10) + 12_346],
        ['codex', 'session', 1_795_370_400_123],
      ]);
    } finally {
      importer.close();
      fs.rmSync(root, { recursive: true, force: true });
    }
  });

  it('brackets a hundred thousand deep neither stop the reading nor hide a response', () => {
    const reader = createMemoryReader();
    const line = (id: string, value: string) =>
      `{"type":"assistant","x":${value},"sessionId":"s","timestamp":"2026-11-20T10:00:00Z","message":{"id":"${id}","model":"m","usage":{"input_tokens":1,"output_tokens":2}}}`;
    const deep = '['.repeat(100_000);
    const text = [
      line('a', '1'),
      line('b', deep + ']'.repeat(100_000)),
      line('c', deep),
      line('d', '2'),
    ];
    try {
      const file = { agent: 'claude-code', stem: 's', folders: ['p'] } as const;
      const answer = reader.count([{ ...file, bytes: Buffer.from(text.join('\n')) }], 1);
      expect(answer).toEqual({
        totals: { 'claude-code|s|m|2026-11-20': [3, 3, 6, 0, 0, 0, 0] },
        refused: 1,
        partial: 0,
      });
    } finally {
      reader.dispose();
    }
  });
});
