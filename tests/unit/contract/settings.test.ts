import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SettingNode } from '../../../preload/contract/settingNodes.ts';
import { parsePath, writePath } from '../../../preload/contract/settingPaths.ts';
import { settingRows } from '../../../preload/contract/settingRows.ts';
import { SETTINGS, SETTINGS_VERSION } from '../../../preload/contract/settings.ts';
import {
  accountSettings,
  applyChange,
  DEFAULT_SETTINGS,
  nodeAt,
  parseSettings,
  rawAt,
  undoPatch,
} from '../../../preload/contract/settingsTree.ts';
import { readValue, writeValue } from '../../../preload/contract/settingTexts.ts';
import { arbitraryDocument, arbitrarySetting } from '../../fixtures/settingValues.ts';

const ACCOUNT = 'claude-code|/home/ada/.claude';

/** Every value in the settings fits its own schema. */
function expectValid(value: unknown, node: SettingNode = SETTINGS): void {
  if (node.node === 'leaf') {
    expect(node.schema.safeParse(value).success).toBe(true);
    return;
  }
  const entries = Object.entries(value as object) as [string, unknown][];
  if (node.node === 'group') {
    const keys = entries.map(([key]) => key).filter((key) => key !== 'version');
    expect(keys.sort()).toEqual(Object.keys(node.members).sort());
  }
  for (const [key, entry] of entries) {
    const member = node.node === 'group' ? node.members[key] : node.entry;
    if (node.node === 'book') expect(node.isKey(key)).toBe(true);
    if (member) expectValid(entry, member);
  }
}

function changed(document: unknown, path: readonly string[], value: unknown) {
  const outcome = applyChange(document, path, value);
  if (!outcome.ok) throw new Error(outcome.message);
  return outcome;
}

function refusal(path: readonly string[], value: unknown): string {
  const outcome = applyChange({}, path, value);
  return outcome.ok ? 'taken' : outcome.message;
}

describe('saved settings', () => {
  it('of nothing are the defaults, and nothing is wrong', () => {
    expect(parseSettings(undefined)).toEqual({ settings: DEFAULT_SETTINGS, rejected: [] });
    expect(parseSettings({})).toEqual({ settings: DEFAULT_SETTINGS, rejected: [] });
    expectValid(DEFAULT_SETTINGS);
  });

  it('have the defaults that the product promises: every source and the gate off', () => {
    const { sources, gate, alerts, thresholds, appearance, startAtLogin } = DEFAULT_SETTINGS;
    expect(sources).toMatchObject({
      claudeUsage: false,
      claudeAuthStatus: false,
      codexAppServer: false,
      openTelemetry: false,
    });
    expect(gate).toMatchObject({ enabled: false, closesAtPercent: 97, askSeconds: 25 });
    expect(alerts).toMatchObject({
      planPercents: [75, 90, 95],
      spendLimitPercents: [50, 75, 90],
      forecastMinutes: 15,
      quietHours: null,
    });
    expect(thresholds).toMatchObject({ nearPercent: 90, staleMinutes: 15, liveMinutes: 5 });
    expect(appearance).toMatchObject({ resetDisplay: 'countdown', shows: 'used' });
    expect(startAtLogin).toBe(false);
    expect(accountSettings(DEFAULT_SETTINGS, ACCOUNT)).toEqual({
      name: null,
      profile: null,
      member: null,
      plan: null,
      draw: null,
      creditsEnabled: null,
      spendLimit: { kind: 'unknown' },
      autoReload: { kind: 'unknown' },
      limitReached: null,
      dailyRedemptionLimitMicros: 2_000_000_000,
    });
  });

  it('that are wrong have their default, are named, and the others hold', () => {
    const { settings, rejected } = parseSettings({
      gate: { closesAtPercent: 120, mode: 'closed', lasers: true },
      alerts: 7,
      accounts: { [ACCOUNT]: { plan: 'max-5x', creditsEnabled: 'perhaps' }, ada: {} },
      budgets: { work: { limitMicros: 5 } },
    });
    expect(settings.gate).toMatchObject({ closesAtPercent: 97, mode: 'closed' });
    expect(settings.alerts).toEqual(DEFAULT_SETTINGS.alerts);
    expect(settings.accounts[ACCOUNT]).toMatchObject({ plan: 'max-5x', creditsEnabled: null });
    expect(settings.budgets).toEqual({});
    expect(rejected.map(({ path }) => path).sort()).toEqual([
      'accounts.ada',
      `accounts[${ACCOUNT}].creditsEnabled`,
      'alerts',
      'budgets.work',
      'gate.closesAtPercent',
      'gate.lasers',
    ]);
  });

  it('of a newer version keep what only that version knows, without complaint', () => {
    const saved = { version: SETTINGS_VERSION + 1, later: { a: 1 }, gate: { later: [] } };
    expect(parseSettings(saved)).toEqual({ settings: DEFAULT_SETTINGS, rejected: [] });
    const { document } = changed(saved, ['gate', 'strict'], true);
    expect(document).toEqual({ ...saved, gate: { later: [], strict: true } });
  });

  it('may be anything: what comes out is valid', () => {
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), arbitraryDocument), (saved) => {
        const { settings } = parseSettings(saved);
        expectValid(settings);
        expect(settings.version).toBe(SETTINGS_VERSION);
        expect(parseSettings(JSON.parse(JSON.stringify(settings)))).toEqual({
          settings,
          rejected: [],
        });
      }),
      { numRuns: 300 },
    );
  });
});

