/** Settings in the real command: changed, taken back, also while another Tollgate runs or imports. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import readline from 'node:readline';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DATABASE_NAME, openDatabase } from '../../../main/store/open.ts';
import { createSettingsReader } from '../../../main/store/settings.ts';
import type { Snapshot } from '../../../preload/contract/snapshot.ts';
import { engineOver } from '../../fixtures/engineOver.ts';
import { openLab, sumOf, type Lab } from './lab.ts';
import { claudeLines } from './logLines.ts';

const HOLDER = fileURLToPath(new URL('../store/holdDatabase.ts', import.meta.url));

let lab: Lab;
let children: ChildProcess[];
beforeEach(() => {
  lab = openLab();
  children = [];
});
afterEach(async () => {
  for (const child of children) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  }
  lab.dispose();
});

const settings = (...words: string[]) => lab.run('settings', ...words);
const value = (name: string) => settings('get', name).out.trim();

function jsonOf<T>(...words: string[]): T {
  return JSON.parse(settings(...words, '--json').out) as T;
}

async function hold(task: string): Promise<void> {
  const child = spawn(process.execPath, [HOLDER, lab.dataFolder, task], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  await once(child.stdout, 'data');
}

function saved() {
  const { connection, close } = openDatabase(lab.dataFolder, 'read');
  const texts = createSettingsReader(connection)();
  close();
  return texts;
}

describe('without a database', () => {
  it('the defaults are shown, and nothing is created', () => {
    expect(settings('get', 'gate.mode')).toMatchObject({ code: 0, out: 'ask\n' });
    expect(settings('list').out).toContain('sources.claudeUsage = off  (default)');
    expect(fs.existsSync(lab.dataFolder)).toBe(false);
  });

  it('a change creates it, for its user alone, and is no yes to reading', () => {
    const { code, out } = settings('set', 'gate.mode', 'closed');
    expect([code, out]).toEqual([0, 'gate.mode: ask -> closed\n']);
    expect(value('gate.mode')).toBe('closed');
    expect(fs.statSync(path.join(lab.dataFolder, DATABASE_NAME)).mode & 0o777).toBe(0o600);
    expect(jsonOfDoctor().readingAllowedAtMs).toBeNull();
  });
});

function jsonOfDoctor(): { readingAllowedAtMs: number | null } {
  return JSON.parse(lab.run('doctor', '--json').out) as { readingAllowedAtMs: number | null };
}

describe('get, set, reset, undo, list', () => {
  it('a change is shown by all of them and taken back', () => {
    settings('set', 'alerts.planPercents', '80 95');
    settings('set', 'alerts.quietHours', '22:00-07:00');
    expect(value('alerts.planPercents')).toBe('80, 95');
    expect(jsonOf('get', 'alerts.quietHours')).toEqual({ from: '22:00', until: '07:00' });
    const rows = jsonOf<{ path: string; isDefault: boolean }[]>('list', 'alerts');
    expect(rows.filter(({ isDefault }) => !isDefault).map(({ path: name }) => name)).toEqual([
      'alerts.planPercents',
      'alerts.quietHours',
    ]);
    expect(settings('undo').out).toBe('alerts.quietHours: 22:00-07:00 -> none\n');
    expect(settings('reset', 'alerts').out).toContain('alerts.planPercents: 80, 95 -> 75, 90, 95');
    expect(settings('undo').out).toContain('alerts.planPercents: 75, 90, 95 -> 80, 95');
    expect(settings('undo').out).toBe('alerts.planPercents: 80, 95 -> 75, 90, 95\n');
    expect(settings('undo')).toMatchObject({ code: 69, out: '' });
    settings('copy', 'General', 'Work');
    expect(settings('undo')).toMatchObject({ code: 0, out: 'Taken back: profiles.Work\n' });
  });

  it('an agent’s name is enough where it has one folder', () => {
    const plan = `accounts[claude-code|${path.join(lab.home, '.claude')}].plan`;
    expect(settings('set', 'accounts[claude-code].plan', 'max-5x').out).toBe(
      `${plan}: unknown -> max-5x\n`,
    );
    expect(value(plan)).toBe('max-5x');
    fs.mkdirSync(path.join(lab.home, '.config', 'claude'), { recursive: true });
    expect(settings('get', 'accounts[claude-code].plan')).toMatchObject({ code: 64, out: '' });
  });

  it.each([
    [['set', 'gate.mdoe', 'ask'], 'no setting “gate.mdoe”'],
    [['set', 'gate.mode', 'perhaps'], 'ask or closed'],
    [['set', 'gate', 'ask'], 'group of settings'],
    [['set', 'alerts.lowBalanceMicros', '20 EUR'], 'in EUR'],
    [['set', 'accounts[nobody].plan', 'pro'], 'agents are claude-code, codex'],
    [['get', 'gate..mode'], 'not the name of a setting'],
    [['reset', 'nothing'], 'no setting'],
    [['set', 'gate.mode'], 'its value'],
  ])('%j is wrong usage, and nothing is written', (words, why) => {
    const answer = settings(...words);
    expect([answer.code, answer.out]).toEqual([64, '']);
    expect(answer.err).toContain(why);
    expect(fs.existsSync(lab.dataFolder)).toBe(false);
  });

  it('saved values that are wrong are named and stay saved', () => {
    settings('set', 'gate.strict', 'on');
    const other = new Database(path.join(lab.dataFolder, DATABASE_NAME));
    const wrong = '{"version":1,"gate":{"strict":true,"mode":"perhaps"},"later":{"a":1}}';
    other.prepare("UPDATE setting SET value = ? WHERE key = 'settings'").run(wrong);
    other.close();
    const answer = settings('get', 'gate.mode');
    expect(answer).toMatchObject({ code: 0, out: 'ask\n' });
    expect(answer.err).toContain('gate.mode: takes ask or closed');
    const problems = (JSON.parse(lab.run('status', '--json').out) as Snapshot).problems;
    expect(problems).toMatchObject([{ kind: 'settings-refused', severity: 'notice', count: 2 }]);
    settings('set', 'gate.strict', 'off');
    expect(JSON.parse(saved().document ?? '')).toEqual({
      version: 1,
      gate: { strict: false, mode: 'perhaps' },
      later: { a: 1 },
    });
  });

  it('the preference of the first versions is taken over once', () => {
    settings('set', 'gate.strict', 'on');
    const other = new Database(path.join(lab.dataFolder, DATABASE_NAME));
    other.exec(`DELETE FROM setting;
      INSERT INTO setting VALUES ('preferences', '{"resetDisplay":"clock"}')`);
    other.close();
    expect(value('appearance.resetDisplay')).toBe('clock');
    expect((JSON.parse(lab.run('status', '--json').out) as Snapshot).preferences).toEqual({
      resetDisplay: 'clock',
    });
    settings('set', 'gate.strict', 'on');
    expect(saved().preferences).toBeNull();
    expect(value('appearance.resetDisplay')).toBe('clock');
  });
});

/** An engine of this process whose clock stands still (2023-11-14, 22:13 UTC). */
const runningEngine = () => engineOver(lab, { clock: () => 1_700_000_000_000 });

