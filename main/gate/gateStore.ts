/**
 * The gate file on the disk: for the owner only, whole at any moment, and changed by one program at a
 * time, since the app and a terminal command may both have something to say.
 */
import { open, readFile, rm, stat } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { CARRIED_RECORD, gateRulesOf, isHeldForEngineBefore } from '../domain/gateRules.ts';
import {
  DEFAULT_ASK_SECONDS,
  GATE_FRESH_MS,
  type GateFile,
  type GateFinding,
  type GateRule,
} from '../domain/gate.ts';
import { formatGateFile, parseGateFile } from '../domain/gateFile.ts';
import { systemErrorCode } from '../sources/bridge/fileErrors.ts';
import { makeFolder, OWNER_FILE, writeWhole } from '../sources/bridge/ownFiles.ts';
import type { GatePaths } from './gatePaths.ts';

/** What is written by an app that must renew in time: well before a reader takes the file for old. */
export const GATE_RENEW_MS = GATE_FRESH_MS / 3;

const EMPTY: GateFile = { renewedAtMs: 0, accounts: [] };
const LOCK_POLL_MS = 20;
/** A holder needs a few milliseconds; one that needs so long has died. */
const DEAD_LOCK_MS = 5_000;
const MOST_LOCK_POLLS = 500;

/** Reads the gate file; a file that is no gate file is `unreadable`. */
export async function readGate(paths: GatePaths): Promise<GateFinding> {
  try {
    return parseGateFile(await readFile(paths.state, 'utf8')) ?? 'unreadable';
  } catch (error) {
    const code = systemErrorCode(error);
    if (code === null) throw error;
    return code === 'ENOENT' ? 'missing' : 'unreadable';
  }
}

/**
 * Changes the gate file: `change` gets what is there (an unreadable file counts as empty) and says what
 * shall be there. Throws system errors such as a full disk.
 */
export async function updateGate(
  paths: GatePaths,
  change: (file: GateFile) => GateFile,
): Promise<GateFile> {
  await makeFolder(paths.folder);
  const release = await lock(paths.lock);
  try {
    const found = await readGate(paths);
    const wanted = change(typeof found === 'string' ? EMPTY : found);
    const text = formatGateFile(wanted);
    await writeWhole(paths.state, text, OWNER_FILE);
    return parseGateFile(text) ?? wanted;
  } finally {
    await release();
  }
}

/** What the app worked out for one account. */
export type ComputedAccount = {
  readonly id: string;
  readonly isStrict: boolean;
  /** They come after what the user said at the terminal or in the tray, as long as that is the last word. */
  readonly rules: readonly GateRule[];
  /** Names of the orders that were taken back, or followed by a later answer. */
  readonly overruled?: readonly string[];
};

/**
 * The app's renewal: the rules that it has worked out replace its earlier ones; the user's orders stay in
 * front of them until they expire or are overruled, also those that a terminal command has written. Of an account that
 * it knows nothing of, which a terminal with another environment may hold, the recorded rules stay until they expire.
 * @param startedAtMs when the engine that renews was started
 */
export function renewGate(
  paths: GatePaths,
  computed: readonly ComputedAccount[],
  nowMs: number,
  startedAtMs = 0,
): Promise<GateFile> {
  return updateGate(paths, (file) => renewedGate(file, computed, nowMs, startedAtMs));
}

/** The pure part of `renewGate`. */
export function renewedGate(
  file: GateFile,
  computed: readonly ComputedAccount[],
  nowMs: number,
  startedAtMs = 0,
): GateFile {
  const accounts = computed.map(({ id, isStrict, rules, overruled = [] }) => {
    const known = file.accounts.find((account) => account.id === id)?.rules ?? [];
    const answers = known.filter(
      (rule) =>
        isRecorded(rule, nowMs) &&
        // The app's own: among `rules` again as long as the answer behind it counts.
        !rule.recordId.startsWith(CARRIED_RECORD) &&
        !overruled.includes(rule.recordId) &&
        !isHeldForEngineBefore(rule.recordId, startedAtMs),
    );
    return { id, isStrict, rules: [...answers, ...rules] };
  });
  const others = file.accounts
    .filter((account) => !computed.some(({ id }) => id === account.id))
    .map((account) => ({
      ...account,
      rules: account.rules.filter((rule) => isRecorded(rule, nowMs)),
    }))
    // Without a rule its hook would take it for open; unknown to the file it says so.
    .filter(({ rules }) => rules.length > 0)
    // What no recorded rule is about stays unknown, which strict mode closes.
    .map((account) =>
      account.isStrict ? { ...account, rules: [...account.rules, ...UNDECIDED_STRICT] } : account,
    );
  return { renewedAtMs: nowMs, accounts: [...accounts, ...others] };
}

const UNDECIDED_STRICT = gateRulesOf(null, {
  mode: 'closed',
  askSeconds: DEFAULT_ASK_SECONDS,
  isStrict: true,
  modelsNamed: () => [],
});

/** What the user has said, and what has not ended. */
function isRecorded(rule: GateRule, nowMs: number): rule is GateRule & { recordId: string } {
  const { recordId, expiresAtMs } = rule;
  return recordId !== null && expiresAtMs !== null && nowMs < expiresAtMs;
}

async function lock(path: string): Promise<() => Promise<void>> {
  for (let poll = 0; poll < MOST_LOCK_POLLS; poll += 1) {
    try {
      const file = await open(path, 'wx', OWNER_FILE);
      await file.close();
      return () => rm(path, { force: true });
    } catch (error) {
      if (systemErrorCode(error) !== 'EEXIST') throw error;
    }
    await breakDeadLock(path);
    await delay(LOCK_POLL_MS);
  }
  throw new Error(`The gate file stays locked: ${path}`);
}

/** By the file system's own clock on both sides, so that a changed system clock breaks no living lock. */
async function breakDeadLock(path: string): Promise<void> {
  const held = await stat(path).catch(() => null);
  if (held !== null && Math.abs(Date.now() - held.mtimeMs) > DEAD_LOCK_MS) {
    await rm(path, { force: true });
  }
}
