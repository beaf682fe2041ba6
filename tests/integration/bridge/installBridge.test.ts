import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { refreshBridgeScript } from '../../../main/sources/bridge/bridgeFiles.ts';
import { bridgePathsOf } from '../../../main/sources/bridge/bridgePaths.ts';
import {
  applyBridge,
  bridgeState,
  planBridge,
} from '../../../main/sources/bridge/installBridge.ts';
import { openLab, run, SCRIPT_SOURCE, type Lab } from './bridgeLab.ts';
import { statusLineInput } from './statusLineInput.ts';

const NOW_MS = Date.UTC(2026, 10, 22, 13, 46, 22, 5);
const OWN = `{\r\n\t"model": "opus",\r\n\t"statusLine": {"type":"command", "padding":2,\r\n\t\t"command":"cat; printf '\\u00fcnd'; exit 3"},\r\n\t"hooks": {}\r\n}`;

let lab: Lab;
beforeEach(() => {
  lab = openLab();
});
afterEach(() => {
  lab.dispose();
});

function surroundings() {
  return { dataFolder: lab.dataFolder, scriptSource: SCRIPT_SOURCE, nowMs: NOW_MS };
}

function paths(folder = lab.configFolder) {
  return bridgePathsOf(lab.dataFolder, realpathSync(folder));
}

async function plan(change: 'install' | 'remove', folder = lab.configFolder) {
  const request = { agent: 'claude-code', folder, change } as const;
  const planned = await planBridge(request, surroundings());
  if (!planned.ok) throw new Error(planned.message);
  return { ...planned.value, change };
}

async function change(kind: 'install' | 'remove', folder = lab.configFolder): Promise<void> {
  expect(await applyBridge(await plan(kind, folder), surroundings())).toEqual({
    ok: true,
    value: null,
  });
}

function settings(): string {
  return readFileSync(lab.settingsPath, 'utf8');
}

function commandInSettings(): string {
  const parsed = JSON.parse(settings().replace('\uFEFF', '')) as {
    statusLine: { command: string };
  };
  return parsed.statusLine.command;
}

function stateNow() {
  return bridgeState(lab.configFolder, surroundings());
}

function filesLeft(): string[] {
  return readdirSync(paths().bridgeFolder);
}

