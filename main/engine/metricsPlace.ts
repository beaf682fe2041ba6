/** Where the engine keeps the desk that exports metrics: loaded only while the export is on, or when somebody asks. */
import { inEnglish } from '../../preload/contract/languages/say.ts';
import type { MetricsExportView, MetricsSend } from '../../preload/contract/metricsExport.ts';
import type { StoreFailure } from '../store/problems.ts';
import type { MetricsDesk, MetricsDeskOptions, MetricsLook, MetricsPorts } from './metricsDesk.ts';
import type { Trouble } from './problemBook.ts';

export type { MetricsPorts } from './metricsDesk.ts';

export type MetricsPlaceOptions = Omit<MetricsDeskOptions, 'post' | 'isLasting'> & {
  /** Absent where a program has no way to the network. */
  readonly collector?: MetricsPorts;
  readonly isLasting?: boolean;
};

export type MetricsPlace = ReturnType<typeof createMetricsPlace>;

export function createMetricsPlace(options: MetricsPlaceOptions) {
  const { collector: ports, isLasting = false } = options;
  let desk: MetricsDesk | null = null;
  let isClosed = false;
  /** Counting that a program of before left going is ended once. */
  let isEnded = false;

  async function load(): Promise<MetricsDesk | null> {
    if (!ports || isClosed) return null;
    if (desk) return desk;
    const { createMetricsDesk } = await import('./metricsDesk.ts');
    return (desk ??= createMetricsDesk({ ...options, ...ports, isLasting }));
  }

  return {
    /** At the end of a look, in the engine's turn. */
    async look(look: MetricsLook): Promise<void> {
      const isOn = look.settings.metricsExport.enabled;
      if (!isOn && isEnded) return;
      isEnded = !isOn;
      if (!isOn && !desk && (look.tables.metrics.page()?.counters ?? null) === null) return;
      (await load())?.look(look);
    },
    /** The same for a moment between looks: nothing is sent because of it. */
    async note(look: MetricsLook): Promise<void> {
      (await load())?.note(look);
    },
    /** @throws SQLite's error */
    async view(look: MetricsLook | null): Promise<Omit<MetricsExportView, 'key'> | null> {
      return look ? ((await load())?.view(look) ?? null) : null;
    },
    async sendNow(): Promise<MetricsSend> {
      return (
        (await load())?.sendNow() ?? {
          kind: 'refused',
          because: 'another-program',
          message: inEnglish('Tollgate is quitting, or this program sends no metrics.'),
          notBeforeMs: null,
        }
      );
    },
    /** The secret headers were replaced or forgotten. */
    forgetHeaders: (): void => desk?.forgetHeaders(),
    troubles: (): readonly Trouble[] => desk?.troubles() ?? [],
    failure: (): StoreFailure | null => desk?.failure() ?? null,
    /** Ends what goes on. Not in the engine's turn, which a sending's end may wait for. */
    async close(): Promise<void> {
      isClosed = true;
      await desk?.close();
    },
  };
}
