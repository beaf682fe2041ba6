/** Keeps the engine's thread alive and hands its snapshots on. */
import { Worker } from 'node:worker_threads';
import type { PromptView } from '../../preload/contract/prompt.ts';
import type { NotificationRequest } from '../../preload/contract/alerts.ts';
import type { Snapshot } from '../../preload/contract/snapshot.ts';
import type { ShellWishes } from '../engine/shellDesk.ts';
import type { EngineCall, EngineCalls, EngineData, EngineMessage } from '../workers/messages.ts';

/** A thread that dies again and again is not restarted faster than this. */
const RESTART_AFTER_MS = 5000;
/** An engine that does not end by itself is ended; its transactions are all or nothing. */
const STOP_DEADLINE_MS = 3000;

export type EngineHost = {
  call<N extends keyof EngineCalls>(
    name: N,
    ...args: Parameters<EngineCalls[N]>
  ): Promise<ReturnType<EngineCalls[N]>>;
  stop(): Promise<void>;
};

export type EngineHostOptions = {
  readonly program: URL;
  readonly data: EngineData;
  readonly onSnapshot: (snapshot: Snapshot) => void;
  /** Called with the question at the boundary, whenever it or its figures change; null: none is open. */
  readonly onQuestion: (view: PromptView | null) => void;
  /** Asked to show a notification; to be answered by calling `notified`. */
  readonly onNotify: (request: NotificationRequest) => void;
  /** Told the settings that are the shell's business. */
  readonly onWishes: (wishes: ShellWishes) => void;
  /** Called when the thread died; it is started again after a pause. */
  readonly onDeath: (reason: string) => void;
};

export function startEngineHost(options: EngineHostOptions): EngineHost {
  const waiting = new Map<
    number,
    { resolve: (value: never) => void; reject: (error: Error) => void }
  >();
  let nextId = 1;
  let isStopping = false;
  let worker = start();

  function start(): Worker {
    const thread = new Worker(options.program, { workerData: options.data });
    let reason = 'it ended without a reason';
    thread.on('message', receive);
    thread.on('error', (error) => {
      reason = error instanceof Error ? error.message : String(error);
    });
    thread.on('exit', () => {
      for (const { reject } of waiting.values()) reject(new Error('The engine ended.'));
      waiting.clear();
      if (isStopping) return;
      options.onDeath(reason);
      setTimeout(() => {
        if (!isStopping) worker = start();
      }, RESTART_AFTER_MS);
    });
    return thread;
  }

  function receive(message: EngineMessage): void {
    if (message.kind === 'snapshot') return options.onSnapshot(message.snapshot);
    if (message.kind === 'question') return options.onQuestion(message.view);
    if (message.kind === 'notify') return options.onNotify(message.request);
    if (message.kind === 'wishes') return options.onWishes(message.wishes);
    const call = waiting.get(message.id);
    waiting.delete(message.id);
    if (message.kind === 'answer') call?.resolve(message.value as never);
    else call?.reject(new Error(message.message));
  }

  function call<N extends keyof EngineCalls>(
    name: N,
    ...args: Parameters<EngineCalls[N]>
  ): Promise<ReturnType<EngineCalls[N]>> {
    return new Promise((resolve, reject) => {
      const id = nextId++;
      waiting.set(id, { resolve, reject });
      worker.postMessage({ id, name, args } satisfies EngineCall);
    });
  }

  return {
    call,
    async stop() {
      isStopping = true;
      const deadline = new Promise((resolve) => setTimeout(resolve, STOP_DEADLINE_MS));
      await Promise.race([call('stop').catch(() => undefined), deadline]);
      await worker.terminate();
    },
  };
}
