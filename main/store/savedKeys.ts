/** Which keys the database says to be in the keychain, for the one command that must know without an engine. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { KEY_IDS, type KeyId } from '../../preload/contract/keys.ts';
import { DATABASE_NAME } from './open.ts';

/**
 * Reads a database of any version, since leaving must not need a migration first.
 * @returns empty where there is no database or it is older than keys
 * @throws SQLite's error for a damaged one
 */
export function savedKeysIn(dataFolder: string): KeyId[] {
  const file = path.join(dataFolder, DATABASE_NAME);
  if (!existsSync(file)) return [];
  const connection = new Database(file, { readonly: true });
  try {
    const table = connection
      .prepare("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'provider_key'")
      .get();
    if (table === undefined) return [];
    const saved = connection.prepare('SELECT provider FROM provider_key').pluck().all();
    return KEY_IDS.filter((provider) => saved.includes(provider));
  } finally {
    connection.close();
  }
}
