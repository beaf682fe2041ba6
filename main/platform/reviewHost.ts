/** Starts the review's thread with the first question of the main window, and ends it with the window. */
import { inEnglish } from '../../preload/contract/languages/say.ts';
import { Worker } from 'node:worker_threads';
import type { Outcome } from '../../preload/contract/channels.ts';
import type { ReviewCalls } from '../review/reviewCalls.ts';
import type { ThreadData } from '../workers/messages.ts';
import type { ReviewCall, ReviewMessage } from '../workers/reviewMessages.ts';

const ENDED = inEnglish('The review ended before it answered. Try again.');

export type ReviewHost = ReturnType<typeof createReviewHost>;

export function createReviewHost(program: URL, data: ThreadData) {
  let worker: Worker | null = null;
  let nextId = 1;
  const waiting = new Map<number, (outcome: Outcome<never>) => void>();

  function start(): Worker {
    const thread = new Worker(program, { workerData: data });
    thread.on('message', (message: ReviewMessage) => {
      const answer = waiting.get(message.id);
      waiting.delete(message.id);
      answer?.(message as Outcome<never>);
    });
    // The exit follows, and tells whoever waits.
    thread.on('error', () => undefined);
    thread.on('exit', () => {
      if (worker !== thread) return;
      worker = null;
      giveUp();
    });
    return thread;
  }

  function giveUp(): void {
    for (const answer of waiting.values()) answer({ ok: false, message: ENDED });
    waiting.clear();
  }

  return {
    /** Asks the thread; a failure is a value with a sentence to show. */
    ask<N extends keyof ReviewCalls>(
      name: N,
      ...args: Parameters<ReviewCalls[N]>
    ): Promise<Outcome<ReturnType<ReviewCalls[N]>>> {
      const thread = (worker ??= start());
      return new Promise((resolve) => {
        const id = nextId++;
        waiting.set(id, resolve);
        thread.postMessage({ id, name, args } satisfies ReviewCall);
      });
    },
    async end(): Promise<void> {
      const gone = worker;
      worker = null;
      giveUp();
      await gone?.terminate();
    },
  };
}
