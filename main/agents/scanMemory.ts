/**
 * Memory that log files are read into, where a WebAssembly scanner finds them. Each thread has its own. Where
 * WebAssembly is missing it is ordinary memory, and logs are read without a scanner.
 */

const PAGE_BYTES = 65_536;
/** Records and texts of a scanner stand before what is read. */
const READ_AT = 2 * PAGE_BYTES;
/** Scanners look at sixteen bytes at a time, and a few further on. */
const BEYOND_BYTES = 64;
/** 64 MiB: more than the longest line that is kept, twice. */
const MOST_PAGES = 1024;

export type ScanMemory = { readonly buffer: ArrayBuffer; grow(pages: number): number };

/** The part of WebAssembly that scanners need; TypeScript knows it only as a part of the browser. */
type WebAssemblyApi = {
  readonly Memory: new (limits: { initial: number; maximum: number }) => ScanMemory;
  readonly Module: new (program: Uint8Array) => object;
  readonly Instance: new (
    program: object,
    given: { readonly env: { readonly memory: ScanMemory } },
  ) => { readonly exports: Readonly<Record<string, unknown>> };
};

const { WebAssembly: api } = globalThis as { readonly WebAssembly?: WebAssemblyApi };

let memory: ScanMemory | null = null;

/**
 * A buffer of at least this length with the contents of the one before; that one must not be used any more.
 * @param before what this function returned last
 */
export function growScanBuffer(length: number, before: Buffer | null): Buffer {
  try {
    if (!api) throw new Error('no WebAssembly');
    memory ??= new api.Memory({ initial: 4, maximum: MOST_PAGES });
    const wanted = Math.ceil((READ_AT + length + BEYOND_BYTES) / PAGE_BYTES);
    const pages = memory.buffer.byteLength / PAGE_BYTES;
    if (wanted > pages) memory.grow(wanted - pages);
    return Buffer.from(memory.buffer, READ_AT, length);
  } catch {
    memory = null;
    const larger = Buffer.allocUnsafeSlow(length);
    before?.copy(larger);
    return larger;
  }
}

/** The memory, if these bytes lie in it. */
export function scanMemoryOf(bytes: Buffer): ScanMemory | null {
  return memory !== null && bytes.buffer === memory.buffer ? memory : null;
}

/**
 * What a compiled program exports.
 * @throws where the machine cannot run it
 */
export function runInScanMemory(
  program: Uint8Array,
  scanMemory: ScanMemory,
): Readonly<Record<string, unknown>> {
  if (!api) throw new Error('no WebAssembly');
  return new api.Instance(new api.Module(program), { env: { memory: scanMemory } }).exports;
}
