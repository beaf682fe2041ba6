/** An app that dies while it imports loses nothing and counts nothing twice. */
import { makeHome, type TestHome } from './support/home.ts';
import { ANSWERS, writeManyAnswers } from './support/manyAnswers.ts';
import { savedEvents } from './support/storedData.ts';
import { allowReading, historyJson, tollgate } from './support/terminal.ts';
import { expect, test } from './support/test.ts';
import { endTree, startAlone } from './support/tracedApp.ts';
import { findTrayItem } from './support/trayItem.ts';

const SOON = { timeout: 30_000, intervals: [20] };

test('kill -9 in the middle of the first import', async ({ home }) => {
  const undisturbed = makeHome();
  try {
    await allowReading(home);
    writeManyAnswers(home);
    const right = await importAlone(undisturbed, home);
    expect(right.events).toBe(ANSWERS);

    const first = startAlone(home);
    await expect.poll(() => savedEvents(home), { ...SOON, intervals: [5] }).toBeGreaterThan(0);
    await endTree(first, 'SIGKILL');
    const atDeath = savedEvents(home);
    expect(atDeath).toBeGreaterThan(0);
    expect(atDeath).toBeLessThan(ANSWERS);

    const second = startAlone(home);
    try {
      const tray = await findTrayItem(second.pid as number);
      await expect.poll(() => tray.tooltip(), SOON).not.toMatch(/Starting|Reading your history/);
      expect(savedEvents(home)).toBe(ANSWERS);
      expect(await historyJson(home, '--by', 'session')).toEqual(right.history);
    } finally {
      await endTree(second);
    }
  } finally {
    undisturbed.dispose();
  }
});

/** The same files, read by the terminal command into a database of its own. */
async function importAlone(other: TestHome, { home }: TestHome) {
  Object.assign(other.env, { HOME: home });
  const { code } = await tollgate(other, 'import', '--json');
  expect(code).toBe(0);
  return { events: savedEvents(other), history: await historyJson(other, '--by', 'session') };
}
