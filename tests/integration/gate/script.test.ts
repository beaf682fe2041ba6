/** The script that agents run says what the reference in the core says, whatever stands in the file. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluateGate } from '../../../main/domain/gate.ts';
import { gateAnswer } from '../../../main/domain/gateAnswer.ts';
import { parseGateFile } from '../../../main/domain/gateFile.ts';
import { GATE_NOW_MS, gateQuestion, gateText } from '../../fixtures/gateTexts.ts';
import { runCases, SHELLS, type ScriptCase } from './scriptLab.ts';

/** Files for each shell; TOLLGATE_GATE_FILES asks for more (10,000 take a minute of both cores). */
const CASES = Number(process.env['TOLLGATE_GATE_FILES'] ?? 800);
const SEED = 20_261_122;

/** Words that tell the kinds of answers apart. */
const KINDS = ['user_message', 'block', 'continue', 'deny', 'systemMessage'];

/** What the script must print; null: it asks. */
function expected({ text, question, form }: ScriptCase): string | null {
  const finding = text === null ? 'missing' : (parseGateFile(text) ?? 'unreadable');
  return gateAnswer(evaluateGate(finding, question, GATE_NOW_MS), question.event, form);
}

describe.each(SHELLS)('%s', (shell) => {
  it(`answers ${CASES} random files as the reference does`, { timeout: 300_000 }, () => {
    const one = fc.record({
      text: fc.option(gateText, { freq: 40 }),
      question: gateQuestion,
      isSessionInEnvironment: fc.boolean(),
      form: fc.constantFrom(undefined, undefined, 'user-message' as const),
    });
    const cases = fc.sample(one, { numRuns: CASES, seed: SEED });
    const answers = runCases(shell, cases, GATE_NOW_MS);
    const kinds = new Map<string, number>();
    for (const [index, answer] of answers.entries()) {
      const known = cases[index] as ScriptCase;
      const wanted = expected(known);
      const isAsking = wanted === null;
      expect({
        stdout: answer.stdout,
        code: answer.code,
        stderr: isAsking ? '' : answer.stderr,
        ...known,
      }).toEqual({ stdout: wanted ?? '', code: isAsking ? 1 : 0, stderr: '', ...known });
      const kind = isAsking ? 'ask' : (KINDS.find((word) => wanted.includes(word)) ?? 'open');
      kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
    }
    // The random files must reach every kind of answer, or agreement would say little.
    for (const kind of ['ask', 'open', ...KINDS]) {
      expect([kind, (kinds.get(kind) ?? 0) > CASES / 250]).toEqual([kind, true]);
    }
  });
});