describe('installing and removing', () => {
  it.each([
    ['a status line of the own', OWN],
    ['no status line', '\uFEFF{\n    "a": [1,  2]\n}\n'],
    ['one line', '{"a":1}'],
    ['nothing in the object', '{ }'],
    ['no file', null],
  ])('gives every byte back: %s', async (_name, original) => {
    if (original !== null) writeFileSync(lab.settingsPath, original);
    expect(await stateNow()).toBe('not-installed');
    await change('install');
    expect(await stateNow()).toBe('installed');
    expect(commandInSettings()).toContain('tollgate-statusline.sh');
    await change('remove');
    expect(await stateNow()).toBe('not-installed');
    if (original === null) expect(existsSync(lab.settingsPath)).toBe(false);
    else expect(settings()).toBe(original);
    expect(readdirSync(lab.configFolder)).toEqual(original === null ? [] : ['settings.json']);
    expect(filesLeft()).toEqual(['backups']);
  });

  it("runs by the command line in the settings, with the user's own command behind it", async () => {
    writeFileSync(lab.settingsPath, OWN);
    await change('install');
    const input = JSON.stringify(statusLineInput());
    const answer = await run(['/bin/sh', '-c', commandInSettings()], input);
    expect(answer).toEqual({ status: 3, stdout: Buffer.from(`${input}ünd`), stderr: '' });
    expect(readdirSync(paths().stateFolder)).toHaveLength(1);
  });

  it('shows the exact change and writes nothing while planning', async () => {
    writeFileSync(lab.settingsPath, '{\n  "a": 1\n}\n');
    const shown = await plan('install');
    const command = JSON.stringify(
      `sh '${paths().script.replaceAll("'", String.raw`'\''`)}' ${paths().id}`,
    );
    expect(shown.diff).toBe(
      `--- ${lab.settingsPath}\n+++ ${lab.settingsPath}\n@@ -1,3 +1,7 @@\n {\n-  "a": 1\n+  "a": 1,\n` +
        `+  "statusLine": {\n+    "type": "command",\n+    "command": ${command}\n+  }\n }\n`,
    );
    expect(existsSync(lab.dataFolder)).toBe(false);
    expect(settings()).toBe('{\n  "a": 1\n}\n');
  });

  it('keeps everything for the owner alone, and a back-up of both versions', async () => {
    writeFileSync(lab.settingsPath, OWN);
    await change('install');
    const modeOf = (path: string) => statSync(path).mode & 0o777;
    const { bridgeFolder, backupFolder, stateFolder, script, record, ownCommand } = paths();
    expect([bridgeFolder, backupFolder, stateFolder, script].map(modeOf)).toEqual(
      Array(4).fill(0o700),
    );
    expect([record, ownCommand].map(modeOf)).toEqual([0o600, 0o600]);
    const installed = settings();
    await change('remove');
    const names = readdirSync(backupFolder).sort();
    const stem = `settings-${paths().id}-20261122T134622.005Z`;
    expect(names).toEqual([`${stem}-2.json`, `${stem}.json`]);
    const texts = names.map((name) => readFileSync(join(backupFolder, name), 'utf8'));
    expect(texts).toEqual([installed, OWN]);
    expect(names.map((name) => modeOf(join(backupFolder, name)))).toEqual([0o600, 0o600]);
  });

  it('is the same when done twice, and keeps what was there first', async () => {
    writeFileSync(lab.settingsPath, OWN);
    await change('install');
    const installed = settings();
    expect((await plan('install')).diff).toBe('');
    await change('install');
    expect(settings()).toBe(installed);
    await change('remove');
    expect(settings()).toBe(OWN);
    expect((await plan('remove')).diff).toBe('');
    await change('remove');
    expect(settings()).toBe(OWN);
  });

  it('takes out only its own part when others have edited the file since', async () => {
    writeFileSync(lab.settingsPath, OWN);
    await change('install');
    writeFileSync(lab.settingsPath, settings().replace('"opus"', '"fable" '));
    await change('remove');
    expect(settings()).toBe(OWN.replace('"opus"', '"fable" '));
    expect(filesLeft()).toEqual(['backups']);
  });

  it('edits the target of a link and keeps link, mode and owner', async () => {
    const target = join(lab.root, 'dotfiles.json');
    writeFileSync(target, OWN);
    chmodSync(target, 0o640);
    if (process.getuid?.() === 0) chownSync(target, 65_534, 65_534);
    symlinkSync('../dotfiles.json', lab.settingsPath);
    const before = statSync(target);
    const linkedFolder = join(lab.root, 'linked');
    symlinkSync(lab.configFolder, linkedFolder);
    expect((await plan('install', linkedFolder)).settingsPath).toBe(target);
    await change('install', linkedFolder);
    expect(await stateNow()).toBe('installed');
    expect(lstatSync(lab.settingsPath).isSymbolicLink()).toBe(true);
    const { mode, uid, gid } = statSync(target);
    expect({ mode, uid, gid }).toEqual({ mode: before.mode, uid: before.uid, gid: before.gid });
    await change('remove');
    expect(readFileSync(target, 'utf8')).toBe(OWN);
    expect(lstatSync(lab.settingsPath).isSymbolicLink()).toBe(true);
  });

  it('keeps two folders apart, and the script until the last one goes', async () => {
    const second = join(lab.root, 'second');
    mkdirSync(second);
    await change('install');
    await change('install', second);
    await change('remove');
    expect(existsSync(paths().script)).toBe(true);
    expect(await bridgeState(second, surroundings())).toBe('installed');
    await change('remove', second);
    expect(existsSync(paths().script)).toBe(false);
  });
});

describe('a bridge that others have written over', () => {
  it('is seen, can be laid again around the new command, and gives that one back', async () => {
    writeFileSync(lab.settingsPath, OWN);
    await change('install');
    const theirs = '{"statusLine":{"type":"command","command":"echo theirs"}}';
    writeFileSync(lab.settingsPath, theirs);
    expect(await stateNow()).toBe('replaced');
    await change('install');
    expect(await stateNow()).toBe('installed');
    expect((await run(['/bin/sh', '-c', commandInSettings()], '{}')).stdout.toString()).toBe(
      'theirs\n',
    );
    await change('remove');
    expect(settings()).toBe(theirs);
  });

  it('can be removed without touching what they wrote', async () => {
    writeFileSync(lab.settingsPath, OWN);
    await change('install');
    writeFileSync(lab.settingsPath, '{}');
    await change('remove');
    expect(settings()).toBe('{}');
    expect(await stateNow()).toBe('not-installed');
    expect(filesLeft()).toEqual(['backups']);
  });

  it('can be repaired and removed when the data folder was deleted', async () => {
    writeFileSync(lab.settingsPath, '{"a":1}');
    await change('install');
    rmSync(lab.dataFolder, { recursive: true });
    expect(await stateNow()).toBe('not-installed');
    await change('install');
    expect(await stateNow()).toBe('installed');
    await change('remove');
    expect(settings()).toBe('{"a":1}');
  });
});

