/** Random transcripts of Claude Code: every way in which copies of a response have been seen to be logged. */
import type { Random } from '../bench/random.ts';
import {
  countText,
  impossibleCount,
  impossibleTime,
  randomInstant,
  timeText,
  withForeignByte,
  wordsText,
  zeroText,
} from './oddValues.ts';
import { fileBytes, shuffled, type Line, type Profile, type StreamFile } from './streams.ts';

/** Fields of one line, as JSON source where it matters; null leaves a field out. */
type LineParts = {
  readonly id: string | null;
  readonly model: string;
  readonly usage: string;
  readonly requestId: string | null;
  readonly uuid: string | null;
  readonly sessionId: string | null;
  readonly requestSessionId: string | null;
  readonly isSidechain: boolean;
  readonly time: string;
};

const MODELS = ['claude-opus-5', 'claude-sonnet-5', 'vendor/model-x', '__proto__', 'constructor'];

type Corpus = {
  readonly random: Random;
  readonly tag: string;
  readonly profile: Profile;
  /** Lines by file: `<session>` or `<session>/subagents/<agent>`. */
  readonly files: Map<string, Line[]>;
};

/** Files of one random corpus. */
export function claudeFiles(random: Random, tag: string, profile: Profile): StreamFile[] {
  const corpus: Corpus = { random, tag, profile, files: new Map() };
  const responses = random.integer(1, 3);
  for (let index = 0; index < responses; index += 1) {
    logResponse(corpus, index);
    if (random.chance(0.4)) put(corpus, sessionName(corpus), noiseLine(corpus, index));
  }
  return [...corpus.files].map(([name, lines]) => ({
    agent: 'claude-code',
    ...placeOf(name),
    bytes: fileBytes(random.chance(0.3) ? shuffled(lines, random) : lines, random),
  }));
}

function placeOf(name: string): { stem: string; folders: string[] } {
  const parts = ['project', ...name.split('/')];
  return { stem: parts.at(-1) as string, folders: parts.slice(0, -1).reverse() };
}

function put({ files }: Corpus, file: string, line: Line): void {
  const lines = files.get(file);
  if (lines) lines.push(line);
  else files.set(file, [line]);
}

const sessionName = ({ random, tag }: Corpus) => `session-${tag}-${random.integer(0, 2)}`;

/** One response with all its copies. */
function logResponse(corpus: Corpus, index: number): void {
  const { random, tag, profile } = corpus;
  const session = sessionName(corpus);
  const isSubAgent = random.chance(0.2);
  const file = isSubAgent ? `${session}/subagents/agent-${tag}-${random.integer(0, 1)}` : session;
  const hasId = random.chance(0.9);
  const requestOn = random.pick(['all', 'all', 'first', 'later', 'none']);
  const startMs = randomInstant(random);
  const first: LineParts = {
    id: hasId ? `msg-${tag}-${index}` : null,
    model: random.pick(MODELS),
    usage: '',
    requestId: null,
    uuid: null,
    sessionId: profile.isNamed || random.chance(0.97) ? session : null,
    requestSessionId: null,
    isSidechain: isSubAgent,
    time: '',
  };
  const own: LineParts[] = [];
  // A response without an id cannot be recognised in a second line with an id of its own.
  const length = hasId ? random.integer(1, 3) : 1;
  // Newer versions repeat the final figures on every line, older ones let them grow.
  const steadyUsage = random.chance(0.3) ? usageText(random.integer(1, 400), random) : null;
  let output = random.integer(0, 40);
  for (let nth = 0; nth < length; nth += 1) {
    const hasRequest =
      requestOn === 'all' || (requestOn === 'first' ? nth === 0 : requestOn === 'later' && nth > 0);
    own.push({
      ...first,
      requestId: hasRequest ? `req-${tag}-${index}` : null,
      uuid: random.chance(0.9) ? `uuid-${tag}-${index}-${nth}` : null,
      usage: steadyUsage ?? usageText(output, random),
      time: timeText(startMs + nth * random.pick([7, 1500]), random),
    });
    output += random.integer(0, 300);
  }
  const texts = own.map((parts) => lineText(parts, random));
  // Copies may be all that is left of it.
  const isKept = random.chance(0.9);
  for (const text of isKept ? texts : []) {
    put(corpus, file, text);
    if (random.chance(0.1)) put(corpus, file, text);
  }
  logCopies(corpus, { own, texts, file, session, index, startMs, isSubAgent, hasId });
}

type Response = {
  readonly own: readonly LineParts[];
  readonly texts: readonly string[];
  readonly file: string;
  readonly session: string;
  readonly index: number;
  readonly startMs: number;
  readonly isSubAgent: boolean;
  readonly hasId: boolean;
};

