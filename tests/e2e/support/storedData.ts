/** What is in the app's database, read beside the running app. */
import fs from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import type { TestHome } from './home.ts';

/** Answers of agents that were saved; 0 while there is no database or no table. */
export function savedEvents(home: TestHome): number {
  const file = path.join(home.dataFolder, 'tollgate.db');
  if (!fs.existsSync(file)) return 0;
  const database = new Database(file, { readonly: true });
  try {
    const row = database.prepare('SELECT count(*) AS events FROM usage_event').get();
    return (row as { events: number }).events;
  } catch {
    return 0;
  } finally {
    database.close();
  }
}
