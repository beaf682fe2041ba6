/** Keeps the status file beside the database: for its owner only, whole at any moment, gone when not wanted. */
import { inEnglish } from '../../preload/contract/languages/say.ts';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { RENEW_STATUS_MS, statusFileOf } from '../domain/statusFile.ts';
import { OWNER_FILE, writeWhole } from '../sources/bridge/ownFiles.ts';
import type { Follower } from './follow.ts';
import type { Trouble } from './problemBook.ts';

export const STATUS_FILE_NAME = 'status.json';

/** Written when something has changed, and at least as often as it promises. */
export function createStatusFile(dataFolder: string): Follower {
  const file = join(dataFolder, STATUS_FILE_NAME);
  let said: string | null = null;
  let writtenAtMs = -Infinity;
  let isOff = false;
  let failure: string | null = null;
  /** Writes never overlap: an older one must not end last. */
  let writing: Promise<unknown> = Promise.resolve();

  function inOrder(work: () => Promise<void>): void {
    writing = writing.then(work).then(
      () => {
        failure = null;
      },
      (error: unknown) => {
        failure = error instanceof Error ? error.message : String(error);
        said = null;
      },
    );
  }

  return {
    follow({ snapshot, settings, nowMs }) {
      if (!settings.data.statusFile) {
        if (!isOff) inOrder(() => rm(file, { force: true }));
        isOff = true;
        said = null;
        return;
      }
      isOff = false;
      const status = statusFileOf(snapshot, nowMs);
      const next = JSON.stringify({ ...status, writtenAtMs: 0, goodUntilMs: 0 });
      if (next === said && nowMs - writtenAtMs < RENEW_STATUS_MS) return;
      said = next;
      writtenAtMs = nowMs;
      inOrder(() => writeWhole(file, `${JSON.stringify(status, null, 2)}\n`, OWNER_FILE));
    },
    troubles(): Trouble[] {
      if (failure === null) return [];
      const message = inEnglish(
        'The status file for other programs cannot be written: {failure}.',
        { failure },
      );
      return [
        { kind: 'status-file-unwritable', severity: 'notice', message, path: file, count: null },
      ];
    },
    close: () => undefined,
  };
}
