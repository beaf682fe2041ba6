/**
 * Ways to make Tollgate worse without anybody seeing it. Each is a replacement in one file and names the
 * test that must notice; docs/sabotage.md lists them.
 */
import { FIGURE_PATCHES } from './figurePatches.ts';
import { CONSENT_PATCHES } from './consentPatches.ts';
import { GUARD_PATCHES } from './guardPatches.ts';
import type { Patch } from './patch.ts';

const HARDENING = 'main/platform/hardening.ts';
const CHECKLIST = ['tests/unit/security/hardening.test.ts'];
const REQUESTS = ['tests/unit/security/requests.test.ts'];
const BUNDLE = ['tests/unit/platform/bundle.test.ts', 'tests/unit/security/protocol.test.ts'];
const FUSES = ['tests/unit/packaging/fuses.test.ts'];

function electron(
  name: string,
  file: string,
  find: string,
  replace: string,
  tests = CHECKLIST,
): Patch {
  return { name, area: 'electron', file, find, replace, tests };
}

function fuse(name: string, wanted: boolean): Patch {
  const find = `  ${name}: ${wanted},`;
  const replace = `  ${name}: ${!wanted},`;
  return {
    name: `fuse ${name} the other way`,
    area: 'fuses',
    file: 'scripts/lib/fuses.mjs',
    find,
    replace,
    tests: FUSES,
  };
}