describe('while another Tollgate holds the lock', () => {
  it('settings change all the same', async () => {
    settings('set', 'gate.strict', 'on');
    await hold('hold');
    expect(lab.run('import').code).toBe(75);
    expect(settings('set', 'gate.mode', 'closed').code).toBe(0);
    expect(settings('undo').out).toBe('gate.mode: closed -> ask\n');
  });

  it('and the database itself, they are busy: 75, nothing changed', async () => {
    settings('set', 'gate.strict', 'on');
    await hold('lock');
    const child = lab.start('settings', 'set', 'gate.mode', 'closed');
    children.push(child);
    const [code] = (await once(child, 'exit')) as [number];
    expect(code).toBe(75);
  });

  it('a running engine shows the change at its next look', async () => {
    const engine = runningEngine();
    try {
      await engine.allowReading();
      const display = async () => (await engine.look('hot')).preferences.resetDisplay;
      expect((await engine.look('full')).preferences.resetDisplay).toBe('countdown');
      expect(settings('set', 'appearance.resetDisplay', 'clock').code).toBe(0);
      // The engine's clock stands still: only the change itself can be the reason to tell.
      expect(await display()).toBe('clock');
      await engine.setPreferences({ resetDisplay: 'countdown' });
      expect(value('appearance.resetDisplay')).toBe('countdown');
      expect(settings('undo').out).toContain('countdown');
      expect(await display()).toBe('countdown');
    } finally {
      await engine.close();
    }
  });

  it('the running command shows it, and an engine that only reads can change it too', async () => {
    lab.history();
    const watch = lab.start('status', '--watch', '--json');
    children.push(watch);
    const lines = readline.createInterface({ input: watch.stdout })[Symbol.asyncIterator]();
    const nextDisplay = async () => {
      const line = await lines.next();
      return (JSON.parse(String(line.value)) as Snapshot).preferences.resetDisplay;
    };
    const untilDisplay = async (wanted: string) => {
      for (let tries = 0; tries < 20; tries += 1) if ((await nextDisplay()) === wanted) return;
      throw new Error(`never ${wanted}`);
    };
    await untilDisplay('countdown');
    settings('set', 'appearance.resetDisplay', 'clock');
    await untilDisplay('clock');
    const second = engineOver(lab);
    try {
      await second.look('full');
      expect((await second.tables())?.writing).toBeNull();
      await second.setPreferences({ resetDisplay: 'countdown' });
      expect((await second.look('hot')).preferences.resetDisplay).toBe('countdown');
    } finally {
      await second.close();
    }
    await untilDisplay('countdown');
  });
});

