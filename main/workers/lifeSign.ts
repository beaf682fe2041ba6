/** A number that both threads see: the engine counts on whenever it got something done, and main looks at it. */

/** Memory that can be handed to a thread with its data. */
export type LifeSign = SharedArrayBuffer;

export function createLifeSign(): LifeSign {
  return new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT);
}

/** Costs nothing, unlike a message, which wakes the other thread. */
export function giveSign(sign: LifeSign): void {
  Atomics.add(new Int32Array(sign), 0, 1);
}

/** Another number than before: it got something done since. */
export function readSign(sign: LifeSign): number {
  return Atomics.load(new Int32Array(sign), 0);
}
