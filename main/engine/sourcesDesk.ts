/**
 * Everything about sources that are off until the user switches them on, as the engine sees it. What they are
 * made of is loaded when one is on or asked about: most looks need none of it.
 */
import type { AgentView, SourceId } from '../../preload/contract/snapshot.ts';
import type { Settings } from '../../preload/contract/settings.ts';
import { MINUTE_MS } from '../domain/calendar.ts';
import { presentReadings } from '../domain/presentReadings.ts';
import { readingConflicts, type ReadingConflict } from '../domain/readings.ts';
import type { AgentActivity } from '../domain/windowViews.ts';
import type { Clock, Machine } from '../ports.ts';
import type { StoreFailure } from '../store/problems.ts';
import type { TelemetrySums } from '../store/telemetry.ts';
import type { AskedAnswer, HandIn } from './askedDesk.ts';
import type { SourceStatus } from './askedPlan.ts';
import type { Tables } from './database.ts';
import { readPresentLimits } from './limitBook.ts';
import type { Trouble } from './problemBook.ts';
import type { SourceParts } from './sourceParts.ts';

export type SourcesDeskOptions = {
  readonly machine: Machine;
  readonly dataFolder: string;
  readonly clock: Clock;
  readonly version: string;
  /** This program stays: it asks by itself and listens. A short command does neither. */
  readonly isLasting: boolean;
  readonly handIn: HandIn;
};

export type SourcesLook = {
  readonly tables: Tables;
  readonly settings: Settings;
  readonly agents: readonly AgentView[];
  readonly activities: readonly AgentActivity[];
  readonly isImported: boolean;
};

/** What `doctor` says about sources. */
export type SourcesReport = {
  readonly sources: readonly SourceStatus[];
  readonly conflicts: readonly ReadingConflict[];
  readonly telemetry: {
    readonly isSwitchedOn: boolean;
    /** The file with address and token, and the variables for the agent; there once it was switched on. */
    readonly settingsFile: string;
    /** The environment already names another receiver, which stays as it is. */
    readonly hasOtherExporter: boolean;
    readonly sums: TelemetrySums;
  };
};

export type SourcesDesk = ReturnType<typeof createSourcesDesk>;

export function createSourcesDesk(options: SourcesDeskOptions) {
  const { clock, isLasting } = options;
  let parts: SourceParts | null = null;
  let latest: SourcesLook | null = null;
  let isClosed = false;

  async function loadParts(): Promise<SourceParts> {
    parts ??= (await import('./sourceParts.ts')).createSourceParts(options);
    return parts;
  }

  function lookWith({ asked, telemetry }: SourceParts, look: SourcesLook): void {
    const { settings, tables } = look;
    asked.look({
      ...look,
      switches: settings.sources,
      agents: look.agents.map(({ id, folders }) => ({
        id,
        folders: folders.filter(({ exists }) => exists).map(({ path }) => path),
      })),
      liveWithinMs: settings.thresholds.liveMinutes * MINUTE_MS,
      mayAskByItself: isLasting,
    });
    if (isLasting) telemetry.look(settings.sources.openTelemetry && tables.writing !== null);
  }

  return {
    /** Called at the end of a look, in the engine's turn. */
    async look(look: SourcesLook): Promise<void> {
      latest = look;
      const isAnyOn = Object.values(look.settings.sources).some((value) => value === true);
      if (isClosed || (!isAnyOn && !parts)) return;
      lookWith(await loadParts(), look);
    },
    /** Asks a source for a user who waits; outside the engine's turn, after a look. */
    async ask(id: SourceId): Promise<AskedAnswer[]> {
      const loaded = await loadParts();
      if (latest) lookWith(loaded, latest);
      return loaded.asked.askNow(id);
    },
    /** In the engine's turn, after a look; null before the first. */
    async report(): Promise<SourcesReport | null> {
      if (!latest) return null;
      const loaded = await loadParts();
      lookWith(loaded, latest);
      const { tables, settings } = latest;
      const nowMs = clock();
      return {
        sources: loaded.asked.statuses(),
        conflicts: readingConflicts(
          presentReadings(readPresentLimits(tables.reader, nowMs), nowMs),
          nowMs,
        ),
        telemetry: {
          isSwitchedOn: settings.sources.openTelemetry,
          settingsFile: loaded.telemetryFile,
          hasOtherExporter: loaded.hasOtherExporter,
          sums: tables.telemetry.sums(),
        },
      };
    },
    troubles: (): Trouble[] =>
      parts ? [...parts.asked.troubles(), ...parts.telemetry.troubles()] : [],
    failure: (): StoreFailure | null =>
      parts?.asked.failure() ?? parts?.telemetry.failure() ?? null,
    /** Ends what goes on. Not in the engine's turn, which a question's end may wait for. */
    async close(): Promise<void> {
      isClosed = true;
      await Promise.all([parts?.asked.close(), parts?.telemetry.close()]);
    },
  };
}
