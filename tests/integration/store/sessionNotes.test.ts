/** The agent's own cost beside ours, from log lines through the database to `doctor`. */
import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openTables } from '../../../main/engine/database.ts';
import { openLab, type Lab } from '../cli/lab.ts';
import { claudeLines } from '../cli/logLines.ts';

const AT_MS = Date.now() - 60_000;
const AT = new Date(AT_MS).toISOString();

let lab: Lab;
let file: string;

beforeEach(() => {
  lab = openLab();
  file = path.join(lab.projects, 'p', 'session-1.jsonl');
  const answers = claudeLines('a', 2, { at: AT, output: 100_000 });
  lab.write(file, `${answers}${costState(1, 2.5)}${costState(1, 4)}`);
});
afterEach(() => lab.dispose());

function costState(startTime: number | undefined, totalCostUSD: number): string {
  const line = { type: 'cost-state', sessionId: 'session-1', startTime, totalCostUSD };
  return `${JSON.stringify({ ...line, hasUnknownModelCost: false })}\n`;
}

function sessionCosts(sinceMs = 0) {
  const { state, close } = openTables(lab.dataFolder, ['claude-code']);
  if (state.kind !== 'open') throw new Error(state.failure.message);
  const costs = state.tables.notes.sessionCosts(sinceMs);
  close();
  return costs;
}

type Report = { sessionCosts: { agentCostMicros: number; ourCostMicros: number }[] };

it('keeps the largest of each run, and the sum of the runs stands beside our own', () => {
  lab.run('import');
  const [first] = sessionCosts();
  expect(first).toMatchObject({
    agent: 'claude-code',
    sessionId: 'session-1',
    agentCostMicros: 4_000_000,
    unpricedEvents: 0,
    isAgentGuess: false,
    asOfMs: AT_MS,
  });
  expect(first?.ourCostMicros).toBeGreaterThan(0);
  // Read on: a smaller figure of the same run comes from an older copy, another run adds.
  fs.appendFileSync(file, `${costState(1, 3)}${costState(2, 1)}`);
  lab.run('import');
  expect(sessionCosts()).toMatchObject([{ agentCostMicros: 5_000_000 }]);
  expect(sessionCosts(AT_MS + 1)).toEqual([]);
});

it('compares answers up to the agent’s figure only, and says which have no price', () => {
  const later = new Date(AT_MS + 1000).toISOString();
  fs.appendFileSync(file, claudeLines('later', 1, { at: later }));
  lab.run('import');
  const [before] = sessionCosts();
  fs.appendFileSync(file, claudeLines('odd', 1, { at: AT, model: 'claude-unheard-of-9' }));
  lab.run('import');
  expect(sessionCosts()).toEqual([{ ...before, unpricedEvents: 1 }]);
});

it('stands in doctor with its drift', () => {
  lab.run('import');
  const report = JSON.parse(lab.run('doctor', '--json').out) as Report;
  const { agentCostMicros, ourCostMicros } = report.sessionCosts[0]!;
  const drift = (((agentCostMicros - ourCostMicros) / agentCostMicros) * 100).toFixed(2);
  expect(lab.run('doctor').out).toContain(`Cost by Claude Code itself  $4.00, by Tollgate`);
  expect(lab.run('doctor').out).toContain(`drift ${drift} %`);
});
