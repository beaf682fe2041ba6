import { describe, expect, it } from 'vitest';
import { usage } from '../../../main/cli/usage.ts';
import { inkFor } from '../../../main/cli/ink.ts';
import { statusLines } from '../../../main/cli/statusText.ts';
import { problemOf } from '../../../main/engine/providersPlan.ts';
import { trayView } from '../../../main/tray/trayView.ts';
import { alertButtons, alertWords } from '../../../preload/contract/alertWording.ts';
import type { Alert } from '../../../preload/contract/alerts.ts';
import { creditsRows } from '../../../preload/contract/creditsWording.ts';
import { germanMessages } from '../../../preload/contract/languages/german/messages.ts';
import { sayAgain } from '../../../preload/contract/languages/sayAgain.ts';
import { say } from '../../../preload/contract/languages/say.ts';
import {
  endWords,
  scopeWords,
  shownText,
  stopWords,
  waitingWords,
} from '../../../preload/contract/promptWording.ts';
import { roadWords } from '../../../preload/contract/roadWording.ts';
import { settingRows } from '../../../preload/contract/settingRows.ts';
import { allowedWords, readValue, writeValue } from '../../../preload/contract/settingTexts.ts';
import { applyChange, nodeAt } from '../../../preload/contract/settingsTree.ts';
import { PROMPT_FIXTURES } from '../../fixtures/prompts.ts';
import { NOW_MS, SNAPSHOT_FIXTURES } from '../../fixtures/snapshots.ts';

const GERMAN = { locale: 'de-DE', timeZone: 'Europe/Berlin' };
const PLAIN = inkFor({ isTTY: false } as never, {});

/** Words that no German sentence of ours has. */
const ENGLISH_WORDS =
  /\b(?:the|of|is|are|not|and|or|to|from|until|about|used|left|your|you|this|with|by|at|next|no|ago|estimated|reported|unknown|its|be|has|have)\b/i;

/** Names of settings, folders and programs, and what a person types, stay as they are. */
function germanOnly(text: string): string {
  return text
    .replace(/\u2068[^\u2069]*\u2069/g, '')
    .replace(/(?:~|\/)[\w./-]+/g, '')
    .replace(/^[a-z]+\.\S+ = .*$/gm, '');
}

function left(texts: readonly (string | null)[]): string[] {
  return texts
    .filter((text) => text !== null)
    .filter((text) => ENGLISH_WORDS.test(germanOnly(text)));
}

describe('faces in German', () => {
  it.each(Object.entries(SNAPSHOT_FIXTURES))('%s: tray and terminal', (_, fixture) => {
    const snapshot = { ...fixture, ...GERMAN, problems: [] };
    const view = trayView(snapshot, { platform: 'darwin', colourScheme: 'light' });
    expect(left([view.tooltip, view.title, ...view.menu.map(({ label }) => label)])).toEqual([]);
    const names = new Set(snapshot.sessions.map(({ projectName }) => projectName.slice(0, 32)));
    const lines = statusLines(snapshot, PLAIN).filter(
      (line) =>
        ![...names].some((name) => line.includes(name)) &&
        !/claude --resume|unknown folder|and-percent|name-that-goes/.test(line),
    );
    expect(left(lines)).toEqual([]);
  });

  it('windows stand in columns, also one without a reported use', () => {
    const fixture = Object.values(SNAPSHOT_FIXTURES).find(({ windows }) => windows.length > 1)!;
    const [first, ...others] = fixture.windows;
    const resetsAtMs = fixture.takenAtMs + 3_600_000;
    const windows = [{ ...first!, usedPercent: null }, ...others].map((one) => ({
      ...one,
      phase: 'open' as const,
      resetsAtMs,
    }));
    const lines = statusLines({ ...fixture, ...GERMAN, windows }, PLAIN);
    const columns = lines.flatMap((line) =>
      / {2}Reset /.test(line) ? [line.indexOf('  Reset ')] : [],
    );
    expect(columns).toHaveLength(windows.length);
    expect(new Set(columns).size).toBe(1);
  });

  it('roads and credits', () => {
    for (const fixture of Object.values(SNAPSHOT_FIXTURES)) {
      for (const window of fixture.windows) {
        expect(
          left([roadWords({ ...window, modelName: null }, NOW_MS, { ...fixture, ...GERMAN })]),
        ).toEqual([]);
      }
      for (const account of fixture.credits?.accounts ?? []) {
        const rows = creditsRows(account, NOW_MS, GERMAN);
        expect(left(rows.flatMap((row) => Object.values(row).slice(1)))).toEqual([]);
        expect(left(rows.map(({ name }) => say(GERMAN, name)))).toEqual([]);
      }
    }
  });

  it('questions', () => {
    for (const view of Object.values(PROMPT_FIXTURES)) {
      const asked = { ...view, ...GERMAN };
      const texts = [
        shownText(asked),
        stopWords(asked),
        waitingWords(asked),
        ...asked.scopes.map((scope) => scopeWords(scope, asked)),
        ...(['reset', 'amount'] as const).map((kind) => endWords({ kind }, asked)),
      ];
      expect(left(texts)).toEqual([]);
    }
  });

  it('alerts, with the amount where the language puts it', () => {
    const context = { ...GERMAN, nowMs: NOW_MS, accountName: null };
    const forecast: Alert = {
      key: 'k',
      group: 'g',
      agent: 'claude-code',
      account: '/a',
      dueAtMs: NOW_MS,
      expiresAtMs: null,
      content: {
        kind: 'forecast',
        windowKind: 'session',
        modelName: null,
        resetsAtMs: NOW_MS + 3_600_000,
        source: 'status-line',
        basis: 'reported',
        asOfMs: NOW_MS,
        usedPercent: 91,
        endsAtMs: NOW_MS + 600_000,
        mayBePaid: true,
        cost: { leastMicros: 4_000_000, mostMicros: 7_000_000 },
      },
    };
    const summary: Alert = { ...forecast, content: { kind: 'quiet-summary', missed: [forecast] } };
    const { title, body } = alertWords(forecast, context);
    expect(title).toMatch(/^Plan endet ca\. \d\d:\d\d$/);
    expect(body).toMatch(
      /Danach kosten Anfragen: etwa 4\s\$ bis 7\s\$ bis zum Reset \(\d\d:\d\d\), geschätzt\./u,
    );
    expect(alertWords(summary, context).title).toBe('Während der Ruhezeit: 1 Meldung');
    const buttons = alertButtons(forecast, context).map(({ label }) => label);
    expect(left([title, body, alertWords(summary, context).body, ...buttons])).toEqual([]);
  });

  it('settings and help', () => {
    const rows = settingRows(undefined, [], true);
    const sentences = rows.flatMap(({ leaf }) => [
      say(GERMAN, leaf.sentence),
      allowedWords(leaf, GERMAN),
    ]);
    const typed = /\b(?:used|left|unknown|percent-and-reset)\b/g;
    expect(left(sentences.map((text) => text.replace(typed, '')))).toEqual([]);
    expect(usage(GERMAN)).toContain('was vom Plan noch übrig ist');
    expect(usage({ locale: 'en' })).toContain('what is left of the plan, now');
  });
});

