import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  autostartEntry,
  autostartPath,
  setAutostart,
} from '../../../main/platform/startAtLogin.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'tollgate-login-'));
  file = path.join(folder, 'autostart', 'tollgate.desktop');
});
afterEach(() => fs.rmSync(folder, { recursive: true }));

describe('start at login', () => {
  it('is an entry that comes and goes', () => {
    expect(setAutostart(file, ['/opt/Tollgate/tollgate'], true)).toBeNull();
    expect(fs.readFileSync(file, 'utf8')).toContain('Exec="/opt/Tollgate/tollgate"\n');
    expect(setAutostart(file, ['/opt/new/tollgate'], true)).toBeNull();
    expect(fs.readFileSync(file, 'utf8')).toContain('Exec="/opt/new/tollgate"\n');
    expect(setAutostart(file, ['/opt/new/tollgate'], false)).toBeNull();
    expect(fs.existsSync(file)).toBe(false);
    expect(setAutostart(file, ['/opt/new/tollgate'], false)).toBeNull();
  });

  it('leaves somebody else’s entry alone, and says so', () => {
    fs.mkdirSync(path.dirname(file));
    fs.writeFileSync(file, 'mine');
    expect(setAutostart(file, ['/x'], true)).toContain('not made by Tollgate');
    expect(setAutostart(file, ['/x'], false)).toBeNull();
    expect(fs.readFileSync(file, 'utf8')).toBe('mine');
  });

  it('lets no path begin a key of its own', () => {
    expect(setAutostart(file, ['/x\nExec=/bin/sh'], true)).toContain('line break');
    expect(fs.existsSync(file)).toBe(false);
  });

  it('says why it could not be written', () => {
    fs.writeFileSync(path.join(folder, 'autostart'), 'a file where the folder should be');
    expect(setAutostart(file, ['/x'], true)).toMatch(/ENOTDIR|EEXIST/);
  });

  it('quotes what a path may hold', () => {
    expect(autostartEntry(['/a b/$x"`\\%', 'y'])).toContain(
      String.raw`Exec="/a b/\\$x\\"\\` + '`' + String.raw`\\\\%%" "y"`,
    );
  });

  it('lies where the desktop looks', () => {
    expect(autostartPath({ XDG_CONFIG_HOME: '/c' }, '/home/a')).toBe(
      '/c/autostart/tollgate.desktop',
    );
    expect(autostartPath({}, '/home/a')).toBe('/home/a/.config/autostart/tollgate.desktop');
  });
});
