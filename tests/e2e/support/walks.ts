/** What the walks over the boundary look at, and Claude Code as a user of the home starts it. */
import fs from 'node:fs';
import type { Page } from '@playwright/test';
import type { AlertRow } from '../../../main/cli/alerts.ts';
import type { LedgerEntry } from '../../../main/domain/ledger/entries.ts';
import { ensureClaudeCode } from '../../live/agentPrograms.ts';
import { openClaude, type ClaudeTerminal } from '../../live/runClaude.ts';
import type { TestHome } from './home.ts';
import { statusJson, tollgate } from './terminal.ts';
import { expect } from './test.ts';
import type { TollgateApp } from './tollgateApp.ts';

export const SOON = { timeout: 30_000, intervals: [100] };

/** Claude Code as a user of this home starts it, answered by the provider at `serverUrl`. */
export async function startClaude(
  home: TestHome,
  serverUrl: string,
  args: readonly string[] = ['--model', 'claude-sonnet-5-5'],
): Promise<ClaudeTerminal> {
  const project = home.inHome('toll-road');
  const temporary = home.inHome('tmp');
  for (const folder of [project, temporary]) fs.mkdirSync(folder, { recursive: true });
  const env = {
    HOME: home.home,
    PATH: process.env['PATH'] ?? '/usr/bin:/bin',
    TMPDIR: temporary,
    LANG: 'C.UTF-8',
    TERM: 'xterm-256color',
    TZ: 'UTC',
  };
  const program = await ensureClaudeCode();
  const agentHome = { folder: home.home, project, env, remove: () => undefined };
  return openClaude({ program, home: agentHome, serverUrl }, args);
}

/** What the outbox holds, oldest first: `91% of the plan is used: shown`. */
export async function titles(home: TestHome): Promise<string[]> {
  const { output } = await tollgate(home, 'alerts', '--json');
  const { alerts } = JSON.parse(output) as { alerts: AlertRow[] };
  return alerts.toReversed().map(({ title, status }) => `${title}: ${status}`);
}

export async function standing(home: TestHome) {
  const { boundary, windows } = await statusJson(home);
  const [window] = windows;
  return {
    state: boundary.state,
    gate: boundary.gate,
    percent: window?.usedPercent,
    resetsAtSeconds: (window?.resetsAtMs ?? 0) / 1000,
  };
}

/** The prompt's page, once it is there. */
export async function promptOf({ app }: TollgateApp): Promise<Page> {
  const find = () => app.windows().find((page) => page.url().endsWith('/prompt.html'));
  await expect.poll(() => find() !== undefined, SOON).toBe(true);
  return find() as Page;
}

export const isAsking = ({ app }: TollgateApp): boolean =>
  app.windows().some((page) => page.url().endsWith('/prompt.html'));

/** Every entry, oldest first. */
export async function ledger(home: TestHome): Promise<LedgerEntry[]> {
  const { output } = await tollgate(home, 'credits', 'ledger', '--json');
  return (JSON.parse(output) as { entry: LedgerEntry }[]).map(({ entry }) => entry);
}