describe('a change', () => {
  it('is found where it was made, and changes nothing else', () => {
    fc.assert(
      fc.property(arbitraryDocument, arbitrarySetting, (saved, { path, value }) => {
        const { document } = changed(saved, path, value);
        const { settings } = parseSettings(document);
        expect(rawAt(settings, path)).toEqual(value);
        const others = (of: unknown) =>
          settingRows(of).filter((row) => row.path[0] !== path[0] || row.path[1] !== path[1]);
        expect(others(document)).toEqual(others(saved));
      }),
      { numRuns: 300 },
    );
  });

  it('is taken back to the letter', () => {
    const setting = fc.oneof(
      arbitrarySetting,
      arbitrarySetting.map(({ path }) => ({ path, value: undefined })),
    );
    fc.assert(
      fc.property(arbitraryDocument, fc.array(setting, { maxLength: 5 }), (saved, settings) => {
        let document: unknown = saved;
        const patches = settings.map(({ path, value }) => {
          const outcome = changed(document, path, value);
          document = outcome.document;
          // As the journal keeps it.
          return JSON.parse(JSON.stringify(outcome.patch)) as typeof outcome.patch;
        });
        const undone = patches.reduceRight<unknown>(
          (now, patch) => undoPatch(now, patch),
          document,
        );
        expect(undone).toEqual(saved);
      }),
      { numRuns: 500 },
    );
  });

  it('taken back leaves what was changed beside it since', () => {
    const first = changed({}, ['appearance', 'theme'], 'dark');
    const second = changed(first.document, ['appearance', 'resetDisplay'], 'clock');
    expect(undoPatch(second.document, first.patch)).toEqual({
      appearance: { resetDisplay: 'clock' },
    });
  });

  it('can take out what is wrong, and a whole account', () => {
    expect(changed({ gate: 5 }, ['gate'], undefined).document).toEqual({});
    const saved = { accounts: { [ACCOUNT]: { plan: 'pro' } } };
    expect(changed(saved, ['accounts', ACCOUNT], undefined).document).toEqual({ accounts: {} });
  });

  it.each<[readonly string[], unknown, string]>([
    [[], {}, 'is a group of settings'],
    [[], undefined, 'Name the setting'],
    [['gate'], {}, 'is a group of settings'],
    [['gate', 'mode'], 'perhaps', 'takes ask or closed'],
    [['gate', 'mdoe'], 'ask', 'no setting “gate.mdoe”. Below “gate” there are enabled,'],
    [['gate', 'mode', 'x'], 1, 'is one value'],
    [['version'], 2, 'no setting “version”'],
    [['constructor'], 1, 'no setting'],
    [['accounts', 'ada', 'plan'], 'pro', 'AGENT|CONFIGURATION FOLDER'],
    [['budgets', '__proto__'], {}, 'does not fit'],
    [['sources', 'claudeUsageMinutes'], 4, 'from 5 to 1440'],
    [['alerts', 'planPercents'], [90, 75], 'ascending'],
    [['alerts', 'planPercents'], [75, 75], 'ascending'],
    [['alerts', 'quietHours'], { from: '07:00', until: '07:00' }, 'times of day'],
    [['alerts', 'lowBalanceMicros'], 0.5, 'US dollars'],
    [['alerts', 'lowBalanceMicros'], -1, 'US dollars'],
    [['appearance', 'timeZone'], 'Mars/Olympus', 'a text such as Europe/Berlin'],
    [['appearance', 'language'], 'C', 'a text such as de-DE'],
    [['accounts', ACCOUNT, 'name'], 'a\u001b[31m', 'a text'],
    [['accounts', ACCOUNT, 'profile'], 'Work', 'no profile “Work”. The profiles are General.'],
    [['profiles', 'General'], {}, 'does not fit'],
    [['profiles', 'Work'], { gate: {} }, 'is a group of settings'],
    [['profiles', 'Work', 'gate', 'strict'], true, 'no setting'],
    [['profiles', 'Work', 'alerts', 'quietHours'], 'never', 'two times of day'],
  ])('%j to %j is refused: %s', (path, value, why) => {
    expect(refusal(path, value)).toContain(why);
  });
});

