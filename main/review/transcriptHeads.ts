/** The first lines of transcripts, read when somebody wants to know what a session was about. Never stored. */
import fs from 'node:fs';
import { AGENTS } from '../agents/registry.ts';
import type { SessionAbout } from '../agents/agent.ts';
import type { AgentId } from '../../preload/contract/snapshot.ts';

const HEAD_BYTES = 64 * 1024;
/** A title is one line in a list. */
const LONGEST_TITLE = 120;
const NOTHING: SessionAbout = { title: null, branch: null };

export type TranscriptHeads = ReturnType<typeof createTranscriptHeads>;

export function createTranscriptHeads() {
  const known = new Map<string, SessionAbout>();
  return {
    /** What a log says about its session; a file that is gone says nothing. */
    aboutFile(agent: AgentId, path: string): SessionAbout {
      const found = known.get(path);
      if (found) return found;
      const about = AGENTS[agent].aboutSession?.(headLines(path)) ?? NOTHING;
      const tidied = { title: tidy(about.title), branch: tidy(about.branch) };
      known.set(path, tidied);
      return tidied;
    },
  };
}

function headLines(path: string): string[] {
  let descriptor: number;
  try {
    descriptor = fs.openSync(path, 'r');
  } catch {
    return [];
  }
  try {
    const bytes = Buffer.alloc(HEAD_BYTES);
    const length = fs.readSync(descriptor, bytes, 0, HEAD_BYTES, 0);
    return bytes.toString('utf8', 0, length).split('\n');
  } catch {
    return [];
  } finally {
    fs.closeSync(descriptor);
  }
}

function tidy(text: string | null): string | null {
  const line = text?.replace(/\s+/g, ' ').trim() ?? '';
  if (line === '') return null;
  return line.length <= LONGEST_TITLE ? line : `${line.slice(0, LONGEST_TITLE - 1).trimEnd()}…`;
}
