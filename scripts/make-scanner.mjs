// Compiles the scanner of Claude Code's transcripts (main/agents/claude-code/scanner/program.ts) into the module
// beside it that the app loads. Run it after changing the program; a unit test holds both together.

import fs from 'node:fs';
import { isMainScript, fromRoot } from './lib/project.mjs';
import { compileToWasm } from './lib/wasm-compiler.mjs';

const FOLDER = fromRoot('main', 'agents', 'claude-code', 'scanner');
const PROGRAM = `${FOLDER}/program.ts`;
const COMPILED = `${FOLDER}/compiled.ts`;
/** In units of 64 KiB: the least and the most that a scanner's memory may have. */
const LIMITS = { memoryPages: 1, mostMemoryPages: 1024 };

/** @returns {string} text of the module with the compiled program */
export function compiledScanner() {
  const program = compileToWasm(fs.readFileSync(PROGRAM, 'utf8'), PROGRAM, LIMITS);
  return [
    '/** Made by `node scripts/make-scanner.mjs` of `program.ts`; not to be edited. */',
    'export const COMPILED_SCANNER =',
    `  '${Buffer.from(program).toString('base64')}';`,
    '',
  ].join('\n');
}

if (isMainScript(import.meta.url)) fs.writeFileSync(COMPILED, compiledScanner());
