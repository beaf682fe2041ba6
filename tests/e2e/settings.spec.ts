/** Settings changed in the terminal while the app runs and holds the writer's lock. */
import { putCodexPlan } from './support/plans.ts';
import { allowReading, tollgate } from './support/terminal.ts';
import { expect, test } from './support/test.ts';

/** A look every two seconds, and the time to read and paint. */
const WITHIN_A_LOOK_MS = 3000;

test('the running app shows within three seconds what the terminal sets and takes back', async ({
  home,
  launch,
}) => {
  putCodexPlan(home, 60);
  await allowReading(home);
  const { openGlance } = await launch();
  const page = await openGlance();
  const reset = page.getByTitle('Switch between time left and clock time');
  await expect(reset).toHaveText(/^resets in /);
  expect((await tollgate(home, 'import')).code).toBe(75);

  const set = await tollgate(home, 'settings', 'set', 'appearance.resetDisplay', 'clock');
  expect(set).toMatchObject({ code: 0, output: 'appearance.resetDisplay: countdown -> clock\n' });
  await expect(reset).toHaveText(/^resets .*\d:\d\d\s[AP]M$/, { timeout: WITHIN_A_LOOK_MS });
  await tollgate(home, 'settings', 'set', 'appearance.hourCycle', '24');
  await expect(reset).toHaveText(/^resets .*\d\d:\d\d$/, { timeout: WITHIN_A_LOOK_MS });
  await tollgate(home, 'settings', 'undo');
  await tollgate(home, 'settings', 'undo');
  await expect(reset).toHaveText(/^resets in /, { timeout: WITHIN_A_LOOK_MS });
});

test('a window can change settings and is told why one is refused', async ({ home, launch }) => {
  await allowReading(home);
  const { openGlance } = await launch();
  const page = await openGlance();
  const ask = (channel: string, ...words: unknown[]) =>
    page.evaluate(
      ([name, values]) => {
        type Ask = (...all: unknown[]) => Promise<unknown>;
        const { request } = (globalThis as unknown as { tollgate: { request: Ask } }).tollgate;
        return request(name, ...values);
      },
      [channel, words] as const,
    );
  const mode = async () => (await tollgate(home, 'settings', 'get', 'gate.mode')).output.trim();
  const change = (value: string) => ask('settings:change', [{ path: ['gate', 'mode'], value }]);
  expect(await change('closed')).toEqual({ ok: true, value: null });
  expect(await mode()).toBe('closed');
  expect(await ask('settings:get')).toMatchObject({ settings: { gate: { mode: 'closed' } } });
  expect(await change('perhaps')).toEqual({
    ok: false,
    message: '“gate.mode” takes ask or closed.',
  });
  expect(await ask('settings:undo')).toEqual({ ok: true, value: null });
  expect(await mode()).toBe('ask');
});
