import { chromium } from '@playwright/test';
import { faults, fitHeight, openGlance } from './glanceGallery.ts';
import { SNAPSHOT_FIXTURES } from '../fixtures/snapshots.ts';
const b = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu'],
});
const dir = '/tmp/glance-shots/';
for (const scheme of ['light', 'dark'] as const) {
  const look = { name: scheme, colorScheme: scheme };
  let p = await openGlance(b, dir + 'site', SNAPSHOT_FIXTURES.notReported, look);
  await p.getByRole('button', { name: 'Show the change' }).click();
  await p.getByRole('button', { name: 'Install' }).waitFor();
  await p.waitForTimeout(100);
  await fitHeight(p, 4000);
  console.log('plan', await faults(p), await p.evaluate(() => document.activeElement?.textContent));
  await p.screenshot({ path: dir + `bridgePlan-${scheme}.png` });
  await p.getByRole('button', { name: 'Install' }).click();
  await p.waitForTimeout(100);
  await fitHeight(p, 4000);
  console.log('fail', await faults(p));
  await p.screenshot({ path: dir + `bridgeFailed-${scheme}.png` });
  await p.keyboard.press('Escape');
  await p.waitForTimeout(50);
  console.log(
    await p.getByRole('button', { name: 'Show the change' }).count(),
    await p.evaluate(() => window.gallery.asked.slice(-3)),
  );
  await p.keyboard.press('r');
  await p.keyboard.press('Escape');
  await p.waitForTimeout(50);
  console.log(
    await p.evaluate(() => window.gallery.asked.slice(-3)),
    await p.evaluate(() => document.activeElement?.outerHTML.slice(0, 80)),
  );
  await p.context().close();
  p = await openGlance(b, dir + 'site', SNAPSHOT_FIXTURES.twelveSessions, look);
  await p.getByRole('button', { name: 'More', exact: true }).click();
  await p.getByRole('button', { name: '7 more' }).click();
  await p.waitForTimeout(100);
  await fitHeight(p, 640);
  console.log('more', await faults(p));
  await p.screenshot({ path: dir + `scrolled-${scheme}.png` });
  if (scheme === 'light') {
    const order = [];
    await p.evaluate(() => {
      (document.activeElement as HTMLElement).blur();
      window.scrollTo(0, 0);
    });
    for (let i = 0; i < 8; i++) {
      await p.keyboard.press('Tab');
      order.push(await p.evaluate(() => document.activeElement?.textContent?.slice(0, 30)));
    }
    console.log(order.join(' > '));
  }
  await p.context().close();
}
await b.close();
