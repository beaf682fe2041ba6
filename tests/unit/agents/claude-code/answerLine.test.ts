import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { claudeCode } from '../../../../main/agents/claude-code/index.ts';
import { readAnswerLine } from '../../../../main/agents/claude-code/answerLine.ts';
import { parseLines, type Found } from '../parsing.ts';

const parse = (...lines: string[]): Found => parseLines(claudeCode, lines);

/** The same JSON with a blank in it, which the quick way does not take. */
const spaced = (line: string): string => `{ ${line.slice(1)}`;

function kindOf(line: string) {
  const bytes = Buffer.from(line);
  const content = (from: number) => bytes.indexOf('],"stop_reason":', from);
  return readAnswerLine(bytes, 0, bytes.length, content);
}

const LINE =
  '{"parentUuid":"p","isSidechain":false,"message":{"id":"msg_1","type":"message",' +
  '"role":"assistant","model":"claude-sonnet-5-5","content":[{"type":"text","text":"a ] \\" {"}],' +
  '"stop_reason":null,"usage":{"input_tokens":12,"output_tokens":3,"cache_creation":null}},' +
  '"requestId":"req_1","type":"assistant","timestamp":"2026-11-22T13:11:53.201Z","cwd":"C:\\\\a\\\\b"}';

describe('the quick way', () => {
  it('takes a line as the program writes it', () => {
    expect(kindOf(LINE)).toBe('answer');
    expect(parse(LINE).facts).toMatchObject([
      { groupKey: 'msg_1', project: 'C:\\a\\b', inputTokens: 12, outputTokens: 3 },
    ]);
  });

  it.each([
    ['a tool’s or a person’s line', '{"type":"user","message":{"role":"user","content":"x"}}'],
    ['a question before its type', '{"message":{"role":"user","content":"x"},"type":"user"}'],
  ])('passes over %s', (_, line) => {
    expect(kindOf(line)).toBe('question');
    expect(parse(line)).toMatchObject({ facts: [], refused: [] });
  });

  it.each([
    ['blanks', spaced(LINE)],
    ['two messages', LINE.replace('"parentUuid":"p"', '"message":{"usage":{}}')],
    ['two usages', LINE.replace('"stop_reason":null', '"usage":{}')],
    ['a float', LINE.replace('12', '12.5')],
    ['a leading zero', LINE.replace('12', '012')],
    ['a huge number', LINE.replace('12', '9'.repeat(17))],
    ['a count too large to believe', LINE.replace('12', '100000000001')],
    ['a notice', LINE.replace('"parentUuid":"p"', '"isApiErrorMessage":true')],
    ['an echo', LINE.replace('"type":"assistant"', '"type":"progress"')],
    ['an adviser', LINE.replace('"input_tokens"', '"iterations":[{"type":"advisor_message"}],"i"')],
    ['no usage', LINE.replace('"usage"', '"usages"')],
    ['something behind it', `${LINE}{}`],
    ['a raw control character', LINE.replace('"p"', '"\t"')],
    ['brackets too deep', LINE.replace('"p"', '['.repeat(300) + ']'.repeat(300))],
    ['a broken word', LINE.replace('false', 'falsy')],
    ['a missing bracket', LINE.replace(':null}},', ':null},')],
  ])('leaves %s to the slow way', (_, line) => {
    expect(kindOf(line)).toBe('unsure');
  });

  it.each([
    ['cache_creation', '{"ephemeral_1h_input_tokens":7}', 'null'],
    ['cache_creation', '{"ephemeral_5m_input_tokens":7}', '{"ephemeral_1h_input_tokens":2}'],
    ['server_tool_use', '{"web_search_requests":4}', 'null'],
    ['server_tool_use', '{"web_search_requests":4}', '{}'],
  ])('lets the later of two %s replace the first, as a parser of JSON does', (name, one, two) => {
    const line = LINE.replace('"cache_creation":null', `"${name}":${one},"${name}":${two}`);
    expect(kindOf(line)).toBe('answer');
    expect(parse(line)).toEqual(parse(spaced(line)));
  });

  it('goes as deep as it must, however often', () => {
    const deep = '['.repeat(200) + ']'.repeat(200);
    const wide = `[${Array.from({ length: 600 }, () => '[[{"a":{"b":[1]}}]]').join()}]`;
    expect(kindOf(LINE.replace('"p"', deep))).toBe('answer');
    expect(kindOf(LINE.replace('"p"', wide))).toBe('answer');
  });

  it('and the slow way believe counts up to the same one', () => {
    for (const [text, count] of [
      ['100000000000', 100_000_000_000],
      ['100000000001', null],
    ] as const) {
      const line = LINE.replace('12', text);
      const found = count === null ? [] : [count];
      for (const { facts, refused } of [parse(line), parse(spaced(line))]) {
        expect(facts.map(({ inputTokens }) => inputTokens)).toEqual(found);
        expect(refused).toEqual(count === null ? ['impossible-number'] : []);
      }
    }
  });

  it('sees an answer that was written behind a question that was cut short', () => {
    const cut = '{"type":"user","message":{"role":"user","content":[{"type":"tool_res';
    expect(parse(cut + LINE)).toMatchObject({ facts: [], refused: ['not-json'] });
  });

  it('refuses an answer behind an answer that was cut short', () => {
    const cut = LINE.slice(0, LINE.indexOf('a ]'));
    expect(parse(cut + LINE)).toMatchObject({ facts: [], refused: ['not-json'] });
  });

  it('does not decode invalid UTF-8, and refuses it where it matters', () => {
    const broken = Buffer.from(`${LINE.replace('a ]', '\xff')}\n`, 'latin1').toString('latin1');
    const found = parseLines(claudeCode, [Buffer.from(broken.trimEnd(), 'latin1')]);
    expect(found).toMatchObject({ facts: [], refused: ['not-utf8'] });
    const question = Buffer.from('{"type":"user","message":"\xff"}', 'latin1');
    expect(parseLines(claudeCode, [question])).toMatchObject({ facts: [], refused: [] });
  });
});

