/** Builds and starts the tests' own small Electron app (tests/e2e/harness). */
import path from 'node:path';
import { _electron, expect, type ElectronApplication, type Page } from '@playwright/test';
import { build } from 'vite';
import type { Harness } from '../harness/main.ts';
import type { TestHome } from './home.ts';
import { ELECTRON_FLAGS, fromRoot, PROJECT_ROOT } from './paths.ts';

/** The app's program; its windows' files are those of the product's build. */
async function buildHarness(): Promise<string> {
  const outDir = fromRoot('test-results', 'harness');
  await build({
    root: PROJECT_ROOT,
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    ssr: { noExternal: true },
    build: {
      ssr: true,
      target: 'node20',
      outDir,
      emptyOutDir: true,
      rolldownOptions: {
        input: { main: fromRoot('tests', 'e2e', 'harness', 'main.ts') },
        external: ['electron', /^electron\//, /^node:/],
        output: { format: 'es', entryFileNames: '[name].js' },
      },
    },
  });
  return path.join(outDir, 'main.js');
}

let program: Promise<string> | null = null;

export type RunningHarness = {
  readonly app: ElectronApplication;
  /** Calls the app; arguments and answers are plain data. */
  call<K extends keyof Harness, A extends readonly unknown[]>(
    member: K,
    ...args: A
  ): Promise<unknown>;
  /** The prompt's page. */
  page(): Promise<Page>;
};

export async function startHarness(home: TestHome): Promise<RunningHarness> {
  program ??= buildHarness();
  const app = await _electron.launch({
    args: [await program, ...ELECTRON_FLAGS, `--user-data-dir=${home.dataFolder}`],
    cwd: PROJECT_ROOT,
    env: { ...home.env, TOLLGATE_HARNESS_OUT: fromRoot('out') },
    timeout: 30_000,
    colorScheme: null,
  });
  const call: RunningHarness['call'] = (member, ...args) =>
    app.evaluate(
      async (_modules, [name, given]) => {
        const { harness } = globalThis as unknown as { harness: Record<string, unknown> };
        const found = harness[name];
        if (typeof found !== 'function') return found;
        return (await (found as (...values: unknown[]) => unknown)(...given)) ?? null;
      },
      [member, args] as const,
    );
  await expect
    .poll(() => app.evaluate(() => 'harness' in globalThis), { timeout: 10_000, intervals: [50] })
    .toBe(true);
  return {
    app,
    call,
    page: async () => app.windows().at(-1) ?? (await app.waitForEvent('window')),
  };
}
