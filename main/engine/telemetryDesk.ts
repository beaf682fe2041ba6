/**
 * Listens for an agent's telemetry while the user wants it. What comes is kept beside the counted events and
 * added to no total: most of these requests are in transcripts too, and a session that has none is named by
 * `doctor` with the agent's own figures.
 */
import { inEnglish } from '../../preload/contract/languages/say.ts';
import type { Clock } from '../ports.ts';
import { TELEMETRY_AGENT } from '../sources/openTelemetry/observations.ts';
import {
  newReceiverToken,
  startReceiver,
  type Receiver,
} from '../sources/openTelemetry/receiver.ts';
import {
  readReceiverFile,
  receiverFileIn,
  writeReceiverFile,
} from '../sources/openTelemetry/receiverFile.ts';
import { storeFailureOf, type StoreFailure } from '../store/problems.ts';
import type { HandIn } from './askedDesk.ts';
import type { WritingTables } from './database.ts';
import type { Trouble } from './problemBook.ts';

/** A port that is taken is tried again this often. */
const RETRY_AFTER_MS = 60_000;

export type TelemetryDeskOptions = {
  readonly dataFolder: string;
  readonly clock: Clock;
  readonly handIn: HandIn;
};

export function createTelemetryDesk({ dataFolder, clock, handIn }: TelemetryDeskOptions) {
  const file = receiverFileIn(dataFolder);
  let receiver: Receiver | null = null;
  let problem: string | null = null;
  let failure: StoreFailure | null = null;
  let retryAtMs = -Infinity;
  let isClosed = false;
  /** Starting and stopping take turns. */
  let change: Promise<void> = Promise.resolve();
  let isChanging = false;

  function save(work: (writing: WritingTables) => void): void {
    void handIn((writing) => {
      try {
        work(writing);
        failure = null;
      } catch (error) {
        failure = storeFailureOf(error);
      }
    }, false);
  }

  async function start(): Promise<void> {
    const kept = readReceiverFile(file);
    const token = kept?.token ?? newReceiverToken();
    const outcome = await startReceiver({
      token,
      port: kept?.port ?? 0,
      onObservations: (found) => save(({ telemetry }) => telemetry.addRequests(found)),
      // Sums repeat what the single requests say, and name none: they would count twice.
      onSums: () => undefined,
      onRefused: (count) => save(({ telemetry }) => telemetry.addRefused(TELEMETRY_AGENT, count)),
    });
    if (!outcome.ok) return giveUp(outcome.message);
    try {
      if (!kept) writeReceiverFile(file, { port: outcome.receiver.port, token });
    } catch (error) {
      await outcome.receiver.close();
      return giveUp(
        inEnglish('Its token cannot be kept ({reason}).', {
          reason: error instanceof Error ? error.message : String(error),
        }),
      );
    }
    receiver = outcome.receiver;
    problem = null;
  }

  function giveUp(message: string): void {
    problem = inEnglish('Telemetry cannot be received: {message}', { message });
    retryAtMs = clock() + RETRY_AFTER_MS;
  }

  async function stop(): Promise<void> {
    const ending = receiver;
    receiver = null;
    await ending?.close();
  }

  return {
    /** Starts or stops listening as the user wants it; does not wait for either. */
    look(isWanted: boolean): void {
      if (isChanging || isClosed || isWanted === (receiver !== null)) return;
      if (!isWanted) problem = null;
      if (isWanted && clock() < retryAtMs) return;
      isChanging = true;
      change = (isWanted ? start() : stop()).finally(() => (isChanging = false));
    },
    troubles: (): Trouble[] =>
      problem === null
        ? []
        : [
            {
              kind: 'source-failed',
              severity: 'notice',
              message: problem,
              path: file,
              count: null,
            },
          ],
    failure: (): StoreFailure | null => failure,
    async close(): Promise<void> {
      isClosed = true;
      await change;
      await stop();
    },
  };
}
