/** When requests of Codex were sent and answered, as rollouts of all versions tell it. */
import { describe, expect, it } from 'vitest';
import { codex } from '../../../../main/agents/codex/index.ts';
import { parseLines } from '../parsing.ts';

const START_MS = Date.UTC(2026, 10, 22, 15, 0);
const TOOL_SECONDS = 720;

type Json = Record<string, unknown>;

const line = (seconds: number, type: string, payload: Json) => ({
  timestamp: new Date(START_MS + seconds * 1000).toISOString(),
  ordinal: 7,
  type,
  payload,
});
const turn = (seconds: number) => line(seconds, 'turn_context', { model: 'gpt-5.5' });
const item = (seconds: number, type: string, more: Json = {}) =>
  line(seconds, 'response_item', { type, id: 'it_1', call_id: 'call_1', ...more });
const call = (seconds: number) => item(seconds, 'function_call');
const output = (seconds: number) => item(seconds, 'function_call_output');
const record = (seconds: number) => line(seconds, 'token_usage_record', { response_id: 'r' });
/** The tokens of the nth answer. */
const tokens = (seconds: number, nth: number, more: Json = {}) => {
  const total_token_usage = { input_tokens: nth * 100, output_tokens: nth };
  return line(seconds, 'event_msg', { type: 'token_count', info: { total_token_usage }, ...more });
};

/** Seconds at which the answers' requests were sent. */
const sent = (lines: readonly unknown[], saved?: unknown) =>
  parseLines(codex, lines, { saved }).facts.map(
    ({ startedAtMs }) => (startedAtMs - START_MS) / 1000,
  );

/** The next answer's tools ran from second 5 to 725, as different versions write that down. */
const VERSIONS: Readonly<Record<string, readonly unknown[]>> = {
  'its tokens at the end of the answer': [
    turn(1),
    call(4),
    tokens(5, 1),
    output(5 + TOOL_SECONDS),
    tokens(745, 2),
  ],
  'its call only with the output': [
    turn(1),
    tokens(5, 1),
    call(5 + TOOL_SECONDS),
    output(5 + TOOL_SECONDS),
    tokens(745, 2),
  ],
  'its tokens behind the outputs': [
    turn(1),
    call(4),
    call(4.1),
    output(300),
    output(5 + TOOL_SECONDS),
    tokens(5.01 + TOOL_SECONDS, 1),
    tokens(745, 2),
  ],
  'a record at the end of the answer': [
    turn(1),
    call(4),
    call(4.1),
    record(5),
    output(300),
    output(5 + TOOL_SECONDS),
    tokens(8 + TOOL_SECONDS, 1),
    item(744, 'message', { role: 'assistant' }),
    record(745),
    tokens(745, 2),
  ],
};

describe('a request behind a long tool run', () => {
  it.each(Object.entries(VERSIONS))('was sent behind it: a version that writes %s', (_, lines) => {
    const [first, second] = sent(lines);
    expect(first).toBe(1);
    expect(second).toBeGreaterThanOrEqual(5 + TOOL_SECONDS);
    expect(second).toBeLessThan(745);
  });

  it.each(Object.entries(VERSIONS))('wherever the file is cut: %s', (_, lines) => {
    const whole = parseLines(codex, lines).facts;
    for (let cut = 1; cut < lines.length; cut += 1) {
      const head = parseLines(codex, lines.slice(0, cut));
      const tail = parseLines(codex, lines.slice(cut), { saved: head.state });
      expect([...head.facts, ...tail.facts]).toEqual(whole);
    }
  });

  it.each(['custom_tool_call', 'local_shell_call', 'tool_search_call'])('%s', (type) => {
    const lines = [item(4, type), record(5), item(725, `${type}_output`), tokens(725, 1)];
    expect(sent([turn(1), ...lines, record(745), tokens(745, 2)])).toEqual([1, 725]);
  });
});

describe('a request', () => {
  it('was sent behind the answer before it, where no tool is in between', () => {
    expect(sent([turn(1), tokens(500, 1), tokens(900, 2)])).toEqual([1, 500]);
  });

  it('is not begun anew by a line that repeats the tokens for its limits', () => {
    expect(sent([turn(1), tokens(4, 1), tokens(60, 1), tokens(70, 2)])).toEqual([1, 4]);
  });

  it('of a turn carries nothing of the turn that was broken off before it', () => {
    const broken = [turn(1), call(4), record(5), output(30)];
    expect(sent([...broken, turn(90), call(100), output(400), tokens(400, 1)])).toEqual([90]);
  });

  it('is not told by what a message says', () => {
    const text = JSON.stringify(output(30));
    const message = item(40, 'message', { content: [{ text }], type_: 'x_output' });
    expect(sent([turn(1), message, tokens(45, 1)])).toEqual([1]);
  });

  it('is not told by times from before the clock was set back', () => {
    const wrong = [turn(90_000), output(90_010), tokens(90_020, 1)];
    expect(sent([...wrong, turn(1), tokens(4, 2), tokens(9, 3)])).toEqual([90_010, 1, 4]);
  });

  it('of a turn whose beginning an older Tollgate read began with it', () => {
    const { state } = parseLines(codex, [turn(1), tokens(4, 1)]);
    const { turnAtMs, sessionId, model, total, chain } = state as Json;
    const saved = { turnAtMs, sessionId, model, total, chain };
    expect(sent([tokens(9, 2), output(700), tokens(720, 3)], saved)).toEqual([1, 700]);
  });
});

describe('an answer', () => {
  const limits = (used_percent: number) => ({
    rate_limits: { primary: { used_percent, window_minutes: 300, resets_at: 1_795_360_953 } },
  });
  const answered = [turn(1), call(4), record(5), output(725), tokens(725, 1, limits(40))];
  const stated = (lines: readonly unknown[]) =>
    parseLines(codex, lines).limits.map(({ observedAtMs }) => (observedAtMs - START_MS) / 1000);
  const ended = (lines: readonly unknown[]) =>
    parseLines(codex, lines).facts.map(({ atMs }) => (atMs - START_MS) / 1000);

  it('ended where its record says, though its tokens stand behind its tools', () => {
    expect(ended([...answered, record(745), tokens(746, 2)])).toEqual([5, 745]);
  });

  it('brought the limits that stand beside its tokens', () => {
    expect(stated([...answered, record(745), tokens(746, 2, limits(41))])).toEqual([5, 745]);
  });

  it('that was refused has no record: its limits are of their own line’s time', () => {
    expect(stated([...answered, tokens(760, 1, limits(100))])).toEqual([5, 760]);
  });

  it('did not end after the line that counts it, whatever a record’s clock said', () => {
    expect(ended([turn(1), record(9000), tokens(8, 1), tokens(20, 2)])).toEqual([8, 20]);
  });
});