export const PATCHES: readonly Patch[] = [
  electron('no sandbox', HARDENING, 'if (!isRootOnLinux()) app.enableSandbox();', ''),
  electron('window without sandbox', HARDENING, 'sandbox: true,', 'sandbox: false,'),
  electron(
    'no context isolation',
    HARDENING,
    'contextIsolation: true,',
    'contextIsolation: false,',
  ),
  electron('Node in windows', HARDENING, 'nodeIntegration: false,', 'nodeIntegration: true,'),
  electron('web security off', HARDENING, 'webSecurity: true,', 'webSecurity: false,'),
  electron('webview tag on', HARDENING, 'webviewTag: false,', 'webviewTag: true,'),
  electron(
    'developer tools in packages',
    HARDENING,
    'devTools: !app.isPackaged,',
    'devTools: true,',
  ),
  electron(
    'navigation allowed',
    HARDENING,
    "['will-navigate', 'will-frame-navigate', 'will-redirect']",
    "['will-frame-navigate', 'will-redirect']",
  ),
  electron('redirects allowed', HARDENING, ", 'will-redirect'] as const", '] as const'),
  electron(
    'webviews attach',
    HARDENING,
    "contents.on('will-attach-webview', (event) => event.preventDefault());",
    '',
  ),
  electron('new windows open', HARDENING, "({ action: 'deny' })", "({ action: 'allow' })"),
  electron('permissions granted', HARDENING, 'answer(false)', 'answer(true)'),
  electron(
    'permission checks pass',
    HARDENING,
    'setPermissionCheckHandler(() => false)',
    'setPermissionCheckHandler(() => true)',
  ),
  electron(
    'devices allowed',
    HARDENING,
    'setDevicePermissionHandler(() => false)',
    'setDevicePermissionHandler(() => true)',
  ),
  electron('dictionaries looked up', HARDENING, '  target.setSpellCheckerLanguages([]);\n', ''),
  electron(
    'later sessions unguarded',
    HARDENING,
    "  app.on('session-created', hardenSession);\n",
    '',
  ),
  electron(
    'sender unchecked',
    'main/ipc/handle.ts',
    "if (!isTrustedSender(event.senderFrame)) throw new Error('Refused: unknown sender');",
    '',
    REQUESTS,
  ),
  electron(
    'frames inside trusted',
    'main/ipc/sender.ts',
    '!!frame && frame.parent === null &&',
    '!!frame &&',
    REQUESTS,
  ),
  electron(
    'origins that begin alike trusted',
    'main/ipc/sender.ts',
    'frame.origin === BUNDLE_ORIGIN',
    'frame.origin.startsWith(BUNDLE_ORIGIN)',
    REQUESTS,
  ),
  electron(
    'arguments unchecked',
    'main/ipc/handle.ts',
    "if (!parsed.success) throw new Error('Refused: wrong arguments');",
    'if (!parsed.success) return handlers[channel](...(args as never));',
    REQUESTS,
  ),
  electron(
    'inline code allowed',
    'main/platform/bundle.ts',
    `"script-src 'self'"`,
    `"script-src 'self' 'unsafe-inline'"`,
    BUNDLE,
  ),
  electron(
    'strings become code',
    'main/platform/bundle.ts',
    `  "require-trusted-types-for 'script'",\n`,
    '',
    BUNDLE,
  ),
  electron(
    'connections allowed',
    'main/platform/bundle.ts',
    `"connect-src 'none'"`,
    `"connect-src *"`,
    BUNDLE,
  ),
  electron(
    'a way out of the bundle',
    'main/platform/bundle.ts',
    "return SAFE_PATH.test(path) && !path.includes('..') ? path : null;",
    'return decodeURIComponent(path);',
    BUNDLE,
  ),
  electron(
    'no headers',
    'main/platform/appProtocol.ts',
    "headers: { ...SECURITY_HEADERS, 'content-type': type }",
    "headers: { 'content-type': type }",
    BUNDLE,
  ),
  electron(
    'the sandbox can be switched off',
    'main/platform/startWords.ts',
    'return userId === 0 || !words.some((word) => UNSAFE_SWITCH.test(word));',
    'return true;',
    ['tests/unit/platform/startWords.test.ts'],
  ),
  electron(
    'whatever a window names is opened',
    'main/platform/openLink.ts',
    'shell.openExternal(LINK_TARGETS[link].address)',
    'shell.openExternal(link)',
    ['tests/unit/security/openLink.test.ts'],
  ),
  electron(
    'transcripts are run in place of shown',
    'main/ipc/reviewRequests.ts',
    'shell.showItemInFolder(found.value);',
    'void shell.openPath(found.value);',
  ),

  fuse('RunAsNode', false),
  fuse('EnableCookieEncryption', true),
  fuse('EnableNodeOptionsEnvironmentVariable', false),
  fuse('EnableNodeCliInspectArguments', false),
  fuse('EnableEmbeddedAsarIntegrityValidation', true),
  fuse('OnlyLoadAppFromAsar', true),
  fuse('LoadBrowserProcessSpecificV8Snapshot', false),
  fuse('GrantFileProtocolExtraPrivileges', false),
  fuse('WasmTrapHandlers', true),

  ...ledger(),
  ...others(),
  ...GUARD_PATCHES,
  ...CONSENT_PATCHES,
  ...FIGURE_PATCHES,
];

