/** Writes docs/boundary-states.md from the engine itself: each row is a decision that was really made. */
import { decideBoundary, severityOf } from '../../../../main/domain/boundary/decide.ts';
import { ACCOUNT_STATES, type BoundaryInput } from '../../../../main/domain/boundary/types.ts';
import {
  answer,
  balanceOf,
  boundaryWindow,
  credits,
  enabled,
  HOUR,
  input,
  MINUTE,
  NOW,
  RESET,
} from './inputs.ts';

type Changes = Partial<BoundaryInput>;
type Row = { readonly name: string; readonly changes: Changes };

const USES: readonly (Row & { readonly percent: number | null })[] = [
  { name: 'not reported', percent: null, changes: {} },
  { name: '40 %', percent: 40, changes: {} },
  { name: '90 %', percent: 90, changes: {} },
  { name: '97 %', percent: 97, changes: {} },
  { name: '100 %', percent: 100, changes: {} },
];

const MONEY: readonly Row[] = [
  { name: 'on', changes: { credits: credits({ enabled: enabled(true) }) } },
  { name: 'not known', changes: { credits: credits() } },
  { name: 'off', changes: { credits: credits({ enabled: enabled(false) }) } },
  {
    name: 'on, nothing left',
    changes: { credits: credits({ enabled: enabled(true), balance: balanceOf(0) }) },
  },
];

const ANSWERS: readonly Row[] = [
  { name: 'none', changes: {} },
  { name: 'continue', changes: { answers: [answer()] } },
  { name: 'stop', changes: { answers: [answer({ kind: 'stop' })] } },
];

const PAID: Changes = { paidUse: { source: 'status-line', asOfMs: NOW - MINUTE } };
const GONE = { sessions: [], lastActivityAtMs: NOW - HOUR };
const windowOf = (usedPercent: number | null) => ({ windows: [boundaryWindow({ usedPercent })] });
const stop = answer({ kind: 'stop', endsAtMs: RESET + HOUR });

/** What happens, told as the picture before and after; `atMs` where only time passes. */
const EVENTS: readonly { name: string; before: Changes; after: Changes; atMs?: number }[] = [
  { name: 'use reaches 90 %', before: windowOf(89), after: windowOf(90) },
  { name: 'use reaches 97 %', before: windowOf(96), after: windowOf(97) },
  { name: 'use reaches 97 %, credits off', before: off(96), after: off(97) },
  { name: 'use reaches 100 %, credits off', before: off(97), after: off(100) },
  {
    name: 'the forecast end comes within 15 min',
    before: forecastIn(20),
    after: forecastIn(15),
  },
  { name: 'the user continues at 97 %', before: windowOf(97), after: answered(97) },
  { name: 'the user continues at 100 %', before: windowOf(100), after: answered(100) },
  {
    name: 'the user stops',
    before: windowOf(97),
    after: { ...windowOf(97), answers: [answer({ kind: 'stop' })] },
  },
  {
    name: 'the cap of the consent is spent',
    before: answered(100),
    after: { ...windowOf(100), answers: [answer({ capMicros: 5, spentMicros: 5 })] },
  },
  {
    name: 'the consent is revoked',
    before: answered(100),
    after: { ...windowOf(100), answers: [answer({ isRevoked: true })] },
  },
  {
    name: 'paid use is seen unasked',
    before: windowOf(100),
    after: { ...windowOf(100), ...PAID },
  },
  {
    name: 'the ceiling is reached',
    before: answered(100),
    after: {
      ...answered(100),
      credits: credits({ enabled: enabled(true), balance: balanceOf(0) }),
    },
  },
  { name: 'the reset passes', before: windowOf(97), after: windowOf(97), atMs: RESET },
  {
    name: 'the reset passes on credits',
    before: answered(100),
    after: answered(100),
    atMs: RESET,
  },
  {
    name: 'the reset passes, the stop lasts longer',
    before: { ...windowOf(97), answers: [stop] },
    after: { ...windowOf(97), answers: [stop] },
    atMs: RESET,
  },
  {
    name: 'the stop ends',
    before: { ...windowOf(97), answers: [stop] },
    after: { ...windowOf(97), answers: [stop] },
    atMs: RESET + HOUR,
  },
  {
    name: 'the reading grows old while work goes on',
    before: windowOf(40),
    after: { windows: [boundaryWindow({ asOfMs: NOW - 16 * MINUTE })] },
  },
  {
    name: 'work goes on after the reset, unread',
    before: { windows: [boundaryWindow({ resetsAtMs: NOW })], ...GONE },
    after: { windows: [boundaryWindow({ resetsAtMs: NOW })], lastActivityAtMs: NOW },
  },
];

