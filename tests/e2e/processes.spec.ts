/** Which processes there are at rest, and the fact on which it stands that there is no more (docs/adr/0012). */
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { ELECTRON_FLAGS, electronProgram, fromRoot } from './support/paths.ts';
import { processTree } from './support/processes.ts';
import { allowReading } from './support/terminal.ts';
import { expect, test } from './support/test.ts';

const SOON = { timeout: 15_000, intervals: [100] };

const kindsOf = (root: number) =>
  processTree(root)
    .map(({ command }) => /--type=([\w-]+)/.exec(command)?.[1] ?? 'main')
    .sort();

test('at rest there are four processes, none of them for the network or a window', async ({
  home,
  launch,
}) => {
  await allowReading(home);
  const { app } = await launch();
  const pid = app.process().pid as number;
  await expect.poll(() => kindsOf(pid), SOON).toEqual(['gpu-process', 'main', 'zygote', 'zygote']);
});

test('where Electron gives the network a process, that one has no sandbox to lose', async ({
  home,
}) => {
  const userData = path.join(home.home, 'bare');
  fs.mkdirSync(userData);
  const bare = spawn(
    electronProgram(null),
    [`--user-data-dir=${userData}`, ...ELECTRON_FLAGS, fromRoot('tests', 'bench', 'bare-app')],
    { env: home.env, stdio: 'ignore' },
  );
  try {
    const network = () =>
      processTree(bare.pid as number).find(({ command }) => command.includes('NetworkService'));
    await expect.poll(() => network()?.command ?? '', SOON).toContain('--service-sandbox-type=');
    expect(network()?.command).toContain('--service-sandbox-type=none');
  } finally {
    bare.kill('SIGKILL');
  }
});
