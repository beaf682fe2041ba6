/** A real database in a folder of its own, and entries to put in it. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { dollars } from '../../../main/domain/ledger/amount.ts';
import type { Anchor, Consent, Purchase } from '../../../main/domain/ledger/entries.ts';
import { openDatabase, type OpenDatabase } from '../../../main/store/open.ts';

export const WHO = { agent: 'claude-code', account: '/home/user/.claude' } as const;

export function createLab() {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'tollgate-ledger-'));
  const open: OpenDatabase[] = [];
  return {
    folder,
    open(): OpenDatabase {
      const database = openDatabase(folder, 'write-if-free');
      open.push(database);
      return database;
    },
    closeAll(): void {
      for (const database of open.splice(0)) database.close();
    },
    remove(): void {
      this.closeAll();
      fs.rmSync(folder, { recursive: true, force: true });
    },
  };
}

export function purchaseOf(index: number, micros = 5_000_000): Purchase {
  return {
    key: `purchase|${index}`,
    kind: 'purchase',
    ...WHO,
    atMs: Date.UTC(2026, 10, 1) + index * 1000,
    amount: dollars(micros),
    source: 'user',
    basis: 'reported',
    note: index % 2 === 0 ? null : `note ${index} – 金`,
    details: { paidUnits: null },
  };
}

export function anchorOf(micros: number, atMs: number): Anchor {
  return {
    key: `anchor|${atMs}`,
    kind: 'anchor',
    ...WHO,
    atMs,
    amount: dollars(micros),
    source: 'user',
    basis: 'reported',
    note: null,
    details: {},
  };
}

export function consentOf(key: string, choice: 'continue' | 'stop'): Consent {
  return {
    key,
    kind: 'consent',
    ...WHO,
    atMs: Date.UTC(2026, 10, 22, 14),
    amount: choice === 'continue' ? dollars(5_000_000) : null,
    source: 'user',
    basis: 'reported',
    note: null,
    details: {
      choice,
      windowId: 'window',
      scope: 'everything',
      scopeName: null,
      endsAtMs: Date.UTC(2026, 10, 22, 15),
      shown: 'Plan ends about 14:20.',
    },
  };
}