describe('words', () => {
  it('a name is read back as it was written', () => {
    fc.assert(
      fc.property(arbitrarySetting, ({ path }) => {
        expect(parsePath(writePath(path))).toEqual({ ok: true, path });
      }),
    );
    fc.assert(
      fc.property(fc.array(fc.string({ minLength: 1 }), { maxLength: 4 }), (path) => {
        expect(parsePath(writePath(path))).toEqual({ ok: true, path });
      }),
    );
  });

  it.each(['gate..mode', '.gate', 'gate.', 'gate[mode', 'gate]mode', 'gate["mode]', 'a[b]c'])(
    '%j is no name',
    (text) => {
      expect(parsePath(text).ok).toBe(false);
    },
  );

  it('a value is read back as it was written', () => {
    fc.assert(
      fc.property(arbitrarySetting, ({ path, value }) => {
        const found = nodeAt(path);
        if (!found.ok || found.node.node !== 'leaf') throw new Error('not a setting');
        expect(readValue(found.node, writeValue(found.node, value))).toEqual({ ok: true, value });
      }),
      { numRuns: 1000 },
    );
  });

  const leafAt = (...path: string[]) => {
    const found = nodeAt(path);
    if (!found.ok || found.node.node !== 'leaf') throw new Error('not a setting');
    return found.node;
  };

  it.each(['none', '"', '"none"', ' a ', '-'])('an account may be called %j', (name) => {
    const leaf = leafAt('accounts', ACCOUNT, 'name');
    expect(readValue(leaf, writeValue(leaf, name))).toEqual({ ok: true, value: name });
  });

  it.each<[string[], string, unknown]>([
    [['gate', 'enabled'], 'Yes', true],
    [['gate', 'closesAtPercent'], '95 %', 95],
    [['alerts', 'planPercents'], '90,75 90', [75, 90]],
    [['alerts', 'planPercents'], 'none', []],
    [['alerts', 'quietHours'], '22:00 – 07:00', { from: '22:00', until: '07:00' }],
    [['accounts', ACCOUNT, 'spendLimit'], '12,50', { kind: 'limit', micros: 12_500_000 }],
    [['accounts', ACCOUNT, 'plan'], 'unknown', null],
  ])('%j takes %j', (path, text, value) => {
    expect(readValue(leafAt(...path), text)).toEqual({ ok: true, value });
  });

  it.each<[string[], string, string]>([
    [['gate', 'enabled'], 'maybe', 'on or off'],
    [['gate', 'closesAtPercent'], '9.5', 'whole number'],
    [['gate', 'closesAtPercent'], '1e2', 'whole number'],
    [['alerts', 'planPercents'], '75,x', 'whole percents'],
    [['accounts', ACCOUNT, 'spendLimit'], '20 EUR', 'in EUR'],
    [['accounts', ACCOUNT, 'autoReload'], '$5', 'BELOW/AMOUNT'],
    [['budgets', 'work'], '$5/year', 'AMOUNT/day'],
    [['budgets', 'work'], '1.000/day', 'two ways'],
  ])('%j refuses %j: %s', (path, text, why) => {
    const read = readValue(leafAt(...path), text);
    expect(read.ok ? read.value : read.message).toContain(why);
  });

  it('every setting has a sentence of its own and says what it takes', () => {
    const rows = settingRows({}, [], true);
    expect(rows.length).toBeGreaterThan(50);
    // A profile has the same settings again, each with the sentence that it has everywhere.
    const own = rows.filter(({ path }) => path[0] !== 'profiles');
    const sentences = own.map(({ leaf }) => leaf.sentence);
    expect(new Set(sentences).size).toBe(sentences.length);
    for (const { leaf, allowed, isDefault } of rows) {
      expect(leaf.sentence).toMatch(/^[A-Z].*\.$/);
      expect(allowed).not.toBe('');
      expect(isDefault).toBe(true);
    }
  });
});

it('asks nobody, sends nothing and looks for nothing until the user says so', () => {
  const { sources, providers, metricsExport, lookForUpdates } = DEFAULT_SETTINGS;
  const switches = Object.entries({ ...sources, ...providers }).filter(
    ([, value]) => typeof value === 'boolean',
  );
  expect(switches.length).toBeGreaterThanOrEqual(7);
  expect(switches.filter(([, isOn]) => isOn)).toEqual([]);
  expect({ ...metricsExport, lookForUpdates }).toMatchObject({
    enabled: false,
    projects: false,
    address: null,
    lookForUpdates: false,
  });
});
