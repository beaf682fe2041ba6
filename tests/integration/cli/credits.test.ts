/** Credits in the real command: balance, entries, what they add up to, also while another Tollgate writes. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dollars } from '../../../main/domain/ledger/amount.ts';
import { DATABASE_NAME, openDatabase } from '../../../main/store/open.ts';
import { createLedgerWriter } from '../../../main/store/ledger.ts';
import { createProviderWriter } from '../../../main/store/providerAccounts.ts';
import { createWriter } from '../../../main/store/saveBatches.ts';
import { openLab, type Lab } from './lab.ts';
import { claudeLine } from './logLines.ts';

const HOLDER = fileURLToPath(new URL('../store/holdDatabase.ts', import.meta.url));

let lab: Lab;
let account: string;
let children: ChildProcess[];
beforeEach(() => {
  lab = openLab();
  account = path.join(lab.home, '.claude');
  children = [];
});
afterEach(async () => {
  for (const child of children) {
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  }
  lab.dispose();
});

const credits = (...words: string[]) => lab.run('credits', ...words);

type Shown = {
  agent: string;
  credits: {
    balance: { value: { minorUnits: number }; source: string; basis: string } | null;
    spentThisMonth: { value: { minorUnits: number } } | null;
    enabled: { value: boolean; source: string } | null;
    spendLimit: { kind: string };
  };
  ceiling: { remainingMicros: number | null; binding: { kind: string } | null };
  paidThisMonth: { creditMicros: number; unclearEvents: number };
};

function jsonOf<T>(...words: string[]): T {
  const { out, err } = credits(...words, '--json');
  if (out === '') throw new Error(err);
  return JSON.parse(out) as T;
}

const shown = () => jsonOf<Shown[]>()[0]!;
const balance = () => shown().credits.balance?.value.minorUnits ?? null;

const minutesAgo = (minutes: number) => Date.now() - minutes * 60_000;

/** Answers of 20,000 fresh and 5,000 written tokens of Opus, one each of the minutes. */
function work(...minutes: number[]): void {
  const lines = minutes.map(
    (minute) =>
      `${claudeLine({ id: `m${minute}`, input: 20_000, output: 5000, at: new Date(minutesAgo(minute)).toISOString() })}\n`,
  );
  lab.write(path.join(lab.projects, 'p', 'session-1.jsonl'), lines.join(''));
}

/** The plan was used up so many minutes ago. */
function usedUp(minutes: number): void {
  const { connection, close } = openDatabase(lab.dataFolder, 'write-if-free');
  createWriter(connection).saveLimits([
    {
      agent: 'claude-code',
      account,
      kind: 'session',
      modelName: null,
      usedPercent: 100,
      resetsAtMs: minutesAgo(-60),
      source: 'status-line',
      observedAtMs: minutesAgo(minutes),
    },
  ]);
  close();
}

