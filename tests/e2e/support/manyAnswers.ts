/** Months of work, so that the first import takes seconds. */
import { randomUUID } from 'node:crypto';
import { claudeTurn } from './claudeLines.ts';
import type { TestHome } from './home.ts';

/** About 60 MB, and several transactions: few bytes an answer, because it is answers that take the time. */
const FILES = 40;
const ANSWERS_PER_FILE = 1300;
export const ANSWERS = FILES * ANSWERS_PER_FILE;

export function writeManyAnswers(home: TestHome): void {
  const now = Date.now();
  for (let file = 0; file < FILES; file += 1) {
    const sessionId = randomUUID();
    const startMs = now - (file + 2) * 3_600_000;
    const turns = Array.from({ length: ANSWERS_PER_FILE }, (_, index) =>
      claudeTurn(sessionId, { atMs: startMs + index * 2000, outputTokens: 100 + index }),
    );
    home.writeClaude(sessionId, turns.join(''));
  }
}
