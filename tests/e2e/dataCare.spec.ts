/** The user's data in the real app: other computers' files and databases, old detail, and leaving for good. */
import fs from 'node:fs';
import path from 'node:path';
import { claudeTurn } from './support/claudeLines.ts';
import { makeHome } from './support/home.ts';
import { keepPage, openSettings } from './support/mainWindow.ts';
import { allowReading, historyJson, tollgate } from './support/terminal.ts';
import { expect, test } from './support/test.ts';

const SOON = { timeout: 20_000, intervals: [100] };
const DAY_MS = 86_400_000;

function answersIn(history: Awaited<ReturnType<typeof historyJson>>): number {
  return history.rows.reduce((sum, row) => sum + Number(row['events']), 0);
}

test('a folder of another computer is typed, checked, counted, and shown with its name', async ({
  home,
  launch,
}) => {
  test.setTimeout(120_000);
  home.writeClaude('here', claudeTurn('here', { atMs: Date.now() - 60_000 }));
  const laptop = path.join(home.folder, 'laptop', '.claude');
  const file = path.join(laptop, 'projects', 'p', 'there.jsonl');
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, claudeTurn('there', { atMs: Date.now() - 120_000 }));
  await allowReading(home);
  const page = await openSettings(await launch());
  const section = page.getByRole('region', { name: 'Agents' });
  await section.getByLabel('Its folder, as found here').fill('laptop/.claude');
  await expect(section.getByText(/Takes the whole path of a folder/)).toBeVisible();
  await section.getByLabel('Its folder, as found here').fill(laptop);
  await section.getByLabel('Computer').fill('lap/top');
  await expect(section.getByText(/Takes a text such as laptop/)).toBeVisible();
  await section.getByLabel('Computer').fill('laptop');
  await section.getByRole('button', { name: 'Add' }).press('Enter');
  await expect(section.getByText('1 session file').last()).toBeVisible(SOON);
  await expect(section.getByRole('button', { name: 'Remove Claude Code on laptop' })).toBeVisible(
    SOON,
  );
  await section.getByText('Session files of other computers').scrollIntoViewIfNeeded();
  await keepPage(page, 'settings-hosts');
  await page.keyboard.press('Control+2');
  await expect(page.getByText(/laptop · Claude Code/)).toBeVisible(SOON);
  await keepPage(page, 'sessions-hosts');
  expect((await tollgate(home, 'doctor')).output).toContain(`${laptop} (laptop: 1 session file)`);
  expect(answersIn(await historyJson(home))).toBe(2);
});

test('old detail goes after a question; sums stay, and the copy is there', async ({
  home,
  launch,
}) => {
  test.setTimeout(120_000);
  home.writeClaude('old', claudeTurn('old', { atMs: Date.now() - 800 * DAY_MS }));
  home.writeClaude('new', claudeTurn('new', { atMs: Date.now() - DAY_MS }));
  await allowReading(home);
  await tollgate(home, 'settings', 'set', 'data.retentionDays', '395');
  const before = await historyJson(home);
  const page = await openSettings(await launch());
  const section = page.getByRole('region', { name: 'Data' });
  await expect(section.getByText(/1 answer in 1 session from before/)).toBeVisible(SOON);
  await section.getByRole('button', { name: 'Remove…', exact: true }).press('Enter');
  await expect(section.getByRole('button', { name: 'Keep what is there' })).toBeFocused();
  await section.getByText('Old detail').scrollIntoViewIfNeeded();
  await keepPage(page, 'settings-old-detail');
  await section.getByRole('button', { name: /^Remove the detail of 1/ }).press('Enter');
  await expect(section.getByText(/The copy from just before is tollgate-/)).toBeVisible(SOON);
  await expect(section.getByText(/before detail was removed/)).toBeVisible(SOON);
  expect((await historyJson(home)).rows).toEqual(before.rows);
  const sessions = await historyJson(home, '--by', 'session');
  expect(sessions.rows.map((row) => row['key'])).toEqual(['detail removed', 'new']);
});