describe('the engine', () => {
  it('changes settings for the windows: all or none, with a reason, and takes them back together', async () => {
    const engine = runningEngine();
    try {
      const changes = [
        { path: ['gate', 'mode'], value: 'closed' },
        { path: ['gate', 'strict'], value: true },
      ];
      expect(await engine.changeSettings(changes)).toEqual({ ok: true, value: null });
      expect((await engine.settings()).settings.gate).toMatchObject({
        mode: 'closed',
        strict: true,
      });
      const wrong = [{ path: ['gate', 'mode'] }, { path: ['gate', 'strict'], value: 'perhaps' }];
      expect(await engine.changeSettings(wrong)).toEqual({
        ok: false,
        message: '“gate.strict” takes on or off.',
      });
      expect(value('gate.mode')).toBe('closed');
      expect(await engine.undoSettings()).toEqual({ ok: true, value: null });
      expect((await engine.settings()).settings.gate).toMatchObject({ mode: 'ask', strict: false });
      expect(await engine.undoSettings()).toMatchObject({ ok: false });
    } finally {
      await engine.close();
    }
  });
});

describe('language, clock and time zone', () => {
  it('of days and times follow the settings, in status and history', () => {
    lab.write(path.join(lab.projects, 'p', 'session-1.jsonl'), claudeLines('m', 20));
    const day = () => lab.history().rows[0]?.key;
    const before = day();
    settings('set', 'appearance.timeZone', 'Pacific/Kiritimati');
    settings('set', 'appearance.language', 'en-US');
    settings('set', 'appearance.hourCycle', '24');
    expect(lab.status()).toMatchObject({
      timeZone: 'Pacific/Kiritimati',
      locale: 'en-US-u-hc-h23',
    });
    const kiritimati = lab.history('day', '--tz', 'Pacific/Kiritimati').rows[0]?.key;
    expect(day()).toBe(kiritimati);
    settings('undo');
    settings('undo');
    settings('undo');
    expect(day()).toBe(before);
  });

  it('of a running engine change at its next look, totals included', async () => {
    const engine = runningEngine();
    try {
      await engine.allowReading();
      const fromDay = async () => (await engine.look('hot')).totals?.today.fromDay;
      await engine.look('full');
      expect(await fromDay()).toBe('2023-11-14');
      settings('set', 'appearance.timeZone', 'Pacific/Kiritimati');
      expect(await fromDay()).toBe('2023-11-15');
    } finally {
      await engine.close();
    }
  });
});

