/** Keeps the engine's thread alive and hands its snapshots on. */
import { inEnglish } from '../../preload/contract/languages/say.ts';
import { Worker } from 'node:worker_threads';
import type { Outcome } from '../../preload/contract/channels.ts';
import { redact } from '../domain/redaction.ts';
import type { PromptView } from '../../preload/contract/prompt.ts';
import type { NotificationRequest } from '../../preload/contract/alerts.ts';
import type { Snapshot } from '../../preload/contract/snapshot.ts';
import type { VaultCall } from '../workers/vaultCalls.ts';
import { createLifeSign } from '../workers/lifeSign.ts';
import type {
  EngineCall,
  EngineCalls,
  EngineData,
  EngineMessage,
  ThreadData,
} from '../workers/messages.ts';
import { watchEngine } from './engineWatch.ts';

/** A thread that dies again and again is not restarted faster than this. */
const RESTART_AFTER_MS = 5000;
/** An engine that does not end by itself is ended; its transactions are all or nothing. */
const STOP_DEADLINE_MS = 3000;

export type EngineHost = {
  call<N extends keyof EngineCalls>(
    name: N,
    ...args: Parameters<EngineCalls[N]>
  ): Promise<ReturnType<EngineCalls[N]>>;
  /** A call after which the thread is of no use any more, whatever it answers; another is started at once. */
  replaceBy<N extends keyof EngineCalls>(
    name: N,
    ...args: Parameters<EngineCalls[N]>
  ): Promise<ReturnType<EngineCalls[N]>>;
  /** A call after which, where it works, no engine is wanted any more; where it does not, another is started. */
  endBy<N extends EndingCall>(
    name: N,
    ...args: Parameters<EngineCalls[N]>
  ): Promise<ReturnType<EngineCalls[N]>>;
  stop(): Promise<void>;
};

/** Calls that answer whether they worked. */
type EndingCall = {
  [N in keyof EngineCalls]: ReturnType<EngineCalls[N]> extends Outcome<unknown> ? N : never;
}[keyof EngineCalls];

export type EngineHostOptions = {
  readonly program: URL;
  readonly data: ThreadData;
  readonly onSnapshot: (snapshot: Snapshot) => void;
  /** Called with the open questions at the boundary, whenever they or their figures change. */
  readonly onQuestions: (views: readonly PromptView[]) => void;
  /** Asked to show a notification; to be answered by calling `notified`. */
  readonly onNotify: (request: NotificationRequest) => void;
  /** Asked of the vault; to be answered by calling `vaultAnswered`. */
  readonly onVaultCall: (call: VaultCall) => void;
  /** Called when the thread died; it is started again after a pause. */
  readonly onDeath: (reason: string) => void;
  /** Called when the thread has not got on for a minute, with the time since when; null: it goes on again. */
  readonly onSilence: (sinceMs: number | null) => void;
};

export function startEngineHost(options: EngineHostOptions): EngineHost {
  const waiting = new Map<
    number,
    { resolve: (value: never) => void; reject: (error: Error) => void }
  >();
  let nextId = 1;
  let isStopping = false;
  let exchange: Promise<void> | null = null;
  /** Threads that were ended on purpose. */
  const replaced = new WeakSet<Worker>();
  const lifeSign = createLifeSign();
  const watch = watchEngine(lifeSign, (sinceMs) => {
    if (!isStopping) options.onSilence(sinceMs);
  });
  let worker = start();

  function start(): Worker {
    const thread = new Worker(options.program, {
      workerData: { ...options.data, lifeSign } satisfies EngineData,
    });
    watch.heard();
    let reason = inEnglish('it ended without a reason');
    thread.on('message', receive);
    thread.on('error', (error) => {
      reason = redact(error instanceof Error ? error.message : String(error));
    });
    thread.on('exit', () => {
      for (const { reject } of waiting.values()) reject(new Error('The engine ended.'));
      waiting.clear();
      if (isStopping || replaced.has(thread)) return;
      options.onDeath(reason);
      setTimeout(() => {
        if (!isStopping) worker = start();
      }, RESTART_AFTER_MS);
    });
    return thread;
  }

  /** @param isLast whether no other thread is wanted after this answer */
  async function exchangeAfter<T>(
    answer: Promise<T>,
    isLast: (value: T) => boolean = () => false,
  ): Promise<void> {
    const thread = worker;
    replaced.add(thread);
    await answer.then(
      (value) => (isStopping ||= isLast(value)),
      () => undefined,
    );
    await thread.terminate();
    if (!isStopping) worker = start();
    exchange = null;
  }

  function receive(message: EngineMessage): void {
    if (message.kind === 'snapshot') return options.onSnapshot(message.snapshot);
    if (message.kind === 'questions') return options.onQuestions(message.views);
    if (message.kind === 'vault') return options.onVaultCall(message.call);
    if (message.kind === 'notify') return options.onNotify(message.request);
    const call = waiting.get(message.id);
    waiting.delete(message.id);
    if (message.kind === 'answer') call?.resolve(message.value as never);
    else call?.reject(new Error(message.message));
  }

  /**
   * What is asked while the thread is exchanged waits for the new one: the old one must not open anything again.
   * The vault's answers go through: the old one cannot end without them.
   */
  function call<N extends keyof EngineCalls>(
    name: N,
    ...args: Parameters<EngineCalls[N]>
  ): Promise<ReturnType<EngineCalls[N]>> {
    return exchange === null || name === 'vaultAnswered'
      ? ask(name, args)
      : exchange.then(() => call(name, ...args));
  }

  function ask<N extends keyof EngineCalls>(
    name: N,
    args: Parameters<EngineCalls[N]>,
  ): Promise<ReturnType<EngineCalls[N]>> {
    return new Promise((resolve, reject) => {
      const id = nextId++;
      waiting.set(id, { resolve, reject });
      worker.postMessage({ id, name, args } satisfies EngineCall);
    });
  }

  return {
    call,
    async replaceBy(name, ...args) {
      if (exchange !== null) await exchange;
      const answer = ask(name, args);
      exchange = exchangeAfter(answer);
      await exchange;
      return answer;
    },
    async endBy(name, ...args) {
      if (exchange !== null) await exchange;
      const answer = ask(name, args);
      exchange = exchangeAfter(answer, ({ ok }) => ok);
      await exchange;
      return answer;
    },
    async stop() {
      if (isStopping) return;
      isStopping = true;
      watch.end();
      const deadline = new Promise((resolve) => setTimeout(resolve, STOP_DEADLINE_MS));
      await Promise.race([call('stop').catch(() => undefined), deadline]);
      await worker.terminate();
    },
  };
}