function ledger(): Patch[] {
  const area = 'ledger';
  const chain = 'main/domain/ledger/chain.ts';
  const chainTests = ['tests/unit/domain/ledger/chain.test.ts'];
  const tables = 'main/store/migrations/0003-ledger.ts';
  const tableTests = ['tests/integration/ledger/store.test.ts'];
  return [
    {
      area,
      name: 'altered rows believed',
      file: chain,
      find: "if (hashOf(row, sha256) !== row.rowHash) return broken('altered');",
      replace: '',
      tests: chainTests,
    },
    {
      area,
      name: 'missing rows overlooked',
      file: chain,
      find: "if (row.sequence !== expected) return broken('missing');",
      replace: '',
      tests: chainTests,
    },
    {
      area,
      name: 'a chain of another start believed',
      file: chain,
      find: "if (row.previousHash !== last.rowHash) return broken('not-linked');",
      replace: '',
      tests: chainTests,
    },
    {
      area,
      name: 'a cut-off end believed',
      file: chain,
      find: 'if (isEnd) return',
      replace: 'if (isEnd || last.sequence >= 0) return',
      tests: chainTests,
    },
    {
      area,
      name: 'entries can be changed',
      file: tables,
      find: "BEGIN SELECT RAISE(ABORT, 'ledger entries are never changed'); END;",
      replace: 'BEGIN SELECT 1; END;',
      tests: tableTests,
    },
    {
      area,
      name: 'entries can be deleted',
      file: tables,
      find: "BEGIN SELECT RAISE(ABORT, 'ledger entries are never deleted'); END;",
      replace: 'BEGIN SELECT 1; END;',
      tests: tableTests,
    },
    {
      area,
      name: 'money rounded up at half',
      file: 'main/domain/money.ts',
      find: '(twice === by && quotient % 2n === 1n)',
      replace: 'twice === by',
      tests: ['tests/unit/domain/money.test.ts'],
    },
    {
      area,
      name: 'two answers to one question',
      file: 'main/domain/consents.ts',
      find: "if (by) return { kind: 'already-answered', by };",
      replace: '',
      tests: ['tests/unit/domain/consents.test.ts'],
    },
    {
      area,
      name: 'an answer after the reset counts',
      file: 'main/domain/consents.ts',
      find: 'nowMs >= question.resetsAtMs) {',
      replace: 'nowMs < 0) {',
      tests: ['tests/unit/domain/consents.test.ts'],
    },
  ];
}