describe('both ways read the same', () => {
  const text = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 6 }),
    fc.constantFrom('', 'us', 'fast', 'batch', 'x],"stop_reason":', '"usage":', '\\', '"', 'é🚏'),
  );
  const scalar = fc.oneof(
    text,
    fc.constantFrom(null, true, false, 0, 1, 7, 12.5, -1, 1e21, 123_456_789_012_345),
    fc.nat(),
  );
  const odd = fc.oneof({ weight: 5, arbitrary: scalar }, fc.json().map(JSON.parse));
  const shuffled = (entries: fc.Arbitrary<[string, unknown][]>) =>
    entries
      .chain((list) => fc.shuffledSubarray(list, { minLength: list.length }))
      .map((list) => Object.fromEntries(list));
  /** An object of some fields: as they should be, odd, or not there. */
  const objectOf = (fields: Readonly<Record<string, fc.Arbitrary<unknown>>>) =>
    shuffled(
      fc
        .tuple(
          ...Object.entries(fields).map(([name, usual]) =>
            fc.oneof(
              { weight: 20, arbitrary: usual.map((value): [string, unknown][] => [[name, value]]) },
              { weight: 1, arbitrary: odd.map((value): [string, unknown][] => [[name, value]]) },
              { weight: 1, arbitrary: fc.constant<[string, unknown][]>([]) },
            ),
          ),
        )
        .map((parts) => parts.flat()),
    );
  const count = fc.nat({ max: 3000 });
  const usage = objectOf({
    input_tokens: count,
    output_tokens: count,
    cache_read_input_tokens: count,
    cache_creation_input_tokens: count,
    cache_creation: objectOf({
      ephemeral_5m_input_tokens: count,
      ephemeral_1h_input_tokens: count,
    }),
    server_tool_use: objectOf({ web_search_requests: count }),
    service_tier: fc.constantFrom('standard', 'batch'),
    speed: fc.constantFrom('standard', 'fast'),
    inference_geo: fc.constantFrom('us', 'global'),
    iterations: fc.constantFrom([], [{ type: 'message', model: null }]),
  });
  const content = fc.oneof(
    fc.array(fc.record({ type: fc.constant('text'), text, nested: odd }), { maxLength: 2 }),
    text,
  );
  const message = objectOf({
    id: fc.constantFrom('msg_1', 'msg_2'),
    role: fc.constant('assistant'),
    model: fc.constantFrom('claude-opus-5-5', 'claude-haiku-4-5'),
    content,
    stop_reason: fc.constantFrom(null, 'end_turn'),
    usage,
  });
  const line = objectOf({
    type: fc.constant('assistant'),
    uuid: text,
    isSidechain: fc.boolean(),
    message,
    requestId: fc.constantFrom('req_1', 'req_2'),
    sessionId: text,
    requestSessionId: fc.constantFrom(null, 's2'),
    cwd: text,
    timestamp: fc.constantFrom('2026-11-22T13:11:53.201Z', '2026-11-22T13:11:53Z', 'never'),
    extra: odd,
  });

  it('whatever stands in an answer', { timeout: 60_000 }, () => {
    let quick = 0;
    fc.assert(
      fc.property(line, (value) => {
        const written = JSON.stringify(value);
        if (kindOf(written) === 'question') return;
        quick += Number(kindOf(written) === 'answer');
        expect(parse(written)).toEqual(parse(spaced(written)));
      }),
      { numRuns: 1500 },
    );
    expect(quick).toBeGreaterThan(300);
  });

  it('whatever stands in an echo and around it', { timeout: 60_000 }, () => {
    const echo = objectOf({
      type: fc.constant('progress'),
      uuid: text,
      data: objectOf({ type: fc.constant('agent_progress'), message: line, extra: odd }),
      sessionId: text,
      requestSessionId: fc.constantFrom(null, 's3'),
      cwd: text,
      timestamp: fc.constantFrom('2026-11-22T13:11:54.000Z', 'never'),
      message: fc.constantFrom(null, {}),
    });
    let found = 0;
    fc.assert(
      fc.property(echo, (value) => {
        const written = JSON.stringify(value);
        if (kindOf(written) === 'question') return;
        const { facts } = parse(written);
        found += facts.length;
        expect(facts).toEqual(parse(spaced(written)).facts);
      }),
      { numRuns: 3000 },
    );
    expect(found).toBeGreaterThan(300);
  });

  it('whatever became of the bytes of an answer', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(
        fc.nat({ max: LINE.length - 1 }),
        fc.constantFrom('"', '{', '}', '[', ']', ',', ':', '\\', '0', 'e', ' ', '', 'u', '\u0001'),
        (at, byte) => {
          const written = LINE.slice(0, at) + byte + LINE.slice(at + 1);
          if (!written.startsWith('{') || !written.endsWith('}')) return;
          if (kindOf(written) === 'question') return;
          const one = parse(written);
          const other = parse(spaced(written));
          // Inside the text that nobody reads, a broken escape is not looked for.
          const isInContent = at > LINE.indexOf('[') && at < LINE.indexOf('],"stop_reason"');
          if (!isInContent) expect(one).toEqual(other);
        },
      ),
      { numRuns: 1500 },
    );
  });
});
