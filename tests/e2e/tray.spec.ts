import { expect, test } from './support/test.ts';
import { clickTray, keepScreen } from './support/desktop.ts';
import { codexRollout } from './support/codexLines.ts';

test('spike', async ({ home, launch }) => {
  const now = Date.now();
  const rollout = codexRollout({ resetsAtMs: now + 100 * 60_000 });
  home.writeCodex(rollout.name, rollout.start(now - 60 * 60_000) + rollout.answer({ atMs: now - 60 * 60_000, usedPercent: 20 }) + rollout.answer({ atMs: now - 60_000, usedPercent: 60 }));
  const { tray, isGlanceVisible, openGlance } = await launch();
  console.log(tray.tooltip(), tray.menu());
  clickTray();
  await expect.poll(isGlanceVisible).toBe(true);
  const page = await openGlance();
  console.log(await page.locator('body').innerText());
  keepScreen('spike');
  await page.getByRole('button', { name: 'Begin reading' }).click();
  await expect(page.getByRole('button', { name: 'Refresh' })).toBeVisible();
  console.log(await page.locator('body').innerText());
  keepScreen('spike2');
  console.log(tray.tooltip(), tray.menu());
});
