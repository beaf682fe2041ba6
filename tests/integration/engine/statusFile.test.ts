/** The status file on a real disk, and the documented examples run on it as they stand. */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createStatusFile } from '../../../main/engine/statusFile.ts';
import type { Followed } from '../../../main/engine/follow.ts';
import { DEFAULT_SETTINGS } from '../../../preload/contract/settingsTree.ts';
import { makeSnapshot, sessionWindow } from '../../fixtures/snapshotParts.ts';

const SOON = { timeout: 5000, interval: 10 };

let folder: string;
let file: string;
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'tollgate-status-'));
  file = path.join(folder, 'status.json');
});
afterEach(() => {
  fs.chmodSync(folder, 0o700);
  fs.rmSync(folder, { recursive: true });
});

function seen(usedPercent: number, nowMs: number, isOn = true): Followed {
  const { data } = DEFAULT_SETTINGS;
  return {
    snapshot: makeSnapshot({ windows: [sessionWindow({ usedPercent })] }),
    standings: [],
    settings: { ...DEFAULT_SETTINGS, data: { ...data, statusFile: isOn } },
    nowMs,
    tables: null as never,
    prices: null as never,
    isMoneyDerived: true,
  };
}

const read = () => JSON.parse(fs.readFileSync(file, 'utf8')) as Record<string, unknown>;

describe('the status file', () => {
  it('is replaced as a whole, for its owner only, and last things stay last', async () => {
    const status = createStatusFile(folder);
    const nowMs = Date.now();
    for (let percent = 1; percent <= 40; percent += 1) status.follow(seen(percent, nowMs));
    await expect.poll(() => fs.existsSync(file) && read()['percentage'], SOON).toBe(40);
    expect(fs.statSync(file).mode & 0o777).toBe(0o600);
    expect(fs.readdirSync(folder)).toEqual(['status.json']);
  });

  it('is left alone while nothing changes, and renewed each minute', async () => {
    const status = createStatusFile(folder);
    status.follow(seen(10, 1_000_000));
    await expect.poll(() => fs.existsSync(file), SOON).toBe(true);
    status.follow(seen(10, 1_059_999));
    status.follow(seen(10, 1_060_000));
    await expect.poll(() => read()['writtenAtMs'], SOON).toBe(1_060_000);
  });

  it('goes when it is switched off, and comes back', async () => {
    const status = createStatusFile(folder);
    status.follow(seen(10, 1));
    status.follow(seen(10, 2, false));
    status.follow(seen(10, 3));
    await expect.poll(() => fs.existsSync(file) && read()['writtenAtMs'], SOON).toBe(3);
    status.follow(seen(10, 4, false));
    await expect.poll(() => fs.existsSync(file), SOON).toBe(false);
  });

  it('that cannot be written is a problem with its reason, until it can', async () => {
    const status = createStatusFile(path.join(folder, 'taken'));
    fs.writeFileSync(path.join(folder, 'taken'), 'a file where the folder should be');
    status.follow(seen(10, 1));
    await expect
      .poll(() => status.troubles().map(({ kind }) => kind), SOON)
      .toEqual(['status-file-unwritable']);
    fs.rmSync(path.join(folder, 'taken'));
    status.follow(seen(10, 2));
    await expect.poll(() => status.troubles(), SOON).toEqual([]);
  });
});

describe('the documented examples', () => {
  const text = fs.readFileSync(new URL('../../../docs/status-file.md', import.meta.url), 'utf8');
  const examples = [...text.matchAll(/```sh\n([\s\S]*?)```/g)].map(([, code = '']) => code);
  const run = (example: string) =>
    spawnSync('sh', ['-c', example], {
      encoding: 'utf8',
      env: { ...process.env, TOLLGATE_STATUS: file },
    });

  async function put(nowMs: number): Promise<void> {
    createStatusFile(folder).follow(seen(62, nowMs));
    await expect.poll(() => fs.existsSync(file), SOON).toBe(true);
  }

  it('are four', () => {
    expect(examples).toHaveLength(4);
  });

  it('show a fresh file', async () => {
    await put(Date.now());
    const [waybar = '', tmux = '', starship = '', script = ''] = examples;
    expect(JSON.parse(run(waybar).stdout)).toMatchObject({ percentage: 62, class: 'on-plan' });
    expect(run(tmux).stdout).toMatch(/^plan 62% · /);
    expect(run(starship).stdout).toBe('62%\n');
    expect(run(script).status).toBe(0);
  });

  it('say that an old one is old', async () => {
    await put(Date.now() - 3_600_000);
    const [waybar = '', tmux = '', starship = '', script = ''] = examples;
    expect(JSON.parse(run(waybar).stdout)).toMatchObject({ text: '–', class: 'stale' });
    expect(run(tmux).stdout).toBe('plan –\n');
    expect(run(starship).stdout).toBe('');
    expect(run(script).status).toBe(1);
  });
});
