/**
 * Streams of responses as Claude Code may log them, and the right totals, worked out by the simplest means:
 * the generator knows what each response was, so nothing has to be recognised again.
 */
import fc from 'fast-check';

/** What one response was in truth. */
type Truth = { readonly input: number; readonly output: number; readonly day: string };

export type LogLine = { readonly file: string; readonly text: string };

export type Stream = { readonly lines: readonly LogLine[]; readonly truths: readonly Truth[] };

type Shape = {
  /** Output counts of the lines that are logged while the answer grows; the last is the largest. */
  readonly growth: readonly number[];
  readonly input: number;
  readonly session: number;
  readonly minute: number;
  /** Lines that name their request; the service may name it on the first one only. */
  readonly requestOn: 'all' | 'first' | 'none';
  readonly hasMessageId: boolean;
  readonly isSubAgent: boolean;
  /** Another file that repeats the lines, as a resumed session does. */
  readonly isResumed: boolean;
  /** A side conversation that repeats the last line under a request of its own, with other counts. */
  readonly isReplayed: boolean;
  /** Echoes in the parent’s file, some of them larger than the truth. */
  readonly echoes: readonly number[];
};

const DAY_MINUTES = 1440;
const START_MS = Date.UTC(2026, 10, 1);

const shape: fc.Arbitrary<Shape> = fc.record({
  growth: fc
    .uniqueArray(fc.integer({ min: 1, max: 500 }), { minLength: 1, maxLength: 4 })
    .map((counts) => counts.sort((a, b) => a - b)),
  input: fc.integer({ min: 1, max: 1000 }),
  session: fc.integer({ min: 0, max: 2 }),
  minute: fc.integer({ min: 0, max: 3 * DAY_MINUTES }),
  requestOn: fc.constantFrom('all' as const, 'first' as const, 'none' as const),
  hasMessageId: fc.boolean(),
  isSubAgent: fc.boolean(),
  isResumed: fc.boolean(),
  isReplayed: fc.boolean(),
  echoes: fc.array(fc.integer({ min: 1, max: 900 }), { maxLength: 2 }),
});

function isoOf(minute: number, second: number): string {
  return new Date(START_MS + minute * 60_000 + second * 1000).toISOString();
}

const hasRequestId = ({ requestOn }: Shape, nth: number) =>
  requestOn === 'all' || (requestOn === 'first' && nth === 0);

/** Lines of one response, each with the file it stands in. */
function linesOf(one: Shape, index: number): LogLine[] {
  const session = `session-${one.session}`;
  const file = one.isSubAgent ? `${session}/subagents/agent-${index}` : session;
  const line = (output: number, second: number, changes: Record<string, unknown> = {}) => ({
    type: 'assistant',
    isSidechain: one.isSubAgent,
    message: {
      // A response without an id has one line only, known by the line's own id.
      ...(one.hasMessageId ? { id: `msg-${index}` } : {}),
      model: 'claude-opus-5',
      usage: { input_tokens: one.input, output_tokens: output },
    },
    ...(hasRequestId(one, second) ? { requestId: `req-${index}` } : {}),
    uuid: `uuid-${index}`,
    timestamp: isoOf(one.minute, second),
    sessionId: session,
    ...changes,
  });
  const put = (where: string, value: unknown): LogLine => ({
    file: where,
    text: JSON.stringify(value),
  });
  const growth = one.hasMessageId ? one.growth : one.growth.slice(-1);
  const own = growth.map((output, second) => put(file, line(output, second)));
  const last = growth.at(-1) ?? 0;
  const resumed =
    one.isResumed && !one.isSubAgent
      ? own.map(({ text }) => ({ file: `resumed-of-${session}`, text }))
      : [];
  const replayed =
    one.isReplayed && one.hasMessageId && !one.isSubAgent
      ? [
          put(
            `${session}/subagents/side`,
            line(last + 50, 30, { isSidechain: true, requestId: `side-${index}` }),
          ),
        ]
      : [];
  const echoed = one.hasMessageId
    ? one.echoes.map((output, second) =>
        put(session, {
          type: 'progress',
          sessionId: session,
          timestamp: isoOf(one.minute, 20 + second),
          data: { type: 'agent_progress', message: line(output, 20 + second) },
        }),
      )
    : [];
  return [...own, ...resumed, ...replayed, ...echoed];
}

function truthOf(one: Shape): Truth {
  return {
    input: one.input,
    output: one.growth.at(-1) ?? 0,
    day: isoOf(one.minute, 0).slice(0, 10),
  };
}

export const streams: fc.Arbitrary<Stream> = fc
  .array(shape, { minLength: 1, maxLength: 12 })
  .map((shapes) => ({ lines: shapes.flatMap(linesOf), truths: shapes.map(truthOf) }));

/** `day -> [responses, input, output]` of the truth. */
export function totalsByDay({ truths }: Stream): Record<string, [number, number, number]> {
  const totals: Record<string, [number, number, number]> = {};
  for (const { day, input, output } of truths) {
    const [events, inputs, outputs] = totals[day] ?? [0, 0, 0];
    totals[day] = [events + 1, inputs + input, outputs + output];
  }
  return totals;
}
