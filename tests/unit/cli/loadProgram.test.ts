import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { compileProgram, keptCodePath } from '../../../main/cli/loadProgram.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'tollgate-program-'));
  file = path.join(folder, 'program.cjs');
  write('one');
});
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

/** Programs of the same length, which V8 alone would take for one and the same. */
function write(word: 'one' | 'two' | 'öne'): void {
  fs.writeFileSync(file, `exports.word = () => '${word}';\nexports.path = __filename;\n`);
}

function load(): { word: string; isKept: boolean } {
  const program = compileProgram(file);
  const { word } = program.run() as { word: () => string };
  return { word: word(), isKept: program.isKept };
}

function keep(): void {
  const program = compileProgram(file);
  program.run();
  program.keep();
}

describe('a program with its compiled code beside it', () => {
  it('runs without, and with it', () => {
    expect(load()).toEqual({ word: 'one', isKept: false });
    keep();
    expect(load()).toEqual({ word: 'one', isKept: true });
  });

  it('is compiled when its text is another one of the same length', () => {
    keep();
    write('two');
    expect(load()).toEqual({ word: 'two', isKept: false });
  });

  it('is compiled when the code was damaged, anywhere', () => {
    keep();
    const kept = fs.readFileSync(keptCodePath(file));
    for (const at of [0, 5, 8, 40, kept.length >> 1, kept.length - 1]) {
      const damaged = Buffer.from(kept);
      damaged.writeUInt8(damaged.readUInt8(at) ^ 0x40, at);
      fs.writeFileSync(keptCodePath(file), damaged);
      expect(load()).toEqual({ word: 'one', isKept: false });
    }
    fs.writeFileSync(keptCodePath(file), kept.subarray(0, 3));
    expect(load()).toEqual({ word: 'one', isKept: false });
  });

  it('keeps letters beyond ASCII', () => {
    write('öne');
    expect(load().word).toBe('öne');
    keep();
    expect(load()).toEqual({ word: 'öne', isKept: true });
  });

  it('is found by its parts under its own name', () => {
    fs.writeFileSync(
      path.join(folder, 'part.cjs'),
      "exports.word = require('./program.cjs').word;",
    );
    fs.appendFileSync(file, "exports.part = () => require('./part.cjs').word;\n");
    const own = compileProgram(file).run() as { word: unknown; part: () => unknown; path: string };
    expect(own.path).toBe(file);
    expect(own.part()).toBe(own.word);
  });
});