async function hold(): Promise<void> {
  const child = spawn(process.execPath, [HOLDER, lab.dataFolder, 'hold'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  await once(child.stdout, 'data');
}

describe('balance', () => {
  it('is unknown, never zero, until somebody says it; then spend is deducted', () => {
    work(30, 20);
    expect(shown().credits.balance).toBeNull();
    expect(credits().out).toContain('tollgate credits anchor');
    usedUp(90);
    const at = new Date(minutesAgo(60)).toISOString();
    expect(credits('anchor', '$20', '--at', at).code).toBe(0);
    const spent = shown().paidThisMonth.creditMicros;
    expect(spent).toBeGreaterThan(0);
    expect(balance()).toBe(20_000_000 - spent);
    expect(shown().credits.balance).toMatchObject({ source: 'ledger', basis: 'estimated' });
    expect(shown().credits.spentThisMonth?.value.minorUnits).toBe(spent);
    expect(shown().ceiling).toMatchObject({
      remainingMicros: 20_000_000 - spent,
      binding: { kind: 'balance' },
    });
    credits('purchase', '$50', '--price', '$45');
    expect(balance()).toBe(70_000_000 - spent);
  });

  it('without a reading the sides are unknown, and so is the spend', () => {
    work(30, 20);
    expect(shown().credits.spentThisMonth).toBeNull();
    expect(shown().paidThisMonth).toMatchObject({ creditMicros: 0, unclearEvents: 2 });
  });

  it('settings stand in it: credits that are off bind', () => {
    work(30);
    const name = 'accounts.claude-code';
    expect(lab.run('settings', 'set', `${name}.creditsEnabled`, 'off').code).toBe(0);
    expect(lab.run('settings', 'set', `${name}.spendLimit`, '$40').code).toBe(0);
    expect(shown().credits).toMatchObject({
      enabled: { value: false, source: 'user' },
      spendLimit: { kind: 'limit' },
    });
    expect(shown().ceiling).toMatchObject({ remainingMicros: 0, binding: { kind: 'credits-off' } });
  });
});

describe('entries', () => {
  it('the same entry twice is one, another figure at the same time is refused', () => {
    work(30);
    const at = ['--at', '2026-11-01 10:00'];
    expect(credits('anchor', '20', ...at).out).toContain('Recorded: #1');
    expect(credits('anchor', '$20.00', ...at).out).toContain('Already recorded: #1');
    const other = credits('anchor', '21', ...at);
    expect([other.code, other.out]).toEqual([
      64,
      expect.stringContaining('it stands as: #1') as string,
    ]);
    expect(balance()).not.toBe(21_000_000);
  });

  it('undo takes back by another entry, the latest first, and nothing twice', () => {
    work(30);
    credits('anchor', '20');
    credits('purchase', '10');
    credits('anchor', '5');
    expect(balance()).toBe(5_000_000);
    expect(credits('undo').code).toBe(0);
    expect(balance()).toBe(30_000_000);
    expect(credits('undo').out).toMatch(
      /^Taken back: purchase \$10\.00 of #2, by a new entry #5\.\n/,
    );
    expect(balance()).toBe(20_000_000);
    expect(credits('undo').code).toBe(0);
    expect(balance()).toBeNull();
    expect(credits('undo')).toMatchObject({ code: 69, out: '' });
    expect(jsonOf<{ entry: { kind: string } }[]>('ledger').map(({ entry }) => entry.kind)).toEqual([
      'anchor',
      'refund',
      'anchor',
      'anchor',
      'purchase',
      'anchor',
    ]);
  });

  it('stand below each other with their day, and with what they take back', () => {
    work(30);
    for (let hour = 1; hour <= 9; hour += 1) {
      const at = ['--at', `2026-11-0${hour} 1${hour}:00`];
      expect(credits('anchor', `${10 ** (hour % 4)}`, ...at).code).toBe(0);
    }
    credits('undo');
    const lines = credits('ledger').out.trimEnd().split('\n');
    const where = lines.map((line) => line.indexOf('Claude Code'));
    expect(new Set(where).size).toBe(1);
    expect(lines[0]).toMatch(/^#10 {2}2026-11-09 .*\$10\.00 .*takes #9 back$/);
    expect(lines[1]).toMatch(/^ #9 {2}2026-11-09 +7:00 PM {2}anchor/);
  });

  it('where there is none, a sentence says so', () => {
    const empty = openLab();
    try {
      for (const word of ['reconcile', 'buys']) {
        expect(empty.run('credits', word)).toMatchObject({ code: 69, out: '' });
        expect(empty.run('credits', word).err).toBe('No account is known yet.\n');
      }
    } finally {
      empty.dispose();
    }
  });

  it('are written while another Tollgate holds the database, and read from what it stored', async () => {
    work(30);
    credits();
    await hold();
    expect(credits('anchor', '12.50').code).toBe(0);
    expect(balance()).toBe(12_500_000);
  });

  it('wrong words change nothing', () => {
    work(30);
    for (const words of [
      ['anchor'],
      ['anchor', 'much'],
      ['anchor', '5', '--at', 'tomorrow'],
      ['anchor', '5', '--at', '2999-01-01'],
      ['anchor', '5', '--price', '4'],
      ['anchor', '5', '--account', 'nobody'],
      ['purchase', '0'],
      ['reconcile', '--month', '2026-13'],
      ['steal'],
    ]) {
      expect([words, credits(...words).code]).toEqual([words, 64]);
    }
    expect(jsonOf('ledger')).toEqual([]);
  });
});

describe('verify', () => {
  it('says that the ledger is whole, and names the row that was altered', () => {
    work(30);
    credits('anchor', '20');
    credits('purchase', '10');
    expect(credits('verify')).toMatchObject({ code: 0, out: 'The ledger is whole: 2 entries.\n' });
    const damaged = new Database(path.join(lab.dataFolder, DATABASE_NAME));
    damaged.exec('DROP TRIGGER ledger_entry_no_update');
    damaged.exec('UPDATE ledger_entry SET units = 999 WHERE sequence = 2');
    damaged.close();
    const { code, err } = credits('verify');
    expect([code, err]).toEqual([
      1,
      expect.stringContaining('from entry 2 on: it was altered') as string,
    ]);
  });
});

describe('beside the provider’s word', () => {
  it('drift is shown, a correction is proposed, and only --yes appends it', () => {
    work(30);
    credits('anchor', '20', '--at', new Date(minutesAgo(10)).toISOString());
    const { connection, close } = openDatabase(lab.dataFolder, 'write-if-free');
    createLedgerWriter(connection).append(
      [
        {
          key: 'balance|1',
          kind: 'reported-balance',
          agent: 'claude-code',
          account,
          atMs: minutesAgo(5),
          amount: dollars(18_000_000),
          source: 'claude-usage',
          basis: 'reported',
          note: null,
          details: {},
        },
      ],
      Date.now(),
    );
    close();
    const proposal = credits('correct');
    expect(proposal.out).toContain('-$2.00');
    expect(balance()).toBe(20_000_000);
    expect(credits('correct', '--yes').code).toBe(0);
    expect(balance()).toBe(18_000_000);
    expect(credits('correct').out).toContain('Nothing to correct');
    const [row] = jsonOf<{ estimated: { creditEvents: number }; reported: unknown }[]>('reconcile');
    expect(row).toMatchObject({ reported: null, estimated: { creditEvents: 0 } });
  });

  it('what $10 buys is measured by the user’s own answers', () => {
    work(...Array.from({ length: 25 }, (_, index) => index + 1));
    const [row] =
      jsonOf<{ buys: { model: string; basis: string; messagesMeasured: number }[] }[]>('buys');
    expect(row!.buys).toMatchObject([
      { model: 'claude-opus-5', basis: 'own-history', messagesMeasured: 25 },
    ]);
  });
});

describe('a member’s limit', () => {
  it('stands in the terminal with its member, source and age, and binds the ceiling', () => {
    work(30);
    const { connection, close } = openDatabase(lab.dataFolder, 'write-if-free');
    const atMs = minutesAgo(5);
    createProviderWriter(connection).savePoll(
      {
        ...{ provider: 'anthropic-enterprise', organisation: { id: 'org', name: null } },
        ...{ lastPolledAtMs: atMs, lastContactAtMs: atMs, failures: 0, notBeforeMs: 0 },
        ...{ problem: null, requests: 1, bytesSent: 1, bytesReceived: 1 },
      },
      [
        {
          ...{ span: null, atMs },
          content: {
            report: 'spend-limits',
            rows: [
              {
                ...{ memberId: 'user_ada', member: 'Ada', email: 'ada@example.com' },
                ...{ currency: 'USD', limitMicros: 500_000_000, spentMicros: 314_000_000 },
                ...{ period: 'monthly', source: 'user' },
              },
            ],
          },
        },
      ],
    );
    close();
    lab.run('settings', 'set', 'providers.anthropicEnterprise', 'on');
    expect(credits().out).not.toContain('Member limit');
    lab.run('settings', 'set', 'accounts[claude-code].member', 'ada@example.com');
    const text = credits().out.replaceAll('\u00a0', ' ');
    expect(text).toMatch(
      /Member limit +Ada, \$314\.00 of \$500\.00 spent {2}\(Claude Enterprise API, 5 min ago\)/,
    );
    expect(text).toMatch(/Ceiling +at most \$186\.00: limit of your organisation/);
    expect(shown().ceiling).toMatchObject({
      remainingMicros: 186_000_000,
      binding: { kind: 'member-limit', source: 'anthropic-enterprise-api', basis: 'reported' },
    });
  });
});
