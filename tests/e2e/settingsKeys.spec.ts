/** Keys and provider accounts on the Settings page, by keyboard, with the real keyring and a provider of this machine. */
import { startGoodServer, type GoodServer } from '../fixtures/providers/goodServer.ts';
import { openKeyringLab, type KeyringLab } from '../fixtures/keyringLab.ts';
import { hitsIn, makeCanary } from './support/canaries.ts';
import { keepPage, mainWindowOf, openSettings } from './support/mainWindow.ts';
import { allowReading, tollgate } from './support/terminal.ts';
import { expect, test } from './support/test.ts';

const SOON = { timeout: 20_000, intervals: [100] };

let server: GoodServer;
test.beforeEach(async ({ home }) => {
  server = await startGoodServer();
  home.env['TOLLGATE_TEST_PROVIDER_PORT'] = String(server.port);
});
test.afterEach(() => server.close());

test('a key is saved, tested, replaced and forgotten, and what it brings is shown beside the plan', async ({
  home,
  launch,
}) => {
  test.setTimeout(120_000);
  await allowReading(home);
  await tollgate(home, 'settings', 'set', 'providers.backFillDays', '3');
  const started = await launch();
  const page = await openSettings(started);
  const section = page.getByRole('region', { name: 'Keys and provider accounts' });
  const field = section.getByLabel('Key for Anthropic organisation');
  await expect(field).toHaveAttribute('type', 'password');
  await expect(section.getByText('No key is saved.')).toHaveCount(3);

  await field.fill('short');
  await field.press('Enter');
  await expect(section.getByRole('alert')).toContainText('This is no key');
  await expect(section.getByRole('alert')).toContainText('begins with sk-ant-admin');
  await expect(field).toHaveValue('');

  const saved = makeCanary('settings page');
  await field.fill(saved.key);
  await field.press('Enter');
  await expect(section.getByText(`Key ending in ${saved.key.slice(-4)}`)).toBeVisible(SOON);
  await expect(section.getByText('in the system’s keychain')).toBeVisible();
  await expect(field).toHaveCount(0);

  const check = section.getByRole('button', { name: 'Test, Anthropic organisation' });
  await check.press('Enter');
  await expect(section.getByRole('alert')).toContainText('Nobody was asked', SOON);
  expect(server.asked).toEqual([]);
  await section.getByRole('switch', { name: 'Anthropic organisation' }).press('Space');
  await check.press('Enter');
  await expect(section.getByText('The key works for Toll Road Ltd.')).toBeVisible(SOON);
  expect(server.asked.at(-1)?.key).toBe(saved.key);

  const figures = section.getByRole('region', {
    name: 'Figures of Anthropic organisation',
    exact: true,
  });
  await expect(figures.getByRole('row', { name: /Last 3 days/ })).toContainText('$3.70', SOON);
  await expect(section.getByText(/Reported by Anthropic’s Admin API, as of/)).toBeVisible();
  await section.getByRole('button', { name: 'Ask now, Anthropic organisation' }).press('Enter');
  await expect(section.getByRole('alert')).toContainText('less than a minute ago', SOON);

  const contacts = page.getByRole('region', { name: 'Places that may be contacted' });
  const contact = contacts.getByRole('row', {
    name: /api\.anthropic\.com.*Anthropic organisation/,
  });
  await expect(contact).toContainText(/kB|byte/);
  await expect(contact).not.toContainText('never');
  await expect(contacts.getByRole('row', { name: /api\.openai\.com/ })).toContainText('never');
  await section.scrollIntoViewIfNeeded();
  await keepPage(page, 'settings-keys-light');
  await tollgate(home, 'settings', 'set', 'appearance.theme', 'dark');
  await expect
    .poll(() => page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches), SOON)
    .toBe(true);
  await keepPage(page, 'settings-keys-dark');
  await contacts.scrollIntoViewIfNeeded();
  await keepPage(page, 'settings-privacy-dark');

  const rotated = makeCanary('rotated');
  await section.getByRole('button', { name: 'Replace…, Anthropic organisation' }).press('Enter');
  await expect(field).toBeFocused();
  await page.keyboard.insertText(rotated.key);
  await page.keyboard.press('Enter');
  await expect(section.getByText(`Key ending in ${rotated.key.slice(-4)}`)).toBeVisible(SOON);
  await check.press('Enter');
  await expect(section.getByText('The key works for Toll Road Ltd.')).toBeVisible(SOON);
  expect(server.asked.at(-1)?.key).toBe(rotated.key);
  expect(hitsIn('page', await page.content(), [saved, rotated])).toEqual([]);

  await section.getByRole('button', { name: 'Forget…, Anthropic organisation' }).press('Enter');
  await expect(section.getByRole('button', { name: 'Cancel' })).toBeFocused();
  await section
    .getByRole('button', { name: 'Forget it for good, Anthropic organisation' })
    .press('Enter');
  await expect(section.getByText('No key is saved.')).toHaveCount(3, SOON);
  expect((await tollgate(home, 'keys')).output).toContain('Anthropic organisation: no key');
});

test.describe('without a keychain', () => {
  let lab: KeyringLab;
  test.afterEach(() => lab.close());

  test('the page says that the key is gone when Tollgate quits', async ({
    home,
    launchWithoutTray,
  }) => {
    lab = await openKeyringLab({ keyring: 'none', hasScreen: false });
    for (const name of ['DBUS_SESSION_BUS_ADDRESS', 'XDG_RUNTIME_DIR']) {
      home.env[name] = lab.variables[name] ?? '';
    }
    await allowReading(home);
    const app = await launchWithoutTray();
    const glance = await app.firstWindow();
    await glance.getByRole('heading', { level: 1 }).waitFor();
    await glance.evaluate(() => window.tollgate.request('window:open', 'settings'));
    const page = await mainWindowOf({ app });
    const section = page.getByRole('region', { name: 'Keys and provider accounts' });
    const field = section.getByLabel('Key for OpenAI organisation');
    await field.fill(makeCanary('session').key);
    await field.press('Enter');
    await expect(section.getByText(/in memory only, gone when Tollgate quits/)).toBeVisible(SOON);
    await expect(
      section.getByRole('status').getByText(/This session has no keychain/),
    ).toBeVisible();
  });
});
