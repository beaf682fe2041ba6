/**
 * Notices an engine that lives but does not get on, because it waits for something that does not answer: a folder on a
 * network drive, a device, a system call. The tray would go on showing the last figures as if they were today's.
 */
import { readSign, type LifeSign } from '../workers/lifeSign.ts';

const CHECK_MS = 15_000;
/** A minute: longer than the longest pause between two looks (`PACES` in main/engine/pace.ts). */
const SILENT_CHECKS = 4;

export type EngineWatch = {
  /** A thread was just started, or gave an answer. */
  heard(): void;
  end(): void;
};

/**
 * Counts its own looks, not the clock: a machine that slept for an hour was not silent for one.
 *
 * @param tell is called with the time, in epoch milliseconds, since when nothing was done; null: it goes on again
 */
export function watchEngine(sign: LifeSign, tell: (sinceMs: number | null) => void): EngineWatch {
  let latest = readSign(sign);
  let heardAtMs = Date.now();
  let silentChecks = 0;

  function heard(): void {
    latest = readSign(sign);
    heardAtMs = Date.now();
    if (silentChecks >= SILENT_CHECKS) tell(null);
    silentChecks = 0;
  }

  function check(): void {
    if (readSign(sign) !== latest) return heard();
    silentChecks += 1;
    if (silentChecks === SILENT_CHECKS) tell(heardAtMs);
  }

  const timer = setInterval(check, CHECK_MS);
  return { heard, end: () => clearInterval(timer) };
}
