/** Lines that the running app prints for the bench, each on its own switch; without one nothing is measured. */
import { monitorEventLoopDelay } from 'node:perf_hooks';

/** How long it took from the start of the program to the tray. */
export function reportTrayVisible(): void {
  const startedMs = Number(process.env['TOLLGATE_START_MS']);
  if (process.env['TOLLGATE_BENCH'] === '1' && startedMs > 0) {
    console.log(`[tollgate] tray-visible ${Date.now() - startedMs}`);
  }
}

/** @returns says, at the end, how long the main thread was ever held up */
export function watchMainThread(): () => void {
  // On its own switch: watching wakes the thread a hundred times a second, which is no idling.
  if (process.env['TOLLGATE_BENCH_BLOCKS'] !== '1') return () => undefined;
  const delay = monitorEventLoopDelay({ resolution: 10 });
  delay.enable();
  return () => console.log(`[tollgate] longest-block ${Math.round(delay.max / 1e6)}`);
}
