/** Random rollouts of Codex: growing and falling totals, repetitions, forks of both kinds, sub-agents. */
import type { Random } from '../bench/random.ts';
import {
  countText,
  impossibleCount,
  impossibleTime,
  randomInstant,
  timeText,
  withForeignByte,
} from './oddValues.ts';
import { fileBytes, type Line, type Profile, type StreamFile } from './streams.ts';

type Usage = readonly [input: number, cached: number, written: number, output: number];

/** One line about use, before it has a time. */
type Event = {
  readonly model: string | null;
  readonly last: Usage | null;
  readonly total: Usage | null;
};

type Session = {
  readonly id: string;
  readonly startMs: number;
  readonly events: readonly Event[];
  readonly total: Usage;
};

type Style = { readonly hasLast: boolean; readonly hasTotal: boolean };

const ZERO: Usage = [0, 0, 0, 0];
const MODELS = ['gpt-5.5', 'gpt-5.5-codex', 'o-future'];

const plus = (one: Usage, other: Usage): Usage => [
  one[0] + other[0],
  one[1] + other[1],
  one[2] + other[2],
  one[3] + other[3],
];

/** Files of one random corpus: a session and what comes of it. */
export function codexFiles(random: Random, tag: string, profile: Profile): StreamFile[] {
  const style = random.pick<Style>([
    { hasLast: true, hasTotal: true },
    { hasLast: true, hasTotal: true },
    { hasLast: false, hasTotal: true },
    { hasLast: true, hasTotal: false },
  ]);
  const root = newSession(random, randomInstant(random), ZERO, style);
  const files: StreamFile[] = [];
  const add = (session: Session, lines: Line[], folders: string[]) =>
    files.push({
      agent: 'codex',
      stem: `rollout-2026-11-20T10-00-00-${session.id}`,
      folders: [...folders, tag],
      bytes: fileBytes(lines, random),
    });
  const meta = !profile.isNamed && random.chance(0.05) ? [] : [metaText(root, null, random)];
  const rootLines = [...meta, ...eventLines(root, root.startMs, random, profile)];
  // Its transcript may be gone, or lie in the archive as well.
  if (random.chance(0.75)) add(root, rootLines, ['20', '11']);
  if (random.chance(0.15)) add(root, rootLines, ['archive']);
  let parent = root;
  for (let nth = random.integer(0, 3); nth > 1; nth -= 1) {
    const { session, lines } = continuation(parent, style, random, profile);
    add(session, lines, ['21', '11']);
    if (random.chance(0.5)) parent = session;
  }
  // A stranger with the very same figures at the same time.
  if (random.chance(0.1)) {
    const twin = { ...root, id: random.uuid() };
    const own = eventLines(twin, twin.startMs, random, profile);
    add(twin, [metaText(twin, null, random), ...own], ['22', '11']);
  }
  return files;
}

function newSession(random: Random, startMs: number, from: Usage, style: Style): Session {
  const events: Event[] = [];
  let total = from;
  for (let nth = random.integer(0, 5); nth > 0; nth -= 1) {
    const last = randomUsage(random);
    const fate = random.integer(0, 9);
    // A compacted session may begin again from nothing; a total may also jump further than the answer.
    if (fate === 0) total = random.chance(0.5) ? last : [total[0], total[1], 0, last[3]];
    else if (fate === 1) total = plus(plus(total, last), randomUsage(random));
    else total = plus(total, last);
    const model = random.chance(0.3) ? random.pick(MODELS) : null;
    const event = {
      model,
      last: style.hasLast ? last : null,
      total: style.hasTotal ? total : null,
    };
    events.push(event);
    // A refreshed limit repeats the figures; without totals nothing would tell it from a new answer.
    while (style.hasTotal && random.chance(0.4)) events.push(event);
  }
  return { id: random.uuid(), startMs, events, total };
}

/** Small figures, so that histories also meet by chance; now and then more from the cache than went in. */
function randomUsage(random: Random): Usage {
  const input = random.integer(0, 60);
  const cached = random.chance(0.05) ? input + 5 : random.integer(0, input);
  const written = random.chance(0.2) ? random.integer(0, 20) : 0;
  return [input, cached, written, random.integer(0, 9)];
}