describe('many at once', () => {
  it('ten programs change ten settings: all of them hold, and each can be taken back', async () => {
    settings('set', 'data.backups', '1');
    const names = ['plan', 'weekly', 'forecast', 'spendLimit', 'budget', 'lowBalance'];
    const changing = names.map((name) => {
      const child = lab.start('settings', 'set', `alerts.enabled.${name}`, 'off');
      children.push(child);
      return once(child, 'exit') as Promise<[number]>;
    });
    for (const [code] of await Promise.all(changing)) expect(code).toBe(0);
    for (const name of names) expect(value(`alerts.enabled.${name}`)).toBe('off');
    expect(names.map(() => settings('undo').code)).toEqual(names.map(() => 0));
    expect(settings('undo').out).toBe('data.backups: 1 -> 7\n');
    for (const name of names) expect(value(`alerts.enabled.${name}`)).toBe('on');
  });

  it('an import goes on undisturbed while settings change', async () => {
    for (let index = 0; index < 200; index += 1) {
      const session = `session-${index}`;
      lab.write(
        path.join(lab.projects, 'p', `${session}.jsonl`),
        claudeLines(session, 60, { session }),
      );
    }
    settings('set', 'data.backups', '0');
    const child = lab.start('import', '--json');
    children.push(child);
    const ended = once(child, 'exit') as Promise<[number]>;
    let out = '';
    child.stdout.on('data', (text) => (out += String(text)));
    let changes = 0;
    while (child.exitCode === null) {
      changes += 1;
      const change = lab.start('settings', 'set', 'data.backups', String(changes));
      children.push(change);
      const [code] = (await once(change, 'exit')) as [number];
      expect(code).toBe(0);
    }
    expect((await ended)[0]).toBe(0);
    expect(changes).toBeGreaterThan(0);
    expect(JSON.parse(out)).toMatchObject({ filesRead: 200, events: 12_000 });
    expect(value('data.backups')).toBe(String(changes));
    expect(sumOf(lab.history()).events).toBe(12_000);
  });
});

describe('profiles', () => {
  const account = () => `accounts[claude-code|${path.join(lab.home, '.claude')}].profile`;

  it('are copied, followed, renamed and removed, and each is taken back as one change', () => {
    const made = settings('copy', 'General', 'Work');
    expect(made.code).toBe(0);
    expect(made.out).toMatch(/^There is a profile “Work” now\..*settings set/);
    settings('set', 'profiles[Work].alerts.planPercents', '40, 60');
    settings('set', 'profiles[Work].alerts.quietHours', 'none');
    expect(settings('set', account(), 'Work').code).toBe(0);
    const renamed = settings('rename', 'Work', 'Büro 2');
    expect(renamed.out).toContain('profiles[Büro 2].alerts.planPercents: general -> 40, 60');
    expect(renamed.out).toContain('.profile: Work -> Büro 2');
    expect(renamed.out).not.toContain('weeklyPercents');
    expect(value('profiles[Büro 2].alerts.quietHours')).toBe('none');
    expect(settings('reset', 'profiles[Büro 2]').out).toContain('.profile: Büro 2 -> general');
    expect(value(account())).toBe('general');
    settings('undo');
    expect(value(account())).toBe('Büro 2');
    settings('undo');
    expect(value(account())).toBe('Work');
  });

  it.each([
    [['copy', 'Nobody', 'Work'], 'There is no profile “Nobody”. The profiles are General.'],
    [['copy', 'General', 'general'], 'is no name for a profile'],
    [['rename', 'General', 'All'], 'keeps its name'],
    [['copy', 'General'], 'takes a profile and the name of the new one'],
    [['set', 'accounts[claude-code].profile', 'Work'], 'There is no profile “Work”'],
    [['set', 'profiles[Work].gate.strict', 'on'], 'no setting'],
  ])('%j is refused: %s', (words, why) => {
    expect(settings(...words)).toMatchObject({
      code: 64,
      err: expect.stringContaining(why) as string,
    });
  });
});
