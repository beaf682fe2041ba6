/**
 * What happens to log files besides growing, in random orders: whatever was there at the time of a look is
 * counted for good, and counted once. The oracle gets every version of every file that a look could see.
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRandom, type Random } from '../../bench/random.ts';
import { startOracle, type Oracle } from '../../oracle/oracleProcess.ts';
import { asStored, placeOf, storedTotals } from '../../oracle/realFiles.ts';
import { randomStream, shuffled, type StreamFile } from '../../oracle/streams.ts';
import { createImporter, type Importer } from '../ingest/importer.ts';

/** Orders share a database, so that files left by one meet the next one's. */
const LABS = 100;
const ORDERS_A_LAB = 10;
const MOVES = 12;
const FIRST_SEED = 4_000_000;

let oracle: Oracle;
beforeAll(() => {
  oracle = startOracle();
});
afterAll(() => oracle.stop());

/** A file in play: its path now, and what of its corpus is not yet written. */
type Player = { path: string; readonly source: StreamFile; written: number };

type Game = {
  readonly importer: Importer;
  readonly random: Random;
  readonly players: Player[];
  /** Every version that a look has seen, once. */
  readonly seen: Map<string, StreamFile>;
  readonly tag: string;
  /** A clock that no two writes share: within one millisecond a rewrite of the same length is invisible. */
  readonly clock: { seconds: number };
};

type Move = (game: Game, player: Player) => void | Promise<void>;

function touch({ clock }: Game, file: string): void {
  if (!fs.existsSync(file)) return;
  clock.seconds += 1;
  fs.utimesSync(file, clock.seconds, clock.seconds);
}

/** Appends the next bytes of a file's corpus, ending anywhere. */
const grow: Move = (game, player) => {
  const { random } = game;
  const { bytes } = player.source;
  const until = random.chance(0.5) ? bytes.length : random.integer(player.written, bytes.length);
  fs.mkdirSync(path.dirname(player.path), { recursive: true });
  fs.appendFileSync(player.path, bytes.subarray(player.written, until));
  player.written = until;
  touch(game, player.path);
};

const look: Move = async (game) => {
  const { importer, random } = game;
  if (random.chance(0.1)) importer.restart();
  if (random.chance(0.1)) importer.forgetCursors();
  noteVersions(game);
  await importer.look();
};

/** Changes a file in place, longer, shorter or of the same length. */
function rewritten(change: (bytes: Buffer, game: Game) => Buffer): Move {
  return (game, player) => {
    if (!fs.existsSync(player.path)) return;
    fs.writeFileSync(player.path, change(fs.readFileSync(player.path), game));
    player.written = player.source.bytes.length;
    touch(game, player.path);
  };
}

const OUTPUT = '"output_tokens":';
const DIGIT_NINE = 0x39;

/** In a rollout the order of lines carries meaning; a transcript's lines stand for themselves. */
function ofTranscripts(move: Move): Move {
  return (game, player) =>
    player.source.agent === 'claude-code' ? move(game, player) : grow(game, player);
}

const MOVES_OF_FILES: readonly Move[] = [
  grow,
  grow,
  grow,
  look,
  look,
  look,
  // Truncated, perhaps to nothing, perhaps in the middle of a line.
  rewritten((bytes, { random }) => bytes.subarray(0, random.integer(0, bytes.length))),
  // Rewritten in place with the same lines in another order: the same length.
  ofTranscripts(rewritten((bytes, { random }) => joined(shuffled(linesOf(bytes), random)))),
  // Compacted: some lines are gone.
  ofTranscripts(
    rewritten((bytes, { random }) => joined(linesOf(bytes).filter(() => random.chance(0.6)))),
  ),
  // Another session's lines under the same name.
  rewritten((_, { random, players }) => random.pick(players).source.bytes),
  // One figure changed in its middle: the same length, the same ends.
  ofTranscripts(async (game, player) => {
    if (!fs.existsSync(player.path)) return;
    const bytes = fs.readFileSync(player.path);
    const at = bytes.indexOf(OUTPUT, bytes.length / 3) + OUTPUT.length;
    if (at < OUTPUT.length || bytes[at] === DIGIT_NINE) return;
    bytes[at] = DIGIT_NINE;
    fs.writeFileSync(player.path, bytes);
    touch(game, player.path);
    // Where more is appended before anybody looks, nothing shows the change: no agent does that.
    await look(game, player);
  }),
  // Replaced by a new file.
  (game, player) => {
    fs.mkdirSync(path.dirname(player.path), { recursive: true });
    fs.writeFileSync(`${player.path}.new`, player.source.bytes);
    fs.renameSync(`${player.path}.new`, player.path);
    player.written = player.source.bytes.length;
    touch(game, player.path);
  },
  // Deleted.
  (_, player) => {
    fs.rmSync(player.path, { force: true });
    player.written = 0;
  },
  // Deleted, and another file gets its place on the disk.
  (game, player) => {
    const other = game.random.pick(game.players);
    if (other === player) return undefined;
    fs.rmSync(player.path, { force: true });
    player.written = 0;
    return grow(game, other);
  },
  // Renamed; the name keeps its end, as archived sessions do.
  (game, player) => {
    if (!fs.existsSync(player.path)) return;
    const folder = path.join(path.dirname(player.path), game.random.pick(['', 'old']));
    fs.mkdirSync(folder, { recursive: true });
    const to = path.join(folder, `moved-${path.basename(player.path)}`);
    fs.renameSync(player.path, to);
    player.path = to;
  },
  // Rotated: the old file under another name, a new one in its place.
  (game, player) => {
    if (!fs.existsSync(player.path)) return undefined;
    fs.renameSync(
      player.path,
      path.join(path.dirname(player.path), `rotated-${path.basename(player.path)}`),
    );
    player.written = 0;
    return grow(game, player);
  },
  // Links: to a file, to the folder above, to itself.
  ({ importer, tag, random }, player) => {
    const folder = path.join(importer.projects, 'project');
    fs.mkdirSync(folder, { recursive: true });
    const name = path.join(folder, `link-${tag}-${random.integer(0, 99)}.jsonl`);
    if (fs.existsSync(name) || !fs.existsSync(player.path)) return;
    const target = random.pick([player.path, importer.projects, name]);
    if (target === player.path && random.chance(0.5) && player.source.agent === 'claude-code')
      fs.linkSync(player.path, name);
    else if (target !== player.path || player.source.agent === 'claude-code')
      fs.symlinkSync(target, name);
  },
  // The folder vanishes.
  ({ players }, player) => {
    const folder = path.dirname(player.path);
    fs.rmSync(folder, { recursive: true, force: true });
    for (const other of players)
      if (other.path.startsWith(`${folder}${path.sep}`)) other.written = 0;
  },
];

