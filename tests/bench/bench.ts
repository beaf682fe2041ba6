/** Runs one part of the benchmark. Started by scripts/bench.mjs. */
import { benchApp } from './appBench.ts';
import { benchGate } from './gateBench.ts';
import { benchGigabyte, benchImport } from './importBench.ts';
import { benchRefresh } from './refreshBench.ts';
import { benchReview } from './reviewBench.ts';
import { benchShapes } from './shapesBench.ts';
import { printPart, savePart } from './report.ts';

const PARTS = {
  import: benchImport,
  refresh: benchRefresh,
  app: benchApp,
  gate: benchGate,
  review: benchReview,
  gigabyte: benchGigabyte,
  shapes: benchShapes,
};

const part = await PARTS[process.argv[2] as keyof typeof PARTS]();
printPart(part);
savePart(part);
