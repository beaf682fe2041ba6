/**
 * A home with an agent's fixture in it, and the import over it. A fixture is a folder `tests/fixtures/agents/ID`:
 * `places.json` says which file of the fixtures lies where in the home (a `.sql` becomes a database), and
 * `expected.json` what is counted.
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import Database from 'better-sqlite3';
import type { Environment } from '../../../main/agents/agent.ts';
import { AGENTS } from '../../../main/agents/registry.ts';
import { discoverLogs } from '../../../main/ingest/discover.ts';
import { ingest, type IngestResult } from '../../../main/ingest/ingest.ts';
import type { CursorBook } from '../../../main/ingest/jobs.ts';
import { createPricing } from '../../../main/prices/pricing.ts';
import { openDatabase } from '../../../main/store/open.ts';
import { createReader } from '../../../main/store/read.ts';
import { createWriter } from '../../../main/store/saveBatches.ts';
import type { AgentId } from '../../../preload/contract/snapshot.ts';

const FIXTURES = path.join(import.meta.dirname, '..', '..', 'fixtures');

/** An answer as it counts, without what differs from machine to machine. */
export type CountedAnswer = {
  readonly sessionId: string;
  readonly project: string | null;
  readonly model: string;
  readonly atMs: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly cacheWriteTokens: number;
  readonly cacheReadTokens: number;
};

export type FixtureFile = {
  readonly place: string;
  readonly bytes: Buffer;
  readonly isSql: boolean;
};

/** Files of an agent's fixture; null: it has none. */
export function fixtureOf(agent: AgentId): readonly FixtureFile[] | null {
  const file = path.join(FIXTURES, 'agents', agent, 'places.json');
  if (!fs.existsSync(file)) return null;
  const places = JSON.parse(fs.readFileSync(file, 'utf8')) as Record<string, string>;
  return Object.entries(places).map(([place, source]) => ({
    place,
    bytes: fs.readFileSync(path.join(FIXTURES, source)),
    isSql: source.endsWith('.sql'),
  }));
}

export function expectedOf(agent: AgentId): CountedAnswer[] {
  const file = path.join(FIXTURES, 'agents', agent, 'expected.json');
  return JSON.parse(fs.readFileSync(file, 'utf8')) as CountedAnswer[];
}

export type AgentLab = ReturnType<typeof createAgentLab>;

export function createAgentLab(agent: AgentId) {
  const root = fs.mkdtempSync(path.join(os.tmpdir(), 'tollgate-agent-'));
  const home = path.join(root, 'home');
  const environment: Environment = {
    variables: {},
    homeFolder: home,
    join: path.join,
    resolve: path.resolve,
  };
  const database = openDatabase(path.join(root, 'data'), 'write-if-free');
  const pricing = createPricing();
  const reader = createReader(database.connection, [agent]);
  const book: CursorBook = { byPath: new Map(), cursorOf: reader.fileCursor };
  const inHome = (place: string) => path.join(home, ...place.split('/'));

  function write(place: string, bytes: Buffer | string): void {
    fs.mkdirSync(path.dirname(inHome(place)), { recursive: true });
    fs.writeFileSync(inHome(place), bytes);
  }

  return {
    home,
    environment,
    inHome,
    write,
    reader,
    /** Puts a fixture's file where the agent keeps it. */
    put({ place, bytes, isSql }: FixtureFile): void {
      if (!isSql) return write(place, bytes);
      fs.mkdirSync(path.dirname(inHome(place)), { recursive: true });
      const made = new Database(inHome(place));
      made.pragma('journal_mode = WAL');
      made.exec(bytes.toString('utf8'));
      made.close();
    },
    /** Reads all that is new, as each minute does. */
    look(): Promise<IngestResult> {
      const { files } = discoverLogs(AGENTS[agent], AGENTS[agent].configFolders(environment));
      const ports = { writer: createWriter(database.connection), pricing, helper: () => null };
      return ingest(files, book, ports, () => undefined, true);
    },
    /** As if nothing had ever been read. */
    forget(): void {
      book.byPath = new Map();
    },
    counted(): CountedAnswer[] {
      return [...reader.eventsBetween(-Infinity, Infinity)]
        .map(({ sessionId, project, model, atMs, ...event }) => ({
          sessionId,
          project,
          model,
          atMs,
          inputTokens: event.inputTokens,
          outputTokens: event.outputTokens,
          cacheWriteTokens: event.cacheWriteTokens,
          cacheReadTokens: event.cacheReadTokens,
        }))
        .sort((a, b) => a.atMs - b.atMs || (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
    },
    refused: (): number => reader.refusedLines(),
    close(): void {
      database.close();
      fs.rmSync(root, { recursive: true, force: true });
    },
  };
}
