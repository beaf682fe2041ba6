/** What the sources' desk is made of, in one file so that it is loaded in one go. */
import { hasOtherExporter } from '../sources/openTelemetry/exporterSettings.ts';
import { receiverFileIn } from '../sources/openTelemetry/receiverFile.ts';
import { createAskedDesk } from './askedDesk.ts';
import type { SourcesDeskOptions } from './sourcesDesk.ts';
import { createTelemetryDesk } from './telemetryDesk.ts';

export type SourceParts = ReturnType<typeof createSourceParts>;

export function createSourceParts(options: SourcesDeskOptions) {
  return {
    asked: createAskedDesk(options),
    telemetry: createTelemetryDesk(options),
    telemetryFile: receiverFileIn(options.dataFolder),
    hasOtherExporter: hasOtherExporter(options.machine.variables),
  };
}
