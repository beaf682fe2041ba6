/** What makes the figures right: counting, the user's own data, providers, metrics, words and the engine's pace. */
import { patchesOf, type Patch } from './patch.ts';

const SCANNER = [
  'tests/unit/agents/claude-code/scanner.test.ts',
  'tests/unit/agents/claude-code/transcript.test.ts',
];
const DATA_CARE = ['tests/integration/engine/dataCare.test.ts'];
const HOST_FOLDERS = ['tests/integration/engine/hostFolders.test.ts'];
const SCHEDULE = ['tests/unit/providers/schedule.test.ts'];
const COUNTERS = ['tests/unit/metrics/counters.test.ts'];
const SAY = ['tests/unit/contract/say.test.ts', 'tests/unit/contract/german.test.ts'];
const PACE = ['tests/unit/engine/pace.test.ts'];
const SETTINGS = ['tests/unit/contract/settings.test.ts'];
const LIMITS = ['tests/unit/domain/limits.test.ts'];

const COUNTING: readonly Patch[] = [
  ...patchesOf('counting', 'main/agents/claude-code/scanner/program.ts', SCANNER, [
    ['the compiled scanner is an older one', 'const NINE = 0x39;', 'const NINE = 0x38;'],
  ]),
  ...patchesOf('counting', 'main/agents/claude-code/scanner/scanner.ts', SCANNER, [
    [
      'lines beyond the first four hundred are lost',
      'if (count < MOST_RECORDS) return from - zero;',
      'if (count <= MOST_RECORDS) return until - zero;',
    ],
    ['words of the file before are used', '  forgetTexts();\n', ''],
    ['side conversations are the main one', '(flags & IS_SIDECHAIN) !== 0', 'false'],
  ]),
  ...patchesOf('counting', 'main/domain/limits.ts', LIMITS, [
    [
      'of two statements in one second the later window loses',
      'return otherMs > oneMs ? other : one;',
      'return otherMs > oneMs ? one : other;',
    ],
    [
      'of two statements in one second the lower use wins',
      'return more > 0 || (more === 0 && isLater)',
      'return more < 0 || (more === 0 && isLater)',
    ],
  ]),
  ...patchesOf(
    'counting',
    'main/store/saveLimits.ts',
    ['tests/integration/store/sources.test.ts'],
    [
      [
        'the first statement of a second stays',
        'stronger(limitOf(saved), reading) !== reading',
        'stronger(limitOf(saved), reading) !== undefined',
      ],
    ],
  ),
];

const LEDGER: readonly Patch[] = [
  ...patchesOf(
    'ledger',
    'main/store/ledger.ts',
    ['tests/integration/ledger/store.test.ts'],
    [
      [
        'another entry under a known key is taken for the same',
        "isSame ? 'known' : 'conflict'",
        "'known'",
      ],
      [
        'entries that cannot be are written',
        '        if (problem !== null) throw new RangeError(`ledger entry ${entry.key}: ${problem}`);\n',
        '        void problem;\n',
      ],
    ],
  ),
  ...patchesOf(
    'ledger',
    'main/domain/ledger/reconcile.ts',
    ['tests/unit/domain/ledger'],
    [
      [
        'a correction leaves the drift open',
        'drift -= unitsAt(amount, exponent);',
        'drift -= 0n * unitsAt(amount, exponent);',
      ],
    ],
  ),
];

const OWN_DATA: readonly Patch[] = [
  ...patchesOf('own data', 'main/store/retention.ts', DATA_CARE, [
    [
      'what was removed comes back',
      '    keepNumbers.run(span);\n    drop.run(span);\n    dropTaken.run();\n    const before',
      '    drop.run(span);\n    dropTaken.run();\n    const before',
    ],
    ['sums go with the detail', '    keepSums.run(span);\n', ''],
    [
      'one copy of a response goes alone',
      '      AND copy.agent_id = usage_event.agent_id AND copy.at_ms >= @detailUntilMs',
      '      AND copy.agent_id = usage_event.agent_id AND copy.at_ms < 0',
    ],
  ]),
  ...patchesOf('own data', 'main/store/takeIn.ts', DATA_CARE, [
    [
      'a copy brings back what was removed',
      'WHERE ${IS_KEPT} ORDER BY event.id',
      'WHERE 1 = 1 ORDER BY event.id',
    ],
    ['undoing takes this computer’s own', '(account.is_taken_in = 1', '(1 = 1'],
    [
      'a preview stays',
      'if (nowMs === null) throw new NotMeant(view);',
      'if (nowMs === null) return view;',
    ],
  ]),
  ...patchesOf('own data', 'main/store/incoming.ts', DATA_CARE, [
    ['a damaged copy is taken in', '    requireSound(connection);\n', ''],
  ]),
  ...patchesOf('own data', 'main/engine/gather.ts', HOST_FOLDERS, [
    [
      'another computer’s use opens a window here',
      'latestAtMs === null || hosts.has(accountText({ agent, account }))',
      'latestAtMs === null',
    ],
    [
      'another computer’s limits count here',
      'limitReadings: readings.filter(isHere)',
      'limitReadings: readings',
    ],
  ]),
  ...patchesOf('own data', 'main/store/upsertEvent.ts', HOST_FOLDERS, [
    [
      'which copy counts depends on the order of reading',
      '    coalesce((SELECT host IS NOT NULL FROM account WHERE id = ${row}.account_id), 0),\n',
      '    0,\n',
    ],
  ]),
];

