/**
 * The decision table that both scripts share as data. Here the sh script and the reference are held against it;
 * `tests/windows/gateDecisions.ps1` does the same with the twin for Windows, on Windows.
 */
import fs from 'node:fs';
import { describe, expect, it } from 'vitest';
import { DEFAULT_REASON, gateAnswer } from '../../../main/domain/gateAnswer.ts';
import { evaluateGate, type GateEvent } from '../../../main/domain/gate.ts';
import { parseGateFile } from '../../../main/domain/gateFile.ts';
import table from '../../fixtures/gateDecisions.json' with { type: 'json' };
import { runCases, SCRIPT_PATH, SHELLS, type ScriptCase } from './scriptLab.ts';

const NOW_MS = Date.UTC(2026, 10, 22, 12, 30);

/** `@+60` in the table is an instant a minute from now, in seconds. */
const caseOf = ({ file, event, ...row }: (typeof table)[number]): ScriptCase => ({
  text:
    file &&
    file
      .map((line) => line.replace(/@([+-]\d+)/, (_, by) => String(NOW_MS / 1000 + Number(by))))
      .map((line) => `${line}\n`)
      .join(''),
  question: { ...row, accountId: '0123456789ab', event: event as GateEvent },
  isSessionInEnvironment: true,
});

describe('the shared decision table', () => {
  it.each(SHELLS)('is what the script says under %s', (shell) => {
    const answers = runCases(shell, table.map(caseOf), NOW_MS);
    const said = answers.map(({ stdout }, index) => [table[index]?.name, stdout]);
    expect(said).toEqual(table.map(({ name, stdout }) => [name, stdout]));
  });

  it.each(table.map((row) => [row.name, row] as const))(
    'the reference says it too: %s',
    (_, row) => {
      const { text, question } = caseOf(row);
      const finding = text === null ? 'missing' : (parseGateFile(text) ?? 'unreadable');
      expect(gateAnswer(evaluateGate(finding, question, NOW_MS), question.event)).toBe(row.stdout);
    },
  );
});

describe('the twin for Windows, as far as can be seen without Windows', () => {
  const read = (name: string) =>
    fs.readFileSync(SCRIPT_PATH.replace('tollgate-gate.sh', name), 'utf8');
  const [posix, windows] = [read('tollgate-gate.sh'), read('tollgate-gate.ps1')];

  it('says the same sentences', () => {
    const sentences = [
      DEFAULT_REASON,
      'there is no gate file.',
      'the gate file cannot be read.',
      'the gate file does not know this account.',
      'the app is not running.',
      'Paid requests are not held back.',
      'Strict mode stops here. Start Tollgate, or run: tollgate gate allow-once',
      'Nobody answered, so it stops. To go on once: tollgate gate allow-once --account ',
    ];
    for (const sentence of sentences) {
      expect([sentence, posix.includes(sentence), windows.includes(sentence)]).toEqual([
        sentence,
        true,
        true,
      ]);
    }
  });

  it('takes the session from the same places in the same order', () => {
    const places = ["'session_id'", "'conversation_id'", '$env:CLAUDE_CODE_SESSION_ID'];
    const found = places.map((place) => windows.indexOf(place));
    expect(found).toEqual([...found].sort((one, other) => one - other));
    expect(found.every((at) => at >= 0)).toBe(true);
  });

  it('looks at the same two folders', () => {
    expect(posix).toContain('is_in_scope "$project"');
    expect(posix).toContain('is_in_scope "$PWD"');
    expect(windows).toContain('$project = Get-Project\n');
    expect(windows).toContain('$place = (Get-Location).Path\n');
  });

  it('knows the same keys and events', () => {
    const keys = [
      'renewed',
      'account',
      'strict',
      'rule',
      'until',
      'record',
      'scope',
      'model',
      'wait',
    ];
    for (const key of [...keys, 'reason', 'wayout']) expect(windows).toContain(`'${key}' {`);
    for (const event of ['prompt', 'batch', 'model-switch', 'start', 'end', 'failure']) {
      expect(windows).toContain(`'${event}'`);
    }
  });

  it('has its brackets and quotes in pairs', () => {
    expect(unpaired(windows)).toEqual([]);
    expect(unpaired(windows.replace('}', ''))).not.toEqual([]);
  });
});

const CLOSING: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

/** Brackets without their partner, outside of comments and strings; `` ` `` escapes in double quotes. */
function unpaired(source: string): string[] {
  const bare = source
    .replaceAll(/'[^'\n]*'/g, '')
    .replaceAll(/"(?:`.|\$\((?:[^()]|\([^()]*\))*\)|[^"`\n])*"/g, '')
    .replaceAll(/#.*$/gm, '');
  const open: string[] = [];
  for (const sign of bare) {
    if (CLOSING[sign] !== undefined) open.push(CLOSING[sign]);
    else if (')]}'.includes(sign) && open.pop() !== sign) return [sign];
    else if (sign === '"' || sign === "'") return [sign];
  }
  return open;
}