function off(percent: number): Changes {
  return { ...windowOf(percent), credits: credits({ enabled: enabled(false) }) };
}

function answered(percent: number): Changes {
  return { ...windowOf(percent), answers: [answer()] };
}

function forecastIn(minutes: number): Changes {
  return { windows: [boundaryWindow({ forecastEndsAtMs: NOW + minutes * MINUTE })] };
}

function decide(changes: Changes, atMs = NOW) {
  return decideBoundary(input(changes), atMs);
}

function standRows(): string[][] {
  return USES.flatMap(({ name, percent }) =>
    MONEY.flatMap((money) =>
      ANSWERS.map((given) => {
        const { state, why, effects } = decide({
          ...windowOf(percent),
          ...money.changes,
          ...given.changes,
        });
        const wants = [...effects.alerts, ...(effects.prompt ? ['prompt'] : [])].join(', ');
        const { gate, reason } = effects.gate;
        const row = [name, money.name, given.name, state, why.reason, gate, reason, wants || '-'];
        return row;
      }),
    ),
  );
}

function eventRows(): string[][] {
  return EVENTS.map(({ name, before, after, atMs }) => {
    const [from, to] = [decide(before), decide(after, atMs)];
    return [name, from.state, to.state, from.effects.gate.gate, to.effects.gate.gate];
  });
}

/** A Markdown table with columns of equal width, as prettier writes it. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => (row[column] ?? '').length)),
  );
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const rule = widths.map((width) => '-'.repeat(width));
  return [line(head), line(rule), ...rows.map(line)].join('\n');
}

/** The whole document. */
export function statesDocument(): string {
  const states = [...ACCOUNT_STATES].sort((one, other) => severityOf(other) - severityOf(one));
  return `# The boundary: states, gate and transitions

Made by the engine itself (\`main/domain/boundary/decide.ts\`); a unit test fails when this file differs. To
write it anew: \`npx vitest run --project unit tests/unit/domain/boundary/statesDocument.test.ts -u\`.

The most severe state of several windows, sessions or accounts decides: ${states.join(', ')}.

Rules that the tables do not show:

- Any window alone leads to credits, so one that nobody reports leaves the state unknown unless another is near.
- Use only grows within a window: a reading that is too old still proves that the plan is near its end, but no
  longer that much is left. It neither alerts nor asks.
- A window for one model counts only for requests known to use that model; its own gate is listed beside. Sessions
  that last used it have rules of their own for a day, also while they pause; only live ones are asked about, others when they come back.
- A consent ends at its own end, at the reset it was given for (or when a later window of that limit is
  reported), at its cap, when revoked. The newest answer that covers a request holds; one that ended gives way
  to a stop before it, never to a consent. Where clock and ledger disagree about which of a stop and a consent
  came later, as after the clock was put back, the stop counts. A stop holds until its own end; one that was said
  ahead of the boundary holds from there on. A project is its folder with everything below it.
- A stop in answer to the question about one model's limit stops requests known to use that model, and no others.
  Going on at another limit does not lift it; what is said in the tray or in the terminal does.
- With credits off nothing can be paid: the gate stays open and the provider itself refuses at 100 %.
- Not knowing leaves the gate \`unknown\`, which hooks treat as open with a message; strict mode closes it.
- Paid use that was seen counts until the windows that were used up then have reset, else for 15 minutes.
- Agents that draw on credits only, and models that always bill them, stand as if the plan were used up.

## Where an account stands

One session window, a live session, default settings.

${table(
  ['plan used', 'credits', 'answer', 'state', 'why', 'gate', 'gate because', 'wanted'],
  standRows(),
)}

## What changes it

${table(['what happens', 'state before', 'state after', 'gate before', 'gate after'], eventRows())}
`;
}
