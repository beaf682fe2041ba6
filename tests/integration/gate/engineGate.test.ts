/** The gate as the app offers it: shown, installed, judged and taken out again through the engine. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Engine } from '../../../main/engine/engine.ts';
import { gatePathsOf } from '../../../main/gate/gatePaths.ts';
import type { GateStanding } from '../../../preload/contract/snapshot.ts';
import { engineOver } from '../../fixtures/engineOver.ts';

const SCRIPTS = { posix: '# of this version\n', windows: '# likewise\n' };

let root: string;
let folder: string;
let settingsPath: string;
let dataFolder: string;
let engine: Engine;

beforeEach(async () => {
  root = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'tollgate-gate-')));
  folder = path.join(root, '.claude');
  settingsPath = path.join(folder, 'settings.json');
  dataFolder = path.join(root, 'data');
  fs.mkdirSync(folder);
  fs.writeFileSync(settingsPath, '{\n  "model": "opus"\n}\n');
  engine = engineOver({ home: root, dataFolder }, { gateScripts: SCRIPTS });
  await engine.allowReading();
});

afterEach(async () => {
  await engine.close();
  fs.rmSync(root, { recursive: true, force: true });
});

async function standing(): Promise<GateStanding | null | undefined> {
  const { agents } = await engine.look('full');
  const folders = agents.find(({ id }) => id === 'claude-code')?.folders ?? [];
  return folders.find((one) => one.path === folder)?.gate;
}

async function change(kind: 'install' | 'remove') {
  const request = { agent: 'claude-code', folder, change: kind } as const;
  const plan = await engine.planGate(request);
  if (!plan.ok) throw new Error(plan.message);
  return { plan: { ...plan.value, ...request }, apply: engine.applyGate };
}

it('writes what was shown, says how it stands, and gives the file back', async () => {
  const before = fs.readFileSync(settingsPath, 'utf8');
  expect(await standing()).toBe('not-installed');
  const { plan, apply } = await change('install');
  expect(plan.diff).toContain('+    "UserPromptSubmit": [');
  expect(fs.readFileSync(settingsPath, 'utf8')).toBe(before);
  expect(await apply(plan)).toEqual({ ok: true, value: null });
  expect(await standing()).toBe('not-tried');

  const removal = await change('remove');
  expect(await removal.apply(removal.plan)).toEqual({ ok: true, value: null });
  expect(fs.readFileSync(settingsPath, 'utf8')).toBe(before);
  expect(await standing()).toBe('not-installed');
});

it('refuses what has changed since it was shown', async () => {
  const { plan, apply } = await change('install');
  fs.writeFileSync(settingsPath, '{}\n');
  expect(await apply(plan)).toMatchObject({ ok: false });
  expect(fs.readFileSync(settingsPath, 'utf8')).toBe('{}\n');
});

it('says that somebody took the hooks out', async () => {
  const { plan, apply } = await change('install');
  await apply(plan);
  fs.writeFileSync(settingsPath, '{}\n');
  expect(await standing()).toBe('replaced');
  const { problems } = await engine.look('full');
  expect(problems).toMatchObject([{ kind: 'gate-replaced', severity: 'notice', path: folder }]);
});

it('brings the scripts of installed hooks to this version', async () => {
  const { script } = gatePathsOf(dataFolder);
  await engine.refreshGateScripts();
  expect(fs.existsSync(script)).toBe(false);
  const { plan, apply } = await change('install');
  await apply(plan);
  fs.writeFileSync(script, '# old\n');
  await engine.refreshGateScripts();
  expect(fs.readFileSync(script, 'utf8')).toBe(SCRIPTS.posix);
});