describe('what travels in English', () => {
  it('is said again by its text, whatever fills it', () => {
    const outcome = applyChange({}, ['gate', 'mode'], 'foo');
    if (outcome.ok) throw new Error('It was to be refused.');
    expect(sayAgain(GERMAN, outcome.message)).toBe('„gate.mode“: erlaubt ist ask oder closed.');
    expect(sayAgain({ locale: 'en-GB' }, outcome.message)).toBe(outcome.message);
    expect(sayAgain(GERMAN, 'The gate cannot be written (EACCES).')).toBe(
      'Die Schranke ist nicht beschreibbar (EACCES).',
    );
  });

  it('is said again sentence by sentence', () => {
    const problem = problemOf({
      problem: { kind: 'busy', message: 'The provider asks to be polled less often.' },
    } as never);
    expect(sayAgain(GERMAN, `${problem?.message} ${problem?.wayOut}`)).toBe(
      'Der Anbieter bittet um seltenere Abfragen. Es ist nichts zu tun: Tollgate wartet so lange, wie der Anbieter verlangt.',
    );
    expect(sayAgain(GERMAN, 'Something foreign. Save the key again.')).toBe(
      'Something foreign. Save the key again.',
    );
  });

  it('is never changed where nobody of ours made it', () => {
    for (const foreign of ['connect ECONNREFUSED 127.0.0.1:1', '', 'a: b', 'x', '“a']) {
      expect(sayAgain(GERMAN, foreign)).toBe(foreign);
    }
  });

  it('finds each of its texts again, filled with anything', () => {
    for (const [text, german] of Object.entries(germanMessages())) {
      const names = [...text.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
      const filled = names.reduce((so, name) => so.replaceAll(`{${name}}`, `<${name}>`), text);
      const wanted = names.reduce(
        (so, name) => so.replaceAll(`{${name}}`, `<${name}>`),
        german as string,
      );
      expect(sayAgain(GERMAN, filled)).toBe(wanted);
    }
  });
});

describe('the language setting', () => {
  it('is taken and shown by the name of the language, or as a tag', () => {
    const found = nodeAt(['appearance', 'language']);
    if (!found.ok || found.node.node !== 'leaf') throw new Error('It is a setting.');
    expect(readValue(found.node, 'deutsch')).toEqual({ ok: true, value: 'de' });
    expect(readValue(found.node, 'English')).toEqual({ ok: true, value: 'en' });
    expect(readValue(found.node, 'de-AT')).toEqual({ ok: true, value: 'de-AT' });
    expect(readValue(found.node, 'system')).toEqual({ ok: true, value: null });
    expect(writeValue(found.node, 'de')).toBe('Deutsch');
    expect(writeValue(found.node, 'de-AT')).toBe('de-AT');
  });
});
