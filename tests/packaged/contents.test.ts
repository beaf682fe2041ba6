/** What is in the package, and what is not. */
import fs from 'node:fs';
import path from 'node:path';
import { getRawHeader, listPackage } from '@electron/asar';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { describe, expect, it } from 'vitest';
import { FUSES, UNKNOWN_TO_STAND_IN } from '../../scripts/lib/fuses.mjs';
import { ARCHIVE, DRIVABLE, PACKAGE, PROGRAM } from './package.ts';

const isTestOnly = fs.existsSync(path.join(PACKAGE, 'TEST-ONLY.txt'));

async function fusesOf(program: string): Promise<Record<string, boolean>> {
  const wire = (await getCurrentFuseWire(program)) as Record<string, unknown>;
  const known = Object.keys(FUSES).flatMap((name) => {
    const state = wire[FuseV1Options[name as keyof typeof FuseV1Options]];
    return state === undefined ? [] : [[name, state === FuseState.ENABLE] as const];
  });
  return Object.fromEntries(known);
}

/** Files below a folder, as paths in it. */
function filesIn(folder: string): string[] {
  return fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .sort();
}

describe('the fuses', () => {
  it('read back from the program are the strict ones, every one that it has', async () => {
    const wanted = Object.entries(FUSES).filter(
      ([name]) => !isTestOnly || !UNKNOWN_TO_STAND_IN.includes(name),
    );
    expect(await fusesOf(PROGRAM)).toEqual(Object.fromEntries(wanted));
  });

  it('of the copy for tests differ in one', async () => {
    expect(await fusesOf(path.join(DRIVABLE, 'tollgate'))).toEqual({
      ...(await fusesOf(PROGRAM)),
      EnableNodeCliInspectArguments: true,
    });
  });
});

describe('the archive', () => {
  const names = listPackage(ARCHIVE, { isPack: false });

  it('has a checksum of every file that is read from it', () => {
    const files: string[] = [];
    const collect = (entry: Entry, name: string): void => {
      for (const [part, inner] of Object.entries(entry.files ?? {}))
        collect(inner, `${name}/${part}`);
      if (entry.files === undefined && !entry.integrity?.hash) files.push(name);
    };
    collect(getRawHeader(ARCHIVE).header, '');
    expect(files).toEqual([]);
  });

  it('holds the build, two native modules and nothing else', () => {
    const tops = new Set(names.map((name) => name.split('/').slice(1, 3).join('/')));
    expect([...tops].sort()).toEqual([
      'LICENSE',
      'node_modules',
      'node_modules/better-sqlite3',
      'node_modules/keytar',
      'out',
      'out/main',
      'out/preload',
      'out/renderer',
      'package.json',
    ]);
    expect(names.filter((name) => /\.(?:map|ts|tsx|cpp|h|gyp)$/.test(name))).toEqual([]);
  });

  it('has beside it only what must be a file: native modules', () => {
    const beside = filesIn(`${ARCHIVE}.unpacked`);
    expect(beside.filter((name) => !name.endsWith('.node'))).toEqual([]);
    expect(beside).toContain(
      path.join('node_modules', 'keytar', 'prebuilds', 'linux-x64', 'keytar.node'),
    );
  });
});

type Entry = {
  readonly files?: Readonly<Record<string, Entry>>;
  readonly integrity?: { readonly hash?: string };
};

describe('the folder', () => {
  it('brings one language, and no starter for other apps', () => {
    expect(fs.readdirSync(path.join(PACKAGE, 'locales'))).toEqual(['en-US.pak']);
    expect(fs.existsSync(path.join(PACKAGE, 'resources', 'default_app.asar'))).toBe(false);
    expect(fs.existsSync(path.join(PACKAGE, 'resources', 'app'))).toBe(false);
  });

  it('can be changed by nobody but its owner, and becomes nobody else', () => {
    const odd = filesIn(PACKAGE).filter((name) => {
      const { mode } = fs.statSync(path.join(PACKAGE, name));
      return (mode & 0o022) !== 0 || (mode & 0o7000) !== 0;
    });
    expect(odd).toEqual([]);
  });

  it('says so when it is for tests only', () => {
    const version = fs.readFileSync(path.join(PACKAGE, 'version'), 'utf8').trim();
    expect(isTestOnly).toBe(version.startsWith('33.'));
  });

  it('switches the sandbox off nowhere but in the command, which opens no window', () => {
    const texts = filesIn(PACKAGE)
      .filter((name) => /\.(?:desktop|sh|json|yml|txt)$|(?:^|\/)(?:AppRun|tollgate)$/.test(name))
      .filter((name) => name !== 'tollgate')
      .filter((name) => fs.readFileSync(path.join(PACKAGE, name), 'utf8').includes('no-sandbox'));
    expect(texts).toEqual([path.join('resources', 'bin', 'tollgate')]);
  });
});
