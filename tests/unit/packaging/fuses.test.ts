/** All nine fuses: written into a wire and read back, as in a packaged program. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { flipFuses, FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { fuseConfig, FUSES, UNKNOWN_TO_STAND_IN } from '../../../scripts/lib/fuses.mjs';

/** What stands before the fuses in a program (https://github.com/electron/fuses). */
const SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
const NAMES = Object.keys(FuseV1Options).filter((name) => Number.isNaN(Number(name)));

let folder: string;
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'tollgate-fuses-'));
});
afterEach(() => fs.rmSync(folder, { recursive: true }));

/** A program with every fuse the other way round. */
function programWithWrongFuses(count: number): string {
  const wrong = NAMES.slice(0, count).map((name) => (FUSES[name] ? '0' : '1'));
  const wire = Buffer.from([1, count, ...Buffer.from(wrong.join(''))]);
  const file = path.join(folder, 'program');
  fs.writeFileSync(file, Buffer.concat([Buffer.from(SENTINEL), wire, Buffer.alloc(64)]));
  return file;
}

async function readBack(file: string): Promise<Record<string, boolean>> {
  const wire = (await getCurrentFuseWire(file)) as Record<string, unknown>;
  const states = NAMES.map((name, index) => [name, wire[index]] as const);
  return Object.fromEntries(
    states.flatMap(([name, state]) =>
      state === undefined ? [] : [[name, state === FuseState.ENABLE]],
    ),
  );
}

it('names every fuse that there is', () => {
  expect(Object.keys(FUSES).sort()).toEqual([...NAMES].sort());
});

it('has each in its strict state', () => {
  expect(FUSES).toEqual({
    RunAsNode: false,
    EnableCookieEncryption: true,
    EnableNodeOptionsEnvironmentVariable: false,
    EnableNodeCliInspectArguments: false,
    EnableEmbeddedAsarIntegrityValidation: true,
    OnlyLoadAppFromAsar: true,
    LoadBrowserProcessSpecificV8Snapshot: false,
    GrantFileProtocolExtraPrivileges: false,
    WasmTrapHandlers: true,
  });
});

it('sets all nine, and reads them back', async () => {
  const program = programWithWrongFuses(NAMES.length);
  await flipFuses(program, fuseConfig({ standIn: false }));
  expect(await readBack(program)).toEqual(FUSES);
});

it('makes no release with an Electron that lacks one', async () => {
  const old = programWithWrongFuses(NAMES.length - 1);
  await expect(flipFuses(old, fuseConfig({ standIn: false }))).rejects.toThrow();
});

it('sets the eight that the stand-in has', async () => {
  const program = programWithWrongFuses(NAMES.length - UNKNOWN_TO_STAND_IN.length);
  await flipFuses(program, fuseConfig({ standIn: true }));
  const known = Object.entries(FUSES).filter(([name]) => !UNKNOWN_TO_STAND_IN.includes(name));
  expect(await readBack(program)).toEqual(Object.fromEntries(known));
});
