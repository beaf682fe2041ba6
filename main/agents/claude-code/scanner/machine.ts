/**
 * What the scanner's program (`program.ts`) can do beyond arithmetic, as its compiler knows it
 * (`scripts/lib/wasm-compiler.mjs`). Positions are addresses in the scanner's memory.
 */

export declare function byteAt(at: number): number;
/** Writes four bytes. */
export declare function setWord(at: number, value: number): void;
/** Writes the same byte many times. */
export declare function fill(at: number, byte: number, length: number): void;
/** Copies bytes. */
export declare function copy(to: number, from: number, length: number): void;
/** Number of the lowest bit that is set. */
export declare function firstBit(bits: number): number;
/** Which of the sixteen bytes from here are this one, the first as the lowest bit. */
export declare function equalBytes(at: number, byte: number): number;
/** Which of the sixteen bytes from here are beyond ASCII. */
export declare function highBytes(at: number): number;
/** Which of the sixteen bytes from here are less than this one. */
export declare function bytesBelow(at: number, byte: number): number;
/** Whether one of the 64 bytes from here is this one. */
export declare function isAmong64(at: number, byte: number): boolean;
/** Not 0 where one of the 64 bytes from here is beyond ASCII. */
export declare function highIn64(at: number): number;
/** Whether the bytes from `from` until `until` are this text; made of the program's own `same`. */
export declare function isText(from: number, until: number, text: string): boolean;
/** Whether this text stands at `at`. */
export declare function beginsWith(at: number, text: string): boolean;
/** Four bytes as a number. */
export declare function wordAt(at: number): number;
/** Whole part of a division of two numbers that are not negative. */
export declare function quotient(dividend: number, divisor: number): number;
