// Compiles the scanner of Claude Code's transcripts (main/agents/claude-code/scanner/program.ts) into the module
// beside it that the app loads. Run it after changing the program; a unit test holds both together.

import fs from 'node:fs';
import { fromRoot, isMainScript } from './lib/project.mjs';
import { compileToWasm } from './lib/wasm-compiler.mjs';

export const SCANNER_PROGRAM = fromRoot('main', 'agents', 'claude-code', 'scanner', 'program.ts');
/** In units of 64 KiB: the least and the most that a scanner's memory may have. */
export const SCANNER_LIMITS = { memoryPages: 1, mostMemoryPages: 1024 };

if (isMainScript(import.meta.url)) {
  const source = fs.readFileSync(SCANNER_PROGRAM, 'utf8');
  const program = Buffer.from(compileToWasm(source, SCANNER_PROGRAM, SCANNER_LIMITS));
  const lines = [
    '/** Made by `node scripts/make-scanner.mjs` of `program.ts`; not to be edited. */',
    'export const COMPILED_SCANNER =',
    `  '${program.toString('base64')}';`,
  ];
  fs.writeFileSync(SCANNER_PROGRAM.replace('program.ts', 'compiled.ts'), `${lines.join('\n')}\n`);
}
