// A variable, so that the bundler leaves the finished file's name alone.
const PARSE_WORKER = './parse-worker.cjs';

/** Program of an import's second thread. */
export const helperUrl = new URL(PARSE_WORKER, import.meta.url);
