/** Copies, restoring and leaving, as a user types it. */
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openLab, type Lab } from './lab.ts';
import { claudeLine } from './logLines.ts';

let lab: Lab;
beforeEach(() => {
  lab = openLab();
  const program = lab.write(path.join(lab.root, 'bin', 'claude'), '#!/bin/sh\necho 2.1.330\n');
  fs.chmodSync(program, 0o755);
  lab.env['PATH'] = `${path.dirname(program)}:${lab.env['PATH']}`;
});
afterEach(() => lab.dispose());

const settings = () => path.join(lab.home, '.claude', 'settings.json');
const autostart = () => path.join(lab.home, '.config', 'autostart', 'tollgate.desktop');

describe('copies', () => {
  it('are made, listed, and put back after a look at what that means', () => {
    expect(lab.run('backup')).toMatchObject({
      code: 69,
      err: 'There is no database to copy yet.\n',
    });
    lab.run('settings', 'set', 'thresholds.nearPercent', '80');
    expect(lab.run('backup').code).toBe(0);
    lab.run('settings', 'set', 'thresholds.nearPercent', '70');
    expect(lab.run('backup', 'list').out).toMatch(/tollgate-\d{4}-\d\d-\d\d\.db {2}\d+\.\d MB/);
    expect(lab.run('restore').out).toContain('To do it: tollgate restore');
    expect(lab.run('settings', 'get', 'thresholds.nearPercent').out).toBe('70\n');
    expect(lab.run('restore', '--yes').out).toMatch(/^Restored tollgate-/);
    expect(lab.run('settings', 'get', 'thresholds.nearPercent').out).toBe('80\n');
    expect(lab.run('restore', '2001-01-01', '--yes').code).toBe(69);
  });

  it('are not put back under a running program', async () => {
    lab.run('settings', 'set', 'thresholds.nearPercent', '80');
    lab.run('backup');
    const stop = await lab.startWatching();
    expect(lab.run('restore', '--yes')).toMatchObject({ code: 75, out: '' });
    expect(lab.run('backup').code).toBe(0);
    await stop();
    expect(lab.run('restore', '--yes').code).toBe(0);
  });
});

describe('beside a running program', () => {
  it('the doctor says what that one reads', async () => {
    lab.write(path.join(lab.projects, 'p', 'here.jsonl'), `${claudeLine({ id: 'a' })}\n`);
    const laptop = path.join(lab.root, 'laptop', '.claude');
    lab.write(path.join(laptop, 'projects', 'p', 'there.jsonl'), `${claudeLine({ id: 'b' })}\n`);
    lab.run('settings', 'set', `logFolders[claude-code|${laptop}]`, 'laptop');
    const stop = await lab.startWatching();
    const { code, out, err } = lab.run('doctor');
    await stop();
    expect([code, err]).toEqual([0, '']);
    expect(out).toContain(`${path.join(lab.home, '.claude')} (1 session file,`);
    expect(out).toContain(`${laptop} (laptop: 1 session file)`);
    expect(out).not.toContain('host-folder-missing');
  });
});

describe('watching without a terminal', () => {
  it('tells what is new, each picture once and without a sign that moves a cursor', async () => {
    const one = lab.write(
      path.join(lab.projects, 'p', 'one.jsonl'),
      `${claudeLine({ id: 'a', output: 5000 })}\n`,
    );
    const watch = lab.start('status', '--watch');
    let told = '';
    watch.stdout.on('data', (bytes: Buffer) => (told += bytes.toString()));
    const countOf = (text: string) => told.split(text).length - 1;
    const waitFor = (isThere: () => boolean) => vi.waitUntil(isThere, { timeout: 15_000 });
    await waitFor(() => countOf('Today') === 1);
    await wait(2500);
    const pictures = countOf('Today');
    fs.appendFileSync(one, `${claudeLine({ id: 'b', output: 700_000 })}\n`);
    await waitFor(() => countOf('Today') > pictures);
    watch.kill('SIGTERM');
    await once(watch, 'exit');
    expect(told).not.toContain('\u001b');
    expect(told).toContain('\n\n');
    expect(pictures).toBeLessThanOrEqual(2);
  }, 40_000);
});

