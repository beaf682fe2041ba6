/** Runs one part of the benchmark: `import` or `app`. Started by scripts/bench.mjs. */
import { benchApp } from './appBench.ts';
import { benchImport } from './importBench.ts';
import { printPart, savePart } from './report.ts';

const part = process.argv[2] === 'app' ? await benchApp() : await benchImport();
printPart(part);
savePart(part);