describe('what is refused', () => {
  it.each(['install', 'remove'] as const)('a file changed between plan and %s', async (kind) => {
    writeFileSync(lab.settingsPath, OWN);
    if (kind === 'remove') await change('install');
    const shown = await plan(kind);
    const theirs = settings().replace('opus', 'fable');
    writeFileSync(lab.settingsPath, theirs);
    const before = existsSync(lab.dataFolder) ? filesLeft() : null;
    expect(await applyBridge(shown, surroundings())).toEqual({
      ok: false,
      message: expect.stringMatching(/changed since it was shown/) as string,
    });
    expect(settings()).toBe(theirs);
    expect(existsSync(lab.dataFolder) ? filesLeft() : null).toEqual(before);
    expect(readdirSync(lab.configFolder)).toEqual(['settings.json']);
  });

  it('a plan that shows something else than what would be done', async () => {
    writeFileSync(lab.settingsPath, OWN);
    const shown = await plan('install');
    const other = join(lab.root, 'other.json');
    for (const changed of [
      { diff: 'harmless' },
      { settingsPath: other },
      { change: 'remove' as const },
    ]) {
      expect((await applyBridge({ ...shown, ...changed }, surroundings())).ok).toBe(false);
    }
    expect(settings()).toBe(OWN);
  });

  it.each([
    ['no JSON', '{"a":1,}', /not valid JSON/],
    ['not UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]), /not UTF-8/],
    [
      "another copy's bridge",
      `{"statusLine":{"type":"command","command":"sh '/trial/bridge/tollgate-statusline.sh' abc"}}`,
      /another copy of Tollgate/,
    ],
  ])('a file with %s, without a trace', async (_name, content, reason) => {
    writeFileSync(lab.settingsPath, content);
    const request = { agent: 'claude-code', folder: lab.configFolder, change: 'install' } as const;
    expect(await planBridge(request, surroundings())).toEqual({
      ok: false,
      message: expect.stringMatching(reason) as string,
    });
    expect(readFileSync(lab.settingsPath).equals(Buffer.from(content))).toBe(true);
    expect(existsSync(lab.dataFolder)).toBe(false);
  });

  it('a folder that is not there, and a link to nothing', async () => {
    const request = { agent: 'claude-code', folder: lab.configFolder, change: 'install' } as const;
    symlinkSync('nowhere.json', lab.settingsPath);
    expect(await planBridge(request, surroundings())).toMatchObject({ ok: false });
    rmSync(lab.configFolder, { recursive: true });
    expect(await planBridge(request, surroundings())).toEqual({
      ok: false,
      message: `There is no such file or folder: ${lab.configFolder}`,
    });
    expect(await stateNow()).toBe('not-installed');
  });

  it('a data folder that cannot be written: the settings stay as they are', async () => {
    writeFileSync(lab.settingsPath, OWN);
    const shown = await plan('install');
    writeFileSync(lab.dataFolder, 'a file stands in the way');
    expect((await applyBridge(shown, surroundings())).ok).toBe(false);
    expect(settings()).toBe(OWN);
    expect(await stateNow()).toBe('unreadable');
  });
});

it('leaves no bridge behind when the settings cannot be written after all', async () => {
  writeFileSync(lab.settingsPath, OWN);
  const obstacle = join(lab.configFolder, '.settings.json.tollgate.tmp');
  mkdirSync(join(obstacle, 'in the way'), { recursive: true });
  expect((await applyBridge(await plan('install'), surroundings())).ok).toBe(false);
  expect(settings()).toBe(OWN);
  expect(filesLeft()).toEqual(['backups']);
  expect(await stateNow()).toBe('not-installed');
});

it('calls a file that cannot be read unreadable', async () => {
  writeFileSync(lab.settingsPath, '{');
  expect(await stateNow()).toBe('unreadable');
});

it('brings the script up to date only where a bridge is installed', async () => {
  await refreshBridgeScript(lab.dataFolder, '# newer');
  expect(existsSync(lab.dataFolder)).toBe(false);
  await change('install');
  await refreshBridgeScript(lab.dataFolder, '# newer');
  expect(readFileSync(paths().script, 'utf8')).toBe('# newer');
  expect(statSync(paths().script).mode & 0o777).toBe(0o700);
});
