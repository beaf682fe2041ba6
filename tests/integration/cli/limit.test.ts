/** “At the limit now”, as people type it: what the glance takes, with the same figures afterwards. */
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { codexRollout } from '../../e2e/support/codexLines.ts';
import { openLab, type Lab } from './lab.ts';

const MINUTE = 60_000;

let lab: Lab;
let resetsAtMs: number;

beforeEach(() => {
  lab = openLab();
  const nowMs = Date.now();
  resetsAtMs = Math.floor(nowMs / 1000) * 1000 + 90 * MINUTE;
  const rollout = codexRollout({ resetsAtMs });
  lab.write(
    path.join(lab.codexHome, 'sessions', `rollout-${rollout.name}.jsonl`),
    rollout.start(nowMs - 5 * MINUTE) + rollout.answer({ atMs: nowMs - MINUTE, usedPercent: 62 }),
  );
});
afterEach(() => lab.dispose());

const limit = (...words: string[]) => lab.run('limit', ...words);
const codex = () => lab.status().windows.find((one) => one.agent === 'codex');

it('says so until the reset, shows it, and takes it back', { timeout: 120_000 }, () => {
  expect(limit()).toMatchObject({ code: 0, out: 'No limit is said to be reached.\n' });
  const said = limit('reached');
  expect(said.err).toBe('');
  expect(said.out).toMatch(/^Codex, five-hour window: at the limit until .+\.\n$/);
  expect(codex()).toMatchObject({ kind: 'session', usedPercent: 100, source: 'user', resetsAtMs });
  expect(lab.status().boundary.state).not.toBe('on-plan');
  const shown = JSON.parse(limit('--json').out) as { said: object[] };
  expect(shown.said).toMatchObject([{ agent: 'codex', window: 'session', untilMs: resetsAtMs }]);
  expect(limit('list').out).toMatch(/^Codex, five-hour window: at the limit until .*you said so/);

  expect(limit('undo')).toMatchObject({
    code: 0,
    out: 'Codex, five-hour window: no longer at the limit.\n',
  });
  expect(codex()).toMatchObject({ usedPercent: 62, source: 'codex-rollout' });
  expect(limit('undo')).toMatchObject({ code: 69, err: 'No limit is said to be reached.\n' });
});

it('takes another window and another end', { timeout: 120_000 }, () => {
  expect(limit('reached', 'weekly', '--agent', 'codex', '--until', '2h').code).toBe(0);
  const weekly = lab.status().windows.find(({ kind }) => kind === 'weekly');
  expect(weekly).toMatchObject({ usedPercent: 100, source: 'user' });
  expect(codex()).toMatchObject({ usedPercent: 62 });
});

it('refuses what it does not understand, and changes nothing', { timeout: 120_000 }, () => {
  for (const words of [
    ['reached', 'monthly'],
    ['reached', 'session', 'now'],
    ['reached', '--until', 'tomorrow'],
    ['reached', '--agent', 'nobody'],
    ['undo', '--until', '2h'],
    ['raise'],
  ]) {
    expect(limit(...words), words.join(' ')).toMatchObject({ code: 64, out: '' });
  }
  expect(limit('reached', '--until', '2020-01-01T00:00:00Z')).toMatchObject({
    code: 64,
    err: 'Codex, five-hour window: that time is over.\n',
  });
  expect(limit('reached', '--agent', 'claude-code').code).toBe(69);
  expect(codex()).toMatchObject({ usedPercent: 62, source: 'codex-rollout' });
});