/** A session that goes on where another one was. */
function continuation(
  parent: Session,
  style: Style,
  random: Random,
  profile: Profile,
): { session: Session; lines: Line[] } {
  const startMs = parent.startMs + random.integer(60_000, 4_000_000);
  const kind = random.pick(['copying', 'copying', 'pointing', 'sub-agent'] as const);
  if (kind === 'copying') {
    const copied = parent.events.slice(0, random.integer(0, parent.events.length));
    const total = copied.findLast((event) => event.total)?.total ?? ZERO;
    const own = newSession(random, startMs, total, style);
    const session = { ...own, events: [...copied, ...own.events] };
    const stepMs = random.pick([0, 3, 3, 400]);
    const lines = [
      metaText(session, { forked_from_id: parent.id }, random),
      metaText(parent, null, random),
      ...copied.flatMap((event, nth) => eventText(event, startMs + nth * stepMs, random)),
      ...eventLines(own, startMs + random.pick([100, 5000]), random, profile),
    ];
    return { session, lines };
  }
  const isPointing = kind === 'pointing' && style.hasTotal;
  const from = isPointing ? parent.total : ZERO;
  const session = newSession(random, startMs, from, { ...style, hasLast: true });
  const changes = isPointing
    ? { forked_from_id: parent.id, history_mode: 'paginated' }
    : { source: { subagent: { thread_spawn: { parent_thread_id: parent.id } } } };
  const own = eventLines(session, startMs + random.pick([100, 5000]), random, profile);
  return { session, lines: [metaText(session, changes, random), ...own] };
}

function metaText(session: Session, changes: object | null, random: Random): string {
  const name = random.chance(0.9) ? 'id' : 'session_id';
  return JSON.stringify({
    timestamp: new Date(session.startMs).toISOString(),
    type: 'session_meta',
    payload: { [name]: session.id, cwd: '/home/user/project', ...changes },
  });
}

function eventLines(session: Session, fromMs: number, random: Random, profile: Profile): Line[] {
  const model = random.pick(MODELS);
  const turn = `{"timestamp":"${new Date(fromMs).toISOString()}","type":"turn_context","payload":{"model":"${model}","cwd":"/home/user"}}`;
  const lines: Line[] = random.chance(0.9) ? [turn] : [];
  session.events.forEach((event, nth) => {
    const atMs = fromMs + nth * random.pick([200, 60_000]);
    if (random.chance(0.1)) lines.push(turn.replace(model, random.pick(MODELS)));
    if (random.chance(0.2)) lines.push(noiseLine(event, atMs, random, profile));
    lines.push(...eventText(event, atMs, random));
  });
  return lines;
}

function eventText({ model, last, total }: Event, atMs: number, random: Random): string[] {
  const fields = [
    ...(total ? [`"total_token_usage":${usageText(total, random)}`] : []),
    ...(last ? [`"last_token_usage":${usageText(last, random)}`] : []),
    ...(model ? [`"model":"${model}"`] : []),
  ];
  return [lineText(`{${fields.join(',')}}`, timeText(atMs, random))];
}

function lineText(info: string, time: string): string {
  return `{"timestamp":"${time}","type":"event_msg","payload":{"type":"token_count","info":${info},"rate_limits":null}}`;
}

function usageText([input, cached, written, output]: Usage, random: Random): string {
  const write = written > 0 ? `,"cache_write_input_tokens":${written}` : '';
  return `{"input_tokens":${countText(input, random)},"cached_input_tokens":${cached}${write},"output_tokens":${output},"reasoning_output_tokens":3,"total_tokens":${input + output}}`;
}

/** Lines without use, or whose use cannot be known. */
function noiseLine(event: Event, atMs: number, random: Random, profile: Profile): Line {
  const time = timeText(atMs, random);
  const whole = eventText(event, atMs, random)[0] as string;
  const harmless = [
    () => lineText('null', time),
    () => '{"type":"response_item","payload":{"text":"a \\"token_count\\" in words"}}',
    () => '{"type":"event_msg","payload":{"type":"agent_message","text":"token_count"}}',
    () =>
      lineText('{"total_token_usage":{},"last_token_usage":{}}', time).replace(
        '"token_count"',
        '"other"',
      ),
    () => '',
  ];
  const damaged = [
    () => lineText('7', time),
    () => lineText('{}', time),
    () => whole.replace(/"output_tokens":\d+/, `"output_tokens":${impossibleCount(random)}`),
    () => whole.replace(/"timestamp":"[^"]*"/, `"timestamp":${impossibleTime(random)}`),
    () => whole.slice(0, -random.integer(1, 150)),
    () => withForeignByte(whole),
    () => '\0\0\0',
  ];
  return random.pick(profile.hasDamage ? [...harmless, ...damaged] : harmless)();
}