function logCopies(corpus: Corpus, response: Response): void {
  const { random, tag } = corpus;
  const { own, texts, file, session, index, isSubAgent, hasId } = response;
  const copyOf = (changes: Partial<LineParts>) => (parts: LineParts) =>
    lineText({ ...parts, ...changes }, random);
  // Resumed: the same lines once more in another file.
  if (random.chance(0.2)) texts.forEach((text) => put(corpus, `resumed-${tag}`, text));
  // Forked: under the fork's id, with the name of the session that asked.
  if (random.chance(0.1) && own[0]?.sessionId) {
    const changes = { sessionId: `fork-${tag}`, requestSessionId: session };
    own.map(copyOf(changes)).forEach((text) => put(corpus, `fork-${tag}`, text));
  }
  // Resumed by an older version: under the new session's id, without saying whose it was.
  if (random.chance(0.1) && hasId && !isSubAgent) {
    const changes = { sessionId: `zz-later-${tag}` };
    own.map(copyOf(changes)).forEach((text) => put(corpus, `zz-later-${tag}`, text));
  }
  if (!hasId) return;
  // A side conversation repeats the answer under a request of its own.
  if (random.chance(0.15) && !isSubAgent) {
    const side = { requestId: `side-${tag}-${index}`, isSidechain: true };
    put(corpus, `${session}/subagents/side-${tag}`, onceMore(response, side, 40, random));
  }
  // One id, two requests: two responses.
  if (random.chance(0.07)) {
    put(corpus, file, onceMore(response, { requestId: `zz-other-${tag}-${index}` }, 50, random));
  }
  // Echoes in the parent's file, smaller or larger than the truth.
  for (let nth = random.integer(0, 3); nth > 1; nth -= 1) {
    const inner = onceMore(response, { isSidechain: true }, 20 + nth, random);
    put(corpus, session, echoText(inner, session));
  }
}

/** A further line of a response with other counts, some seconds later. */
function onceMore(
  { own, startMs }: Response,
  changes: Partial<LineParts>,
  seconds: number,
  random: Random,
): string {
  const parts = {
    ...(own.at(-1) as LineParts),
    usage: usageText(random.integer(1, 900), random),
    time: timeText(startMs + seconds * 1000, random),
    ...changes,
  };
  return lineText(parts, random);
}

function echoText(inner: string, session: string): string {
  return `{"type":"progress","sessionId":"${session}","timestamp":"2026-10-24T00:00:00.000Z","data":{"type":"agent_progress","message":${inner}}}`;
}

const field = (name: string, value: string | null) =>
  value === null ? '' : `"${name}":"${value}",`;

/** One line of a transcript, in the order of fields of one version or another. */
function lineText(parts: LineParts, random: Random): string {
  const { id, model, usage, isSidechain } = parts;
  const stop = random.pick(['null', '"end_turn"', '"tool_use"']);
  const content = random.chance(0.8)
    ? `[{"type":"text","text":"${wordsText(random)}"}]`
    : '[{"type":"tool_use","id":null,"model":null,"input":{"message":{"usage":{"input_tokens":5}}}}]';
  const named = `${field('id', id)}"model":"${model}"`;
  const message = random.chance(0.7)
    ? `{${named},"type":"message","role":"assistant","content":${content},"stop_reason":${stop},"usage":${usage}}`
    : `{"usage":${usage},"role":"assistant","content":${content},${named}}`;
  const request = parts.requestId === null && random.chance(0.3) ? '"requestId":null,' : '';
  const ids =
    field('requestId', parts.requestId) +
    request +
    field('uuid', parts.uuid) +
    field('sessionId', parts.sessionId) +
    field('requestSessionId', parts.requestSessionId);
  const type = random.chance(0.97) ? '"type":"assistant",' : random.pick(['', '"type":null,']);
  const side = isSidechain || random.chance(0.7) ? `"isSidechain":${isSidechain},` : '';
  const place = random.chance(0.5) ? '"cwd":"/home/user/project",' : '';
  const head = `${type}${side}${place}${ids}"version":"2.1.330"`;
  return random.chance(0.7)
    ? `{${head},"message":${message},"timestamp":"${parts.time}"}`
    : `{"timestamp":"${parts.time}","message":${message},${head}}`;
}

/** A usage object with this much output. */
function usageText(output: number, random: Random): string {
  const count = (limit: number) => countText(random.integer(1, limit), random);
  const fields = [
    `"output_tokens":${output === 0 ? zeroText(random) : countText(output, random)}`,
    ...(random.chance(0.9) ? [`"input_tokens":${count(900)}`] : []),
    ...cacheWrites(random, count),
    random.chance(0.5)
      ? `"cache_read_input_tokens":${count(5000)}`
      : `"cache_read_input_tokens":${zeroText(random)}`,
    ...(random.chance(0.1) ? [`"server_tool_use":{"web_search_requests":${count(4)}}`] : []),
    ...(random.chance(0.1) ? ['"server_tool_use":null'] : []),
    ...(random.chance(0.2) ? [`"speed":${random.pick(['null', '"fast"', '"warp"', '7'])}`] : []),
    ...(random.chance(0.2)
      ? [`"service_tier":${random.pick(['"batch"', '"standard"', '1'])}`]
      : []),
    ...(random.chance(0.1) ? ['"inference_geo":"us"'] : []),
    ...(random.chance(0.1) ? [`"iterations":${iterationsText(random)}`] : []),
    ...(random.chance(0.05) ? ['"__proto__":{"output_tokens":99999}'] : []),
  ];
  return `{${fields.join(',')}}`;
}