test('another computer’s database is looked into, taken in, and taken out again', async ({
  home,
  launch,
}) => {
  test.setTimeout(120_000);
  const turn = claudeTurn('both', { atMs: Date.now() - 5 * DAY_MS });
  home.writeClaude('both', turn);
  const other = makeHome();
  try {
    other.writeClaude('both', turn);
    other.writeClaude('there', claudeTurn('there', { atMs: Date.now() - 3 * DAY_MS }));
    await allowReading(other);
    await tollgate(other, 'backup');
    const copies = path.join(other.dataFolder, 'backups');
    const copy = path.join(copies, fs.readdirSync(copies)[0] ?? '');
    await allowReading(home);
    const page = await openSettings(await launch());
    const section = page.getByRole('region', { name: 'Data' });
    await section.getByLabel('Other computer').fill('laptop');
    await section.getByLabel('File', { exact: true }).fill(copy);
    await section.getByRole('button', { name: 'Look into it' }).press('Enter');
    await expect(section.getByText(/1 answer from laptop, 1 known already\./)).toBeVisible(SOON);
    await section.getByText('History from a file').scrollIntoViewIfNeeded();
    await keepPage(page, 'settings-take-in');
    expect(answersIn(await historyJson(home))).toBe(1);
    await section.getByRole('button', { name: 'Take in 1 answer' }).press('Enter');
    await expect(section.getByText('Taken in: 1 answer from laptop.')).toBeVisible(SOON);
    expect(answersIn(await historyJson(home))).toBe(2);
    await section.getByRole('button', { name: /^Take out again, laptop/ }).press('Enter');
    await expect(section.getByText(/What came from laptop is not counted/)).toBeVisible(SOON);
    expect(answersIn(await historyJson(home))).toBe(1);
  } finally {
    other.dispose();
  }
});

test('exported events of one’s own come back with the ledger, and the rest is told before', async ({
  home,
  launch,
}) => {
  test.setTimeout(120_000);
  const former = makeHome();
  try {
    former.writeClaude('former', claudeTurn('former', { atMs: Date.now() - 3 * DAY_MS }));
    await allowReading(former);
    await tollgate(former, 'credits', 'purchase', '20');
    const file = path.join(former.folder, 'events.jsonl');
    expect((await tollgate(former, 'export', 'events', '--out', file)).code).toBe(0);
    fs.appendFileSync(file, 'half a li');
    await allowReading(home);
    const page = await openSettings(await launch());
    const section = page.getByRole('region', { name: 'Data' });
    await section.getByLabel('File', { exact: true }).fill(file);
    await section.getByRole('button', { name: 'Look into it' }).press('Enter');
    await expect(section.getByText(/1 answer of this computer’s own history/)).toBeVisible(SOON);
    await expect(section.getByText(/For the ledger 1 new entry/)).toBeVisible();
    await expect(section.getByText(/1 line is refused: not JSON/)).toBeVisible();
    await section.getByRole('button', { name: 'Take in 1 answer' }).scrollIntoViewIfNeeded();
    await keepPage(page, 'settings-take-in-events');
    expect(answersIn(await historyJson(home))).toBe(0);
    await section.getByRole('button', { name: 'Take in 1 answer' }).press('Enter');
    await expect(section.getByText('Taken in: 1 answer of your own history.')).toBeVisible(SOON);
    expect(answersIn(await historyJson(home))).toBe(1);
    await section.getByRole('button', { name: /^Take out again, Own history/ }).press('Enter');
    await expect(section.getByText(/that came with it are not counted/)).toBeVisible(SOON);
    expect(answersIn(await historyJson(home))).toBe(0);
  } finally {
    former.dispose();
  }
});

test('everything goes after it was said what that is, and Tollgate ends', async ({
  home,
  launch,
}) => {
  test.setTimeout(120_000);
  const transcript = home.writeClaude('here', claudeTurn('here', { atMs: Date.now() - 60_000 }));
  await allowReading(home);
  const started = await launch();
  const page = await openSettings(started);
  const section = page.getByRole('region', { name: 'Data' });
  await section.getByRole('button', { name: 'Delete everything…' }).press('Enter');
  await expect(section.getByText(/the usage history, the ledger, the settings/)).toBeVisible(SOON);
  await expect(section.getByRole('button', { name: 'Keep everything' })).toBeFocused();
  await section.getByText('This goes, for good:').scrollIntoViewIfNeeded();
  await keepPage(page, 'settings-leaving');
  expect(fs.existsSync(path.join(home.dataFolder, 'tollgate.db'))).toBe(true);
  const ended = new Promise((resolve) => started.app.process().once('exit', resolve));
  await section.getByRole('button', { name: 'Delete all of this and quit' }).press('Enter');
  await ended;
  expect(fs.existsSync(path.join(home.dataFolder, 'tollgate.db'))).toBe(false);
  const left = fs.existsSync(home.dataFolder) ? fs.readdirSync(home.dataFolder) : [];
  expect(left).toEqual([]);
  expect(fs.existsSync(transcript)).toBe(true);
});
