import { defineConfig } from '@playwright/test';

/** The real app on a real screen: one test at a time, because they share tray and keyboard. */
export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: 'test-results/playwright',
  reporter: 'list',
  timeout: 60_000,
  workers: 1,
  retries: 0,
});
