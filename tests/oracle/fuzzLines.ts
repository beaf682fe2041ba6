/** Log lines, most of them damaged: bytes changed, cut, glued, nested, with numbers and keys that set traps. */
import { createRandom, type Random } from '../bench/random.ts';
import { claudeFiles } from './claudeStreams.ts';
import { codexFiles } from './codexStreams.ts';
import type { StreamFile } from './streams.ts';

const CLEAN = { hasDamage: false, isNamed: true } as const;
const NEWLINE = Buffer.from('\n');
/** Stands where each copy of a sample gets an id of its own, of the same length. */
const ID = 'id-00000000';
export type FuzzedFile = {
  readonly file: StreamFile;
  readonly lines: number;
};

type Sample = { readonly bytes: Buffer; readonly idAt: readonly number[] };

/** Lines of the random corpora, so that every copy is its own session and response. */
function samplesOf(random: Random): Sample[] {
  const samples: Sample[] = [];
  while (samples.length < 600) {
    for (const { bytes } of claudeFiles(random, 'x', CLEAN)) {
      for (const line of bytes.toString('utf8').split('\n')) {
        const text = line
          .replace(/"sessionId":"[^"]*"/g, `"sessionId":"${ID}"`)
          .replace(/"id":"[^"]*"/g, `"id":"${ID}"`)
          .replace(/"requestSessionId":"[^"]*",/g, '')
          .replace(/"uuid":"[^"]*"/g, `"uuid":"${ID}"`);
        // How far a damaged question is known for one depends on how plainly it is written.
        if (text.includes(ID) && !text.includes('"role":"user"'))
          samples.push(sampleOf(text.trimEnd().replace('\ufeff', '')));
      }
    }
    if (random.chance(0.1)) samples.push(sampleOf(limitLine(random)));
  }
  return samples;
}

function sampleOf(text: string): Sample {
  const bytes = Buffer.from(text);
  const idAt: number[] = [];
  for (let at = bytes.indexOf(ID); at >= 0; at = bytes.indexOf(ID, at + 1)) idAt.push(at);
  return { bytes, idAt };
}

/** A notice that a window is used up. */
function limitLine(random: Random): string {
  const type = random.pick(['five_hour', 'seven_day', 'seven_day_opus']);
  return `{"type":"assistant","isApiErrorMessage":true,"sessionId":"${ID}","timestamp":"2026-11-20T10:00:00.000Z","apiErrorParams":{"rate_limit_info":{"status":"rejected","rateLimitType":"${type}","resetsAt":1795370400}},"message":{"id":"${ID}","model":"<synthetic>","content":[{"type":"text","text":"You've hit your session limit · resets 3pm (Europe/Paris)"}],"usage":{"input_tokens":0,"output_tokens":0}}}`;
}

/** Makes files of damaged lines, the same ones for the same seed. */
export function createFuzz(seed: number) {
  const random = createRandom(seed);
  const samples = samplesOf(random);
  let made = 0;

  /** A fresh copy of a sample, with ids that no other line has. */
  function copyOf({ bytes, idAt }: Sample): Buffer {
    // Numbers far apart (an odd factor makes each once): one changed digit must not name another line.
    const number = Math.imul((made += 1), 0x9e3779b1) >>> 0;
    const id = number.toString(16).padStart(8, '0');
    const copy = Buffer.from(bytes);
    for (const at of idAt) copy.write(id, at + 3, 'latin1');
    return copy;
  }

  return {
    /** A transcript of about this many lines. */
    transcript(lines: number): FuzzedFile {
      const parts: Buffer[] = [];
      for (let nth = 0; nth < lines; nth += 1) {
        const whole = copyOf(random.pick(samples));
        parts.push(random.chance(0.4) ? damaged(whole, random) : whole);
        if (!random.chance(0.02)) parts.push(NEWLINE);
      }
      const stem = `fuzz-${seed}-${made}`;
      const bytes = Buffer.concat(parts);
      return { file: { agent: 'claude-code', stem, folders: ['project'], bytes }, lines };
    },
    /** A rollout, short as they are in the random corpora. */
    rollout(): FuzzedFile[] {
      made += 1;
      const files = codexFiles(random, `fuzz-${made}`, CLEAN);
      return files.map((file) => {
        // Which of two copies tells the truth about their parent, nothing says.
        const isAlone = files.filter(({ stem }) => stem === file.stem).length === 1;
        const lines = linesOf(file.bytes);
        const parts = lines.flatMap((line) => [
          (isAlone || !line.includes('session_meta')) && random.chance(0.15)
            ? damaged(line, random)
            : line,
          NEWLINE,
        ]);
        const bytes = Buffer.concat(parts);
        return { file: { ...file, bytes }, lines: lines.length };
      });
    },
  };
}