function others(): Patch[] {
  const usage = 'main/domain/usage.ts';
  const counted = ['tests/unit/domain/usage.test.ts'];
  const step = 'main/domain/alerts/step.ts';
  const meter = 'main/domain/alerts/meter.ts';
  const alerted = ['tests/unit/domain/alerts/step.test.ts'];
  const decide = 'main/domain/boundary/decide.ts';
  const decided = ['tests/unit/domain/boundary/decide.test.ts'];
  const gate = 'main/domain/gate.ts';
  const gated = ['tests/unit/gate/gate.test.ts', 'tests/unit/domain/gateRules.test.ts'];
  const open = 'main/store/open.ts';
  const opened = ['tests/integration/store/open.test.ts'];
  const copied = ['tests/integration/store/backup.test.ts'];
  return [
    {
      area: 'counting',
      name: 'the first record of a response wins',
      file: usage,
      find: 'if (output !== 0) return output > 0;',
      replace: 'if (output !== 0) return output < 0;',
      tests: counted,
    },
    {
      area: 'counting',
      name: 'the smaller of two equal records wins',
      file: usage,
      find: 'if (total !== 0) return total > 0;',
      replace: 'if (total !== 0) return total < 0;',
      tests: counted,
    },
    {
      area: 'counting',
      name: 'cache reads left out of the prompt',
      file: usage,
      find: 'fact.inputTokens + fact.cacheWrite5mTokens + fact.cacheWrite1hTokens + fact.cacheReadTokens\n',
      replace: 'fact.inputTokens + fact.cacheWrite5mTokens + fact.cacheWrite1hTokens\n',
      tests: [
        ...counted,
        'tests/unit/domain/pricing.test.ts',
        'tests/unit/domain/sessions.test.ts',
        'tests/unit/agents',
      ],
    },
    {
      area: 'counting',
      name: 'half a line is counted as one',
      file: 'main/ingest/scanLines.ts',
      find: "if (rest[0] !== OPENING_BRACE || rest.at(-1) !== CLOSING_BRACE || !isUtf8(rest)) return false;\n  try {\n    JSON.parse(rest.toString('utf8'));",
      replace: "try {\n    rest.toString('utf8');",
      tests: ['tests/unit/ingest/scanLines.test.ts'],
    },
    {
      area: 'counting',
      name: 'a reset that jitters is a new window',
      file: 'main/domain/limits.ts',
      find: '<= RESET_TOLERANCE_MS',
      replace: '<= 0',
      tests: ['tests/unit/domain/limits.test.ts', 'tests/unit/domain/readings.test.ts'],
    },

    {
      area: 'alerts',
      name: 'an event is told again',
      file: step,
      find: 'if (known.has(event.key)) continue;',
      replace: '',
      tests: alerted,
    },
    {
      area: 'alerts',
      name: 'switched-off alerts come',
      file: step,
      find: 'return !settingsOf(input, owner).switchedOff.includes(alert);',
      replace: 'return true;',
      tests: alerted,
    },
    {
      area: 'alerts',
      name: 'the forecast comes again and again',
      file: step,
      find: '    update(work, owner, window, { isForecastDone: true });\n',
      replace: '',
      tests: alerted,
    },
    {
      area: 'alerts',
      name: 'the return of the plan is told twice',
      file: step,
      find: '      update(work, meter, window, { isBackDone: true });\n',
      replace: '',
      tests: alerted,
    },
    {
      area: 'alerts',
      name: 'a day ahead swallows the return of the plan',
      file: step,
      find: '      if (alert === null && !hasLater(meter, window)) continue;\n',
      replace: '',
      tests: alerted,
    },
    {
      area: 'alerts',
      name: 'exactly five points are no fall',
      file: meter,
      find: 'if (reading.value + hysteresis > window.watermark) return window;',
      replace: 'if (reading.value + hysteresis >= window.watermark) return window;',
      tests: alerted,
    },
    {
      area: 'alerts',
      name: 'any source takes a high figure back',
      file: meter,
      find: '  if (isPlanWindow(reading.kind) && window.watermarkSource !== reading.source) return window;\n',
      replace: '',
      tests: alerted,
    },
    {
      area: 'alerts',
      name: 'a stop button answers whatever window is asked about',
      file: 'main/tray/noticeAnswers.ts',
      find: "action === 'stop' && asked.isSameWindow",
      replace: "action === 'stop'",
      tests: ['tests/unit/tray/noticeAnswers.test.ts'],
    },
    {
      area: 'alerts',
      name: 'a stop button that comes too late is silent',
      file: 'main/tray/noticeAnswers.ts',
      find: "if (action === 'stop') onRefused(asked.message);",
      replace: "if (action === 'stop') return;",
      tests: ['tests/unit/tray/noticeAnswers.test.ts'],
    },
    {
      area: 'alerts',
      name: 'the open question is exchanged under the hand',
      file: 'main/tray/questions.ts',
      find: '      if (same) return prompt().ask(same, false);\n',
      replace: '',
      tests: ['tests/unit/tray/questions.test.ts'],
    },
    {
      area: 'alerts',
      name: 'no quiet hours',
      file: 'main/domain/alerts/quiet.ts',
      find: 'if (hours === null || hours.fromMinute === hours.untilMinute) return false;',
      replace: 'if (hours !== undefined) return false;',
      tests: ['tests/unit/domain/alerts/quiet.test.ts'],
    },
    {
      area: 'alerts',
      name: 'a stale reading asks',
      file: decide,
      find: "if (state === 'at-boundary' && !isStale)",
      replace: "if (state === 'at-boundary')",
      tests: decided,
    },
    {
      area: 'alerts',
      name: 'a stale reading warns of paid use',
      file: decide,
      find: "return isStale ? [] : ['at-boundary'];",
      replace: "return ['at-boundary'];",
      tests: decided,
    },
    {
      area: 'alerts',
      name: 'a question while nobody works',
      file: decide,
      find: '  if (sessionIds.length === 0) return null;\n',
      replace: '',
      tests: decided,
    },

    {
      area: 'gate',
      name: 'an old gate file counts as the app’s word',
      file: gate,
      find: 'return Math.abs(nowMs - renewedAtMs) <= GATE_FRESH_MS;',
      replace: 'return renewedAtMs <= nowMs || nowMs < renewedAtMs;',
      tests: gated,
    },
    {
      area: 'gate',
      name: 'a strict gate opens in doubt',
      file: gate,
      find: 'isStrict: isStrict || question.isStrict,',
      replace: 'isStrict: false,',
      tests: gated,
    },
    {
      area: 'gate',
      name: 'an old consent opens',
      file: gate,
      find: "if (!isFresh && rule?.state !== 'closed') return doubtful('stale', account.isStrict);",
      replace: '',
      tests: gated,
    },
    {
      area: 'gate',
      name: 'a stop ends with the app',
      file: gate,
      find: 'return nowMs < expiresAtMs && (isFresh || recordId !== null);',
      replace: 'return nowMs < expiresAtMs && isFresh;',
      tests: gated,
    },
    {
      area: 'gate',
      name: 'a stop outlives its end',
      file: gate,
      find: 'return nowMs < expiresAtMs &&',
      replace: 'return nowMs >= 0 &&',
      tests: gated,
    },
    {
      area: 'gate',
      name: 'a rule of one project holds others',
      file: 'main/domain/projectFolder.ts',
      find: '`${comparable(project)}/`.startsWith(`${comparable(folder)}/`)',
      replace: 'comparable(project).startsWith(comparable(folder))',
      tests: gated,
    },

    {
      area: 'settings file',
      name: 'two status lines are edited all the same',
      file: 'main/sources/bridge/editSettings.ts',
      find: 'if (indexes.length > 1)',
      replace: 'if (indexes.length > 99)',
      tests: ['tests/unit/bridge/editSettings.test.ts'],
    },
    {
      area: 'settings file',
      name: 'the user’s own command is lost at removal',
      file: 'main/sources/bridge/editSettings.ts',
      find: 'splice(text, command.valueStart, command.valueEnd, ownLiteral);',
      replace: 'removeChild(text, root, index);',
      tests: ['tests/unit/bridge/editSettings.test.ts'],
    },

    {
      area: 'storage',
      name: 'commits are not flushed',
      file: open,
      find: "    connection.pragma('synchronous = FULL');\n    connection.pragma('checkpoint_fullfsync = ON');\n    // Ids",
      replace: "    connection.pragma('synchronous = NORMAL');\n    // Ids",
      tests: opened,
    },
    {
      area: 'storage',
      name: 'a newer database is opened',
      file: open,
      find: '  if (version <= MIGRATIONS.length) return;',
      replace: '  if (version >= 0) return;',
      tests: opened,
    },
    {
      area: 'storage',
      name: 'two programs write',
      file: open,
      find: "    if (storeFailureOf(error).kind === 'database-busy') return null;",
      replace:
        "    if (storeFailureOf(error).kind === 'database-busy') return new Database(':memory:');",
      tests: opened,
    },
    {
      area: 'storage',
      name: 'everybody may read the database',
      file: open,
      find: '    if (isNew) fs.chmodSync(file, 0o600);\n',
      replace: '',
      tests: opened,
    },
    {
      area: 'storage',
      name: 'a damaged copy is put back',
      file: 'main/store/backup.ts',
      find: "const isSound = connection.pragma('integrity_check(1)', { simple: true }) === 'ok';",
      replace: 'const isSound = true;',
      tests: copied,
    },
    {
      area: 'storage',
      name: 'a copy with a changed amount is put back',
      file: 'main/store/backup.ts',
      find: 'createLedgerReader(connection).verify().isWhole;',
      replace: 'true;',
      tests: copied,
    },
    {
      area: 'storage',
      name: 'restoring under a running program',
      file: 'main/store/backup.ts',
      find: '  if (release === null) {',
      replace: '  if (release === undefined) {',
      tests: copied,
    },
    {
      area: 'storage',
      name: 'what other programs write is overlooked',
      file: 'main/store/read.ts',
      find: "`${connection.pragma('data_version', { simple: true }) as number}:${ownChanges.get() ?? 0}`",
      replace: 'String(ownChanges.get() ?? 0)',
      tests: ['tests/integration/engine/untouched.test.ts'],
    },
  ];
}
