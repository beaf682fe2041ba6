/** Sources in the terminal: `ask`, what `doctor` says of them, and accounts kept apart in the history. */
import fs from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DATABASE_NAME } from '../../../main/store/open.ts';
import { answering } from '../engine/askingLab.ts';
import { openLab, type Lab } from './lab.ts';
import { claudeLine } from './logLines.ts';

let lab: Lab;
let programs: string;
beforeEach(() => {
  lab = openLab();
  programs = path.join(lab.root, 'programs');
  fs.mkdirSync(programs);
  lab.env['PATH'] = `${programs}:${lab.env['PATH'] ?? ''}`;
});
afterEach(() => lab.dispose());

const RESET = Date.now() + 3_600_000;

/** A stand-in for the agent's program, since the real one needs a provider; the live tests use it. */
function program(script: string): void {
  fs.writeFileSync(path.join(programs, 'claude'), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
}

const switchOn = () => expect(lab.run('settings', 'set', 'sources.claudeUsage', 'on').code).toBe(0);

describe('ask', () => {
  it('prints what was learnt with 0, is refused within five minutes with 75', () => {
    program(answering(42, RESET));
    switchOn();
    const first = lab.run('ask', 'claude-usage');
    expect([first.code, first.err]).toEqual([0, '']);
    expect(first.out).toContain('Five-hour window: 42% used');
    expect(first.out).toContain('Plan: max');
    const again = lab.run('ask', 'claude-usage');
    expect([again.code, again.err]).toEqual([75, '']);
    expect(again.out).toMatch(/not asked: the last question was a moment ago; again in [45] min/);
    expect(lab.status().windows).toMatchObject([{ source: 'claude-usage', usedPercent: 42 }]);
  });

  it('asks nobody where the source is off, and names an unknown one, with 69', () => {
    program('touch "$HOME/was-asked"');
    const off = lab.run('ask', 'claude-usage');
    expect([off.code, off.out]).toEqual([69, expect.stringContaining('switched off')]);
    const unknown = lab.run('ask', 'moon');
    expect([unknown.code, unknown.err]).toEqual([69, expect.stringContaining('claude-usage')]);
    expect(fs.existsSync(path.join(lab.home, 'was-asked'))).toBe(false);
  });

  it('says why there is no answer with 69, and then waits', () => {
    program('exit 3');
    switchOn();
    const { code, out } = lab.run('ask', 'claude-usage', '--json');
    expect(code).toBe(69);
    expect(JSON.parse(out)).toMatchObject({
      answers: [
        { source: 'claude-usage', outcome: { ok: false, problem: { kind: 'ended-early' } } },
      ],
    });
    expect(lab.run('ask', 'claude-usage').code).toBe(75);
    expect(lab.status().problems).toMatchObject([{ kind: 'source-failed', severity: 'notice' }]);
  });

  it('takes one word', () => {
    expect(lab.run('ask').code).toBe(64);
    expect(lab.run('ask', 'a', 'b').code).toBe(64);
  });
});

describe('doctor', () => {
  it('shows each source: on or off, when asked, when next, what was wrong', () => {
    program('exit 3');
    switchOn();
    lab.run('ask', 'claude-usage');
    const { code, out } = lab.run('doctor');
    expect(code).toBe(0);
    expect(out).toMatch(
      /claude-usage +\S+\.claude: on, every 5 min at most, asked .*, next in [45] min/,
    );
    expect(out).toContain('[ended-early] The program ended with exit code 3');
    expect(out).toMatch(/claude-auth +\S+\.claude: off, never asked/);
    expect(out).toMatch(/open-telemetry +off, nothing received/);
  });

  it('names sources that contradict each other', () => {
    program(answering(42, RESET));
    switchOn();
    lab.run('ask', 'claude-usage');
    const database = new Database(path.join(lab.dataFolder, DATABASE_NAME));
    database.exec(`INSERT INTO limit_reading (agent, account, kind, model_name, used_percent,
        resets_at_ms, source, observed_at_ms)
      SELECT agent, account, kind, model_name, 60, resets_at_ms, 'status-line', observed_at_ms
      FROM limit_reading`);
    database.close();
    const { out } = lab.run('doctor');
    expect(out).toMatch(
      /! Five-hour window, .*: sources state different use at the same moment; believed: Status line 60%.*; not: Claude Code, asked 42%/,
    );
  });
});

describe('history by window', () => {
  it('keeps two configuration folders apart', () => {
    const folders = ['a', 'b'].map((name) => path.join(lab.home, name));
    lab.env['CLAUDE_CONFIG_DIR'] = folders.join(',');
    const starts = ['2026-11-20T10:00:00.000Z', '2026-11-20T12:00:00.000Z'];
    folders.forEach((folder, index) => {
      const session = `s${index}`;
      const lines = ['12:00', '13:00'].map((time) =>
        claudeLine({ id: `${session}-${time}`, session, at: `2026-11-20T${time}:00.000Z` }),
      );
      const first = claudeLine({ id: `${session}-first`, session, at: starts[index] as string });
      const file = path.join(folder, 'projects', 'p', `${session}.jsonl`);
      lab.write(file, `${[first, ...lines].join('\n')}\n`);
    });
    const { rows } = lab.history('window');
    expect(rows.map(({ key, events }) => [key, events])).toEqual([
      ['2026-11-20T10:00:00Z', 3],
      ['2026-11-20T12:00:00Z', 3],
    ]);
    expect(lab.history('day').rows).toMatchObject([{ events: 6 }]);
    // What an older version saved without an account counts for the first folder.
    const database = new Database(path.join(lab.dataFolder, DATABASE_NAME));
    const forget = database.prepare(
      'UPDATE usage_event SET account_id = NULL WHERE account_id = (SELECT id FROM account WHERE folder = ?)',
    );
    expect(forget.run(folders[0]).changes).toBe(3);
    database.close();
    expect(lab.history('window').rows).toEqual(rows);
  });
});
