/** What tells that a log has changed. A database's latest rows stand in its write-ahead log, not in the file itself. */
import fs from 'node:fs';
import path from 'node:path';
import type { Agent, LogFormat } from '../agents/agent.ts';
import { AGENTS } from '../agents/registry.ts';

export type FileState = { readonly size: number; readonly modifiedAtMs: number };

/** How an agent's file is read; null: line by line. */
export function formatOf(agent: Agent['id'], file: string): LogFormat | null {
  return AGENTS[agent].formatOf?.(path.basename(file)) ?? null;
}

export function isDatabase(agent: Agent['id'], file: string): boolean {
  return formatOf(agent, file)?.kind === 'database';
}

/** Size in bytes and time of the last change, of the file and of the log beside a database. */
export function stateOf(file: string, stats: fs.Stats, withLog: boolean): FileState {
  const own = { size: stats.size, modifiedAtMs: Math.floor(stats.mtimeMs) };
  const log = withLog ? fs.statSync(`${file}-wal`, { throwIfNoEntry: false }) : undefined;
  if (!log) return own;
  return {
    size: own.size + log.size,
    modifiedAtMs: Math.max(own.modifiedAtMs, Math.floor(log.mtimeMs)),
  };
}