describe('leaving', () => {
  it('shows what would go and touches nothing', () => {
    fs.writeFileSync(settings(), '{ "model": "opus" }\n');
    lab.run('gate', 'install', '--yes');
    const held = fs.readFileSync(settings(), 'utf8');
    const shown = lab.run('remove-everything');
    expect(shown.code).toBe(0);
    expect(shown.out).toContain(`the gate’s hooks in ${settings()}`);
    expect(shown.out).toContain('Nothing was removed.');
    expect(fs.readFileSync(settings(), 'utf8')).toBe(held);
    expect(fs.existsSync(path.join(lab.dataFolder, 'gate'))).toBe(true);
  });

  it('gives the agents their files back to the byte and leaves nothing', () => {
    const own = '{ "model": "opus" }\n';
    fs.writeFileSync(settings(), own);
    lab.run('gate', 'install', '--yes');
    lab.run('settings', 'set', 'thresholds.nearPercent', '80');
    lab.run('backup');
    lab.write(autostart(), '[Desktop Entry]\n');
    expect(lab.run('remove-everything', '--yes')).toMatchObject({ code: 0, err: '' });
    expect(fs.readFileSync(settings(), 'utf8')).toBe(own);
    expect(fs.existsSync(lab.dataFolder)).toBe(false);
    expect(fs.existsSync(autostart())).toBe(false);
    expect(lab.run('remove-everything').out).toBe('There is nothing of Tollgate here.\n');
  });

  it('takes out hooks that stand apart from what the agent keeps, or in a file of their own', () => {
    const config = path.join(lab.home, '.config', 'opencode');
    const copilot = path.join(lab.home, '.copilot');
    for (const folder of [path.join(lab.home, '.local/share/opencode'), config, copilot]) {
      fs.mkdirSync(folder, { recursive: true });
    }
    expect(lab.run('gate', 'install', '--yes', '--agent', 'opencode').code).toBe(0);
    expect(lab.run('gate', 'install', '--yes', '--agent', 'copilot-cli').code).toBe(0);
    const files = [
      path.join(config, 'plugins/tollgate-gate.js'),
      path.join(copilot, 'hooks/tollgate.json'),
    ];
    expect(files.filter((file) => !fs.existsSync(file))).toEqual([]);
    const shown = lab.run('remove-everything').out;
    for (const file of files) expect(shown).toContain(`the gate’s hooks in ${file}`);
    expect(lab.run('remove-everything', '--yes')).toMatchObject({ code: 0, err: '' });
    expect(files.filter((file) => fs.existsSync(file))).toEqual([]);
    expect(fs.existsSync(lab.dataFolder)).toBe(false);
  });

  it('takes out hooks of a folder that only the terminal named which installed them', () => {
    const work = path.join(lab.root, 'work-copilot');
    fs.mkdirSync(work);
    lab.env['COPILOT_HOME'] = work;
    expect(lab.run('gate', 'install', '--yes', '--agent', 'copilot-cli').code).toBe(0);
    const file = path.join(work, 'hooks/tollgate.json');
    expect(fs.existsSync(file)).toBe(true);
    delete lab.env['COPILOT_HOME'];
    expect(lab.run('remove-everything', '--yes')).toMatchObject({ code: 0, err: '' });
    expect(fs.existsSync(file)).toBe(false);
  });

  it('leaves what others keep in the same folder', () => {
    lab.run('settings', 'set', 'thresholds.nearPercent', '80');
    const foreign = lab.write(path.join(lab.dataFolder, 'thesis.txt'), 'mine');
    const answer = lab.run('remove-everything', '--yes');
    expect(answer.out).toContain('left in');
    expect(fs.readFileSync(foreign, 'utf8')).toBe('mine');
    expect(fs.readdirSync(lab.dataFolder)).toEqual(['thesis.txt']);
  });

  it('keeps everything where a settings file cannot be cleaned', () => {
    lab.run('gate', 'install', '--yes');
    const held = fs.readFileSync(settings(), 'utf8');
    fs.writeFileSync(settings(), `// now with a comment\n${held}`);
    const answer = lab.run('remove-everything', '--yes');
    expect(answer.code).toBe(70);
    expect(answer.err).toContain('Tollgate’s own data were kept');
    expect(fs.existsSync(path.join(lab.dataFolder, 'gate', 'tollgate-gate.sh'))).toBe(true);
  });

  it('waits until the app has ended', async () => {
    lab.run('settings', 'set', 'thresholds.nearPercent', '80');
    const stop = await lab.startWatching();
    expect(lab.run('remove-everything', '--yes')).toMatchObject({ code: 75, out: '' });
    await stop();
    expect(fs.existsSync(path.join(lab.dataFolder, 'tollgate.db'))).toBe(true);
  });
});