/** What an answer was made of; an adviser's part of it is billed apart. */
function iterationsText(random: Random): string {
  const count = () => countText(random.integer(0, 50), random);
  const advice = () =>
    `{"type":"advisor_message","model":"${random.pick(MODELS)}","output_tokens":${random.chance(0.1) ? impossibleCount(random) : count()},"input_tokens":${count()},${cacheWrites(random, count).join(',') || '"x":0'}}`;
  const own = '{"type":"message","model":null,"output_tokens":7}';
  return random.pick([
    'null',
    '7',
    `[${own}]`,
    `[${own},${advice()}]`,
    `[${advice()},${advice()}]`,
  ]);
}

/** The sum and its parts, where each may be missing, zero or too small. */
function cacheWrites(random: Random, count: (limit: number) => string): string[] {
  const sum = '"cache_creation_input_tokens":';
  const split = (five: string, hour: string) =>
    `"cache_creation":{"ephemeral_5m_input_tokens":${five},"ephemeral_1h_input_tokens":${hour}}`;
  switch (random.integer(0, 6)) {
    case 0:
      return [];
    case 1:
      return [sum + count(2000)];
    case 2:
      return [split(count(500), count(500))];
    case 3:
      return [sum + count(700), split('0', '0')];
    case 4:
      return [`${sum}0`, split('0', count(500))];
    case 5:
      return [`${sum}null`, '"cache_creation":null'];
    default:
      return [sum + count(2000), split(count(900), count(900))];
  }
}

/** Lines that are no responses, or none that can be counted. */
function noiseLine(corpus: Corpus, index: number): Line {
  const { random, tag, profile } = corpus;
  const session = `session-${tag}-0`;
  const usage = usageText(77, random);
  const at = timeText(randomInstant(random), random);
  const answer = (changes: Partial<LineParts>) =>
    lineText(
      {
        id: `noise-${tag}-${index}`,
        model: 'claude-opus-5',
        usage,
        requestId: `noise-request-${tag}-${index}`,
        uuid: null,
        sessionId: session,
        requestSessionId: null,
        isSidechain: false,
        time: at,
        ...changes,
      },
      random,
    );
  const harmless = [
    () =>
      `{"type":"user","toolUseResult":{"usage":${usage}},"message":{"role":"user"},"timestamp":"${at}"}`,
    // Nobody looks at the rest of a question, whatever stands in it.
    () => `{"type":"user","message":{"role":"user","usage":${usage}},"timestamp":"${at}"}`,
    () => `{"type":"user","x":[,"message":{"usage":${usage}}}`,
    () => `{"message":{"role":"user","usage":{"output_tokens":-1}},"timestamp":"${at}"}`,
    () =>
      `{"message":{"role":"user","content":"half ${answer({ id: null }).replace('],"stop_', '], "stop_')}`,
    () => `{"type":"cost-state","usage":${usage}}`,
    () => '{"type":"summary","summary":"about \\"usage\\": nothing"}',
    () => answer({ model: '<synthetic>' }),
    () => answer({}).replace('{', '{"isApiErrorMessage":true,'),
    () => answer({ usage: '{"input_tokens":0,"output_tokens":0}' }),
    () => answer({ usage: 'null' }),
    () => echoText('{"message":{"content":"no usage here"}}', session),
    () => '',
    () => ' \t ',
  ];
  const damaged = [
    () => answer({}).replace('"type":"assistant"', '"type":"assistant_v9"'),
    // An answer behind half a question; without its end it passes for the question's.
    () => `{"type":"user","message":{"role":"user","content":"half${answer({})}`,
    () => answer({ usage: random.pick(['"much"', '[]', '7', 'true']) }),
    () => answer({ usage: `{"input_tokens":5,"output_tokens":${impossibleCount(random)}}` }),
    () => answer({}).replace(`"${at}"`, impossibleTime(random)),
    () => answer({}).slice(0, -random.integer(1, 200)),
    () => withForeignByte(answer({})),
    () => '\0'.repeat(random.integer(1, 40)),
    () => 'nonsense',
    () => Buffer.from([0xff, 0x00, 0x80]),
    () => answer({}).replace('"timestamp"', '"timestamp":NaN,"time"'),
  ];
  return random.pick(profile.hasDamage ? [...harmless, ...damaged] : harmless)();
}