/** Lines with their ends; the last may have none. */
function linesOf(bytes: Buffer): string[] {
  return bytes.toString('latin1').split('\n');
}

function joined(lines: readonly string[]): Buffer {
  return Buffer.from(lines.join('\n'), 'latin1');
}

/** Notes what a look can see now: real files, not links, of either agent. */
function noteVersions({ importer, seen }: Game): void {
  const roots = [
    ['claude-code', importer.projects],
    ['codex', importer.sessions],
    ['codex', importer.archived],
  ] as const;
  for (const [agent, root] of roots) {
    for (const file of realFiles(root)) {
      const bytes = fs.readFileSync(file);
      const stem = path.parse(file).name;
      const key = `${agent}|${stem}|${bytes.toString('latin1')}`;
      seen.set(key, { agent, stem, folders: ['project'], bytes });
    }
  }
}

/** Log files below a folder, without following links: what those point to lies there as well. */
function realFiles(folder: string): string[] {
  return fs.readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) return realFiles(file);
    return entry.isFile() && entry.name.endsWith('.jsonl') ? [file] : [];
  });
}

const NAMED = { hasDamage: true, isNamed: true };

/** A transcript with the lines of many. */
function longFile(seed: number): StreamFile {
  const parts = Array.from({ length: 12 }, (_, index) => randomStream(seed * 20 + index, NAMED))
    .flat()
    .filter(({ agent }) => agent === 'claude-code')
    .flatMap(({ bytes }) => [bytes, Buffer.from('\n')]);
  const stem = `long-${seed}`;
  return { agent: 'claude-code', stem, folders: ['project'], bytes: Buffer.concat(parts) };
}

async function play(importer: Importer, seed: number, game: Pick<Game, 'seen' | 'clock'>) {
  const random = createRandom(seed);
  const sources = randomStream(seed, NAMED);
  // Some are longer than both ends by which a file is known again.
  if (random.chance(0.4)) sources.push(longFile(seed));
  const players = sources.map((source) => ({
    path: placeOf(importer, source),
    source,
    written: 0,
  }));
  const whole: Game = { ...game, importer, random, players, tag: seed.toString(36) };
  if (players.length === 0) return;
  for (let left = MOVES; left > 0; left -= 1)
    await random.pick(MOVES_OF_FILES)(whole, random.pick(players));
  noteVersions(whole);
  await importer.look();
}

describe('file games', () => {
  it(
    `${LABS * ORDERS_A_LAB} random orders: what was seen is counted, once and for good`,
    { timeout: 600_000 },
    async () => {
      for (let lab = 0; lab < LABS; lab += 1) {
        const root = fs.mkdtempSync(path.join(os.tmpdir(), 'tollgate-counting-'));
        const importer = createImporter(root);
        const game = { seen: new Map<string, StreamFile>(), clock: { seconds: 1_700_000_000 } };
        const seed = FIRST_SEED + lab * ORDERS_A_LAB;
        try {
          for (let order = 0; order < ORDERS_A_LAB; order += 1)
            await play(importer, seed + order, game);
          const { totals } = await oracle.judge([...game.seen.values()]);
          expect(storedTotals(importer), `seeds from ${seed}`).toEqual(asStored(totals));
          importer.restart();
          importer.forgetCursors();
          await importer.look();
          expect(storedTotals(importer), `seeds from ${seed}, read again`).toEqual(
            asStored(totals),
          );
        } finally {
          importer.close();
          fs.rmSync(root, { recursive: true, force: true });
        }
      }
    },
  );
});