function linesOf(bytes: Buffer): Buffer[] {
  const text = bytes.toString('latin1').replace(/\r?\n$/, '');
  return text.split('\n').map((line) => Buffer.from(line, 'latin1'));
}

const STRUCTURE = [
  '{',
  '}',
  '[',
  ']',
  '"',
  ',',
  ':',
  '\\',
  '-',
  '.',
  'e',
  '0',
  ' ',
  '\n',
  '\r',
  '\0',
];
const TRAPS = [
  '"__proto__":{"usage":{"output_tokens":1}},',
  '"constructor":{"prototype":{}},',
  '"toString":null,',
  '"hasOwnProperty":1,',
  '"usage":{"input_tokens":1,"output_tokens":1},',
  '"message":{},',
  '"message":null,',
  '"timestamp":"2026-11-22T00:00:00Z",',
  '"isSidechain":true,',
  '"model":"constructor",',
];
const NUMBERS = [
  '1e999',
  '-1',
  '1e-999',
  '9007199254740993',
  '100000000000',
  '100000000001',
  '1795370400.1234',
  `1${'0'.repeat(400)}`,
  '0.1',
  '-0',
  '1E2',
  '00',
  '+1',
  '.5',
  '0x10',
];
const WORDS = ['constructor', '"constructor"', '"__proto__"', '{}', '""'];

/** One to three injuries. */
function damaged(line: Buffer, random: Random): Buffer {
  let result = line;
  for (let left = random.integer(1, 3); left > 0; left -= 1) result = injured(result, random);
  return result;
}

function injured(line: Buffer, random: Random): Buffer {
  const at = random.integer(0, line.length);
  const until = Math.min(line.length, at + random.integer(1, random.pick([1, 4, 60])));
  const replaced = (by: string | Buffer) =>
    Buffer.concat([line.subarray(0, at), Buffer.from(by), line.subarray(until)]);
  const inserted = (text: string | Buffer, where = at) =>
    Buffer.concat([line.subarray(0, where), Buffer.from(text), line.subarray(where)]);
  switch (random.integer(0, 11)) {
    case 0:
      return replaced(Buffer.from([random.integer(0, 255)]));
    case 1:
      return replaced('');
    case 2:
      return inserted(random.pick(STRUCTURE));
    case 3:
      return line.subarray(0, at);
    case 4:
      return line.subarray(at);
    case 5:
      return inserted(line.subarray(at, until));
    case 6: {
      const depth = random.integer(1, 200);
      return inserted('['.repeat(depth) + ']'.repeat(random.chance(0.7) ? depth : depth - 1));
    }
    case 7:
      return inserted(random.pick(TRAPS), line.indexOf('{', at) + 1);
    case 8:
      return withValue(line, at, random.pick(NUMBERS));
    case 9:
      return withValue(line, at, random.pick(['null', 'true', '"7"', '[]', '{}', '7']));
    case 10:
      return asBuffer(
        line,
        /("standard"|"warp"|"batch"|"fast"|"us"|five_hour|seven_day)/,
        random.pick(WORDS),
      );
    default:
      return asBuffer(line, /"usage":/, random.pick(['"usage" :', '"usage":\t', '"\\u0075sage":']));
  }
}

/** Puts another value behind the next colon. */
function withValue(line: Buffer, from: number, value: string): Buffer {
  const colon = line.indexOf(':', from);
  if (colon < 0) return line;
  let end = colon + 1;
  while (end < line.length && !',}]'.includes(String.fromCharCode(line[end] as number))) end += 1;
  return Buffer.concat([line.subarray(0, colon + 1), Buffer.from(value), line.subarray(end)]);
}

function asBuffer(line: Buffer, pattern: RegExp, by: string): Buffer {
  return Buffer.from(line.toString('latin1').replace(pattern, by), 'latin1');
}
