/** Reading a log that is one JSON text, whole; its facts are keyed by the agent's own ids. */
import { isUtf8 } from 'node:buffer';
import fs from 'node:fs';
import path from 'node:path';
import type { DocumentFormat } from '../agents/agent.ts';
import { collectFacts, createRefusals } from './collectFacts.ts';
import { contextOf, identityOf, type TailJob, type ReadResult } from './tailFile.ts';

/** Larger ones are refused unread: parsing takes several times the text's size in memory. */
const LARGEST_BYTES = 128 * 1024 * 1024;
const BYTE_ORDER_MARK = /^\uFEFF/;

/**
 * Reads a document again.
 * @throws the file system's error when the file cannot be read
 */
export function readDocument(job: TailJob, format: DocumentFormat): ReadResult {
  const stats = fs.statSync(job.path);
  const collected = collectFacts();
  // A document is all there is: what was refused in an earlier state of it is gone.
  const { counts: refused, refuse } = createRefusals();
  const text = stats.size > LARGEST_BYTES ? 'too-long' : readText(job.path);
  if (typeof text === 'string') refuse(text);
  else if (text !== null) {
    const beside = (name: string) => besideOf(job.path, name);
    const context = { ...contextOf(job), beside, modifiedAtMs: Math.floor(stats.mtimeMs) };
    format.read(text.parsed, context, { ...collected.sink, refuse });
  }
  return {
    cursor: {
      agent: job.agent,
      path: job.path,
      identity: identityOf(stats),
      size: stats.size,
      modifiedAtMs: Math.floor(stats.mtimeMs),
      readOffset: stats.size,
      contentHash: '',
      parserState: null,
      refused,
      hasPartialLine: false,
    },
    account: job.account,
    movedFrom: job.movedFrom,
    facts: collected.facts(),
    limits: collected.limits,
    credits: collected.credits,
    notes: collected.notes(),
    bytesRead: stats.size,
  };
}

type Read = { readonly parsed: unknown } | 'too-long' | 'not-utf8' | 'not-json' | null;

/** null: an empty file, which somebody has only begun to write. */
function readText(file: string): Read {
  const bytes = fs.readFileSync(file);
  if (bytes.length === 0) return null;
  if (!isUtf8(bytes)) return 'not-utf8';
  try {
    const parsed: unknown = JSON.parse(bytes.toString('utf8').replace(BYTE_ORDER_MARK, ''));
    return { parsed };
  } catch {
    return 'not-json';
  }
}

function besideOf(file: string, name: string): unknown {
  const other = path.join(path.dirname(file), name);
  const size = fs.statSync(other, { throwIfNoEntry: false })?.size ?? Infinity;
  if (size > LARGEST_BYTES) return undefined;
  try {
    const read = readText(other);
    return typeof read === 'object' ? read?.parsed : undefined;
  } catch {
    return undefined;
  }
}
