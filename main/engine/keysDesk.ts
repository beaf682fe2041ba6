/** Saving, testing and forgetting keys. A key passes through here and is kept nowhere but in the vault. */
import { inEnglish } from '../../preload/contract/languages/say.ts';
import {
  LONGEST_KEY,
  KEY_IDS,
  KEYS,
  SHORTEST_KEY,
  type KeyProblem,
  type KeyReceipt,
  type KeyView,
  type KeyId,
} from '../../preload/contract/keys.ts';
import type { KeychainOutcome } from '../keychain/keychain.ts';
import { keychainProblem } from '../keychain/keychainProblems.ts';
import { keychainEntry, lastFourOf, type KeyVault } from '../keychain/vault.ts';
import { headersIn } from '../sources/openTelemetry/collector.ts';
import type { Clock } from '../ports.ts';
import { openForSettings } from '../store/open.ts';
import { storeFailureOf } from '../store/problems.ts';
import { createKeyRecordWriter, type KeyRecord } from '../store/providerAccounts.ts';
import type { HandIn } from './askedDesk.ts';

type KeyRecords = ReturnType<typeof createKeyRecordWriter>;

export type KeysDeskOptions = {
  readonly vault: KeyVault;
  readonly dataFolder: string;
  readonly clock: Clock;
  readonly handIn: HandIn;
};

/** What a key may be made of. */
const SHAPE = /^[\x21-\x7e]+$/;

export function createKeysDesk({ vault, dataFolder, clock, handIn }: KeysDeskOptions) {
  let session: readonly KeyView[] = [];
  const ready = vault.session().then((views) => (session = views));

  const accountOf = (provider: KeyId) => keychainEntry(dataFolder, provider);

  /** Notes that there is a key, whichever program holds the writer's lock. @throws SQLite's error */
  async function note(work: (records: KeyRecords) => void): Promise<void> {
    let failure: unknown = null;
    const isDone = await handIn(({ providers }) => {
      try {
        work(providers);
      } catch (error) {
        failure = error;
      }
    }, false);
    if (failure) throw failure as Error;
    if (isDone) return;
    const database = openForSettings(dataFolder);
    try {
      work(createKeyRecordWriter(database.connection));
    } finally {
      database.close();
    }
  }

  async function save(provider: KeyId, typed: string): Promise<KeyReceipt> {
    const key = typed.trim();
    const wrong = wrongIn(key, provider);
    if (wrong) return { ok: false, problem: wrong };
    await ready;
    const savedAtMs = clock();
    const kept = await vault.keep(provider, accountOf(provider), key, savedAtMs);
    if (!kept.ok) return kept;
    const keptIn = kept.value.in;
    const view: KeyView = { provider, present: true, lastFour: lastFourOf(key), savedAtMs, keptIn };
    session = session.filter((one) => one.provider !== provider);
    if (kept.value.in === 'session') {
      session = [...session, view];
      await note((records) => records.forgive(provider));
      return { ok: true, key: view, notice: sessionOnly(kept.value.because) };
    }
    await note((records) => records.save({ provider, lastFour: lastFourOf(key), savedAtMs }));
    return { ok: true, key: view, notice: null };
  }

  async function forget(provider: KeyId): Promise<KeyReceipt> {
    await ready;
    const gone = await vault.forget(provider, accountOf(provider));
    if (!gone.ok && gone.problem.kind !== 'no-keychain') return gone;
    session = session.filter((one) => one.provider !== provider);
    await note((records) => records.remove(provider));
    return { ok: true, key: noKey(provider), notice: gone.ok ? null : leftBehind(gone.problem) };
  }

  return {
    /** What is known of every provider's key. @param records as they are saved */
    views: (records: readonly KeyRecord[]): KeyView[] =>
      KEY_IDS.map((provider) => viewOf(provider, session, records)),
    save: (provider: KeyId, key: string) => answered(() => save(provider, key)),
    forget: (provider: KeyId) => answered(() => forget(provider)),
    /** The key itself, for one poll. @param expected what is known of it */
    async read(provider: KeyId, expected: KeyView): Promise<KeychainOutcome<string>> {
      await ready;
      const read = await vault.read(provider, accountOf(provider));
      if (!read.ok) return read;
      const isOurs =
        SHAPE.test(read.value) &&
        read.value.length <= LONGEST_KEY &&
        lastFourOf(read.value) === expected.lastFour;
      return isOurs ? read : { ok: false, problem: keychainProblem('garbage') };
    },
    /** Resolves when it is known which keys are in memory. */
    ready: (): Promise<unknown> => ready,
  };
}

/** A database that cannot be written is a refusal like others. */
async function answered(work: () => Promise<KeyReceipt>): Promise<KeyReceipt> {
  try {
    return await work();
  } catch (error) {
    const { message } = storeFailureOf(error);
    const wayOut = inEnglish('Mend this first, then try again.');
    return { ok: false, problem: { kind: 'failed', message, wayOut } };
  }
}

function viewOf(
  provider: KeyId,
  session: readonly KeyView[],
  records: readonly KeyRecord[],
): KeyView {
  const held = session.find((one) => one.provider === provider);
  if (held) return held;
  const record = records.find((one) => one.provider === provider);
  if (!record) return noKey(provider);
  const { lastFour, savedAtMs } = record;
  return { provider, present: true, lastFour, savedAtMs, keptIn: 'keychain' };
}

function noKey(provider: KeyId): KeyView {
  return { provider, present: false, lastFour: null, savedAtMs: null, keptIn: null };
}

/** What is wrong with what was typed; null where it may be a key. The words never repeat it. */
function wrongIn(key: string, provider: KeyId): KeyProblem | null {
  if (key.length > LONGEST_KEY) return keychainProblem('too-long');
  const isShaped = key.length >= SHORTEST_KEY && SHAPE.test(key);
  if (isShaped && (provider !== 'collector' || headersIn(key) !== null)) return null;
  const { keyWords, keyBegins } = KEYS[provider];
  return {
    kind: 'not-a-key',
    message: inEnglish('This is no key: it is too short, or has blanks or signs that no key has.'),
    wayOut: inEnglish('Paste {keyWords}, whole and alone; such a key begins with {keyBegins}.', {
      keyWords,
      keyBegins,
    }),
  };
}

function sessionOnly({ kind, message, wayOut }: KeyProblem): KeyProblem {
  return {
    kind,
    message: `${message} ${inEnglish('The key is kept in memory only, until Tollgate quits.')}`,
    wayOut,
  };
}

function leftBehind({ kind, message }: KeyProblem): KeyProblem {
  return {
    kind,
    message: `${message} ${inEnglish('Tollgate has forgotten the key; an entry may be left in the keychain that is not there now.')}`,
    wayOut: inEnglish('When the keychain is back, look there for entries of “Tollgate”.'),
  };
}