const PROVIDERS: readonly Patch[] = [
  ...patchesOf('providers', 'main/domain/providers/schedule.ts', SCHEDULE, [
    ['polls without a pause', 'lastPolledAtMs + POLL_FLOOR_MS', 'lastPolledAtMs'],
    ['a provider’s own pause is not kept', 'nowMs + Math.max(own, asked)', 'nowMs + own'],
    [
      'a pause may last for ever',
      'Math.min(notBeforeMs, lastPolledAtMs + LONGEST_PAUSE_MS)',
      'notBeforeMs',
    ],
  ]),
  ...patchesOf(
    'providers',
    'main/engine/providersPlan.ts',
    ['tests/unit/providers/plan.test.ts'],
    [
      [
        'providers are asked before that is switched on',
        'return settings.providers[PROVIDERS[provider].setting[1]];',
        'return settings.providers[PROVIDERS[provider].setting[1]] || provider.length > 0;',
      ],
    ],
  ),
  ...patchesOf('providers', 'preload/contract/settings.ts', SETTINGS, [
    [
      'an organisation’s account is asked from the first start',
      'anthropicAdmin: onOff(\n      false,',
      'anthropicAdmin: onOff(\n      true,',
    ],
  ]),
];

const METRICS: readonly Patch[] = [
  ...patchesOf('metrics', 'main/domain/metrics/counters.ts', COUNTERS, [
    [
      'a counter falls',
      'triedAtMs === null || !hasFallen(book.values, values)',
      'triedAtMs === null || book.values !== values',
    ],
  ]),
  ...patchesOf('metrics', 'main/domain/metrics/series.ts', COUNTERS, [
    ['projects are sent unasked', 'hasProjects && project !== null', 'project !== null'],
    [
      'whole paths are sent',
      "{ 'tollgate.project': lastPart(project) }",
      "{ 'tollgate.project': project }",
    ],
  ]),
  ...patchesOf(
    'metrics',
    'main/store/metricExport.ts',
    ['tests/integration/metrics/sums.test.ts'],
    [
      [
        'other computers’ use is sent again',
        '    WHERE part.account_id NOT IN (SELECT id FROM account WHERE host IS NOT NULL)\n',
        '',
      ],
    ],
  ),
  ...patchesOf('metrics', 'preload/contract/settings.ts', SETTINGS, [
    [
      'metrics go out from the first start',
      "enabled: onOff(\n      false,\n      'Send counters",
      "enabled: onOff(\n      true,\n      'Send counters",
    ],
  ]),
];

const LANGUAGE: readonly Patch[] = [
  ...patchesOf('language', 'preload/contract/languages/say.ts', SAY, [
    [
      'everybody is spoken to in English',
      "filled(typeof said === 'string' ? said : text, values)",
      'filled(text, values)',
    ],
    [
      'plural forms of another language',
      'own[rule] ?? own.other ?? forms.other',
      'own.other ?? forms.other',
    ],
  ]),
  ...patchesOf(
    'language',
    'preload/contract/languages/german/commands.ts',
    ['tests/unit/contract/languages.test.ts'],
    [
      [
        'a sentence without its German',
        "    '--until goes with limit reached only.': '--until gehört nur zu limit reached.',\n",
        '',
      ],
      [
        'a value that is lost in German',
        "'Es gibt keinen Befehl „{first}“.'",
        "'Diesen Befehl gibt es nicht.'",
      ],
    ],
  ),
];

const ENGINE_PACE: readonly Patch[] = [
  ...patchesOf('pace', 'main/engine/pace.ts', PACE, [
    [
      'nobody looks closely at the end of a plan',
      'usedPercent ?? 0) >= PRESSING_PERCENT',
      'usedPercent ?? 0) > 100',
    ],
    ['a battery is not spared', "return isOnBattery ? 'battery' : 'plugged';", "return 'plugged';"],
  ]),
  ...patchesOf(
    'pace',
    'main/engine/heartbeat.ts',
    ['tests/unit/engine/heartbeat.test.ts'],
    [
      ['looks pile up', 'if (isLooking || isStopped) return;', 'if (isStopped) return;'],
      [
        'a look that does not end is taken for life',
        '    latest = await engine.look(isFull',
        '    onLooked();\n    latest = await engine.look(isFull',
      ],
    ],
  ),
  ...patchesOf(
    'pace',
    'main/platform/engineWatch.ts',
    ['tests/unit/platform/engineWatch.test.ts'],
    [
      [
        'an engine that hangs is not noticed',
        'if (silentChecks === SILENT_CHECKS) tell',
        'if (false) tell',
      ],
      [
        'an engine that goes on is called hung',
        'if (readSign(sign) !== latest) return heard();',
        '',
      ],
    ],
  ),
  ...patchesOf(
    'alerts',
    'main/tray/questions.ts',
    ['tests/unit/tray/questions.test.ts'],
    [
      [
        'an answer that is not saved is taken for one',
        'resolve(receipt);\n          return hold;',
        "resolve({ kind: 'recorded' });\n          return hold;",
      ],
    ],
  ),
];

export const FIGURE_PATCHES: readonly Patch[] = [
  ...COUNTING,
  ...LEDGER,
  ...OWN_DATA,
  ...PROVIDERS,
  ...METRICS,
  ...LANGUAGE,
  ...ENGINE_PACE,
];
