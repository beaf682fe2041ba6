/** The export to an own collector on the Settings page, by keyboard, with the real keyring and a strict stand-in. */
import { startStrictCollector, type StrictCollector } from '../fixtures/metrics/strictCollector.ts';
import { keepPage, openSettings } from './support/mainWindow.ts';
import { allowReading, tollgate } from './support/terminal.ts';
import { expect, test } from './support/test.ts';

const SOON = { timeout: 20_000, intervals: [100] };

let collector: StrictCollector;
test.beforeEach(async () => {
  collector = await startStrictCollector();
});
test.afterEach(() => collector.close());

test('is off until it is switched on, says what it sent and where, and shows no secret', async ({
  home,
  launch,
}) => {
  test.setTimeout(120_000);
  await allowReading(home);
  const page = await openSettings(await launch());
  const section = page.getByRole('region', { name: 'Export to OpenTelemetry' });
  const address = section.getByRole('textbox', { name: 'Collector’s address' });
  await address.fill('http://elsewhere.example:4318');
  await address.press('Enter');
  await expect(address).toHaveAttribute('aria-invalid', 'true');
  await address.fill(collector.address);
  await address.press('Enter');

  const headers = section.getByLabel('Key for Own collector');
  await headers.fill('this is no header');
  await headers.press('Enter');
  await expect(section.getByRole('alert')).toContainText('This is no key');
  await headers.fill('authorization=Bearer%20canary-of-the-page');
  await headers.press('Enter');
  await expect(section.getByText('Headers ending in page')).toBeVisible(SOON);
  expect((await tollgate(home, 'metrics', 'send')).errors).toContain('Nothing was sent');
  expect(collector.connections()).toBe(0);

  await section.getByRole('switch', { name: 'Send metrics to my collector' }).press('Space');
  await expect.poll(() => collector.heard.length, SOON).toBe(1);
  expect(collector.faults).toEqual([]);
  expect(collector.heard[0]?.headers.authorization).toBe('Bearer canary-of-the-page');
  await expect(section.getByText(/took the metrics/)).toBeVisible(SOON);
  await section.getByRole('button', { name: 'Send now, Own collector' }).press('Enter');
  await expect(section.getByRole('alert')).toContainText('less than a minute ago', SOON);
  expect(collector.heard.length).toBe(1);

  const contact = page
    .getByRole('region', { name: 'Places that may be contacted' })
    .getByRole('row', { name: new RegExp(`127\\.0\\.0\\.1:${collector.port}`) });
  await expect(contact).toContainText(/kB|byte/);
  expect(await page.content()).not.toContain('canary-of-the');

  const status = await tollgate(home, 'metrics');
  expect(status.output).toContain(`on, collector 127.0.0.1:${collector.port}`);
  expect(status.output).toContain('1 request,');
  expect((await tollgate(home, 'metrics', 'send')).errors).toContain('Another Tollgate is running');

  await section.scrollIntoViewIfNeeded();
  await keepPage(page, 'settings-metrics-light');
  await tollgate(home, 'settings', 'set', 'appearance.theme', 'dark');
  await expect
    .poll(() => page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches), SOON)
    .toBe(true);
  await keepPage(page, 'settings-metrics-dark');
});
