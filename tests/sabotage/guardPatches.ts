/** What guards keys, other programs' files and the windows. */
import { patchesOf, type Patch } from './patch.ts';

const HARDENED = ['tests/unit/security/hardening.test.ts'];
const REDACTED = ['tests/unit/domain/redaction.test.ts'];
const KEYCHAIN = ['tests/unit/keychain/keychain.test.ts'];
const HOSTILE = ['tests/integration/providers/hostile.test.ts'];
const LAST_LOOK = ['tests/integration/bridge/settingsFile.test.ts'];
const BRIDGE = ['tests/integration/bridge/installBridge.test.ts'];
const GATE_FILES = ['tests/integration/gate/gateFiles.test.ts'];

const WINDOWS: readonly Patch[] = [
  ...patchesOf('electron', 'main/platform/hardening.ts', HARDENED, [
    [
      'mixed content allowed',
      'allowRunningInsecureContent: false,',
      'allowRunningInsecureContent: true,',
    ],
    ['experimental features on', 'experimentalFeatures: false,', 'experimentalFeatures: true,'],
    ['Node in workers', 'nodeIntegrationInWorker: false,', 'nodeIntegrationInWorker: true,'],
    ['Node in frames', 'nodeIntegrationInSubFrames: false,', 'nodeIntegrationInSubFrames: true,'],
    [
      'features of Blink switched on',
      'webviewTag: false,',
      "webviewTag: false,\n    enableBlinkFeatures: 'CSSVariables',",
    ],
    ['the screen is given away', 'answer({})', "answer({ audio: 'loopback' })"],
  ]),
  ...patchesOf('electron', 'main/windows/mainWindow.ts', HARDENED, [
    [
      'a window loads from elsewhere',
      'made.loadURL(PAGE_URL)',
      "made.loadURL('http://127.0.0.1/')",
    ],
    [
      'a window with preferences of its own',
      'webPreferences: windowPreferences(options.preload),',
      'webPreferences: { preload: options.preload },',
    ],
  ]),
  ...patchesOf(
    'electron',
    'preload/index.ts',
    ['tests/unit/security/preload.test.ts'],
    [
      [
        'any channel may be called',
        'if (!REQUEST_CHANNELS.includes(channel)) {',
        'if (channel.length === 0) {',
      ],
      [
        'Electron’s own sender is handed to pages',
        "exposeInMainWorld('tollgate', api)",
        "exposeInMainWorld('tollgate', { ...api, ipcRenderer })",
      ],
      [
        'pages get the event',
        'listener(value);',
        '(listener as (...all: unknown[]) => void)(value, _event);',
      ],
    ],
  ),
];

const PACKAGES = patchesOf(
  'electron',
  'electron-builder.yml',
  ['tests/unit/packaging/linux.test.ts'],
  [
    ['the AppImage starts without a sandbox', '  appimage: 1.0.3\n', '  appimage: 0.0.0\n'],
    [
      'the menu starts without a sandbox',
      '  executableName: tollgate\n',
      '  executableName: tollgate\n  executableArgs: [--no-sandbox]\n',
    ],
  ],
);

const SECRETS: readonly Patch[] = [
  ...patchesOf('secrets', 'main/domain/redaction.ts', REDACTED, [
    [
      'keys of the two providers are quoted',
      "  [new RegExp(String.raw`(?<![A-Za-z0-9])sk-${KEY}{8,}`, 'g'), REDACTED],\n",
      '',
    ],
    [
      'pieces of a held key are quoted',
      '  for (const key of held) clean = withoutPieces(clean, key);\n',
      '',
    ],
    [
      'passwords in addresses are quoted',
      '  [/(:\\/\\/[^\\s/:@]*:)[^\\s/@]+@/g, `$1${REDACTED}@`],\n',
      '',
    ],
  ]),
  ...patchesOf('secrets', 'main/keychain/keychainProcess.ts', KEYCHAIN, [
    ['a keychain’s process that hangs is left behind', '        channel?.kill();\n', ''],
    ['a keychain that never answers counts as empty', "refusal('timed-out')", "refusal('missing')"],
    [
      'any answer of the keychain is believed',
      "isReply(reply) ? reply : refusal('garbage')",
      'reply as KeychainReply',
    ],
    [
      'a key that Windows would cut is sent off',
      "if (secret.length > LONGEST_KEY) return refusal('too-long');",
      '',
    ],
  ]),
  ...patchesOf('secrets', 'main/keychain/vault.ts', KEYCHAIN, [
    [
      'keys stay in memory beside a locked keychain',
      "saved.problem.kind !== 'no-keychain' || !isSessionLong",
      '!isSessionLong',
    ],
    ['eight signs of a key are shown', 'key.slice(-4)', 'key.slice(-8)'],
  ]),
  ...patchesOf('secrets', 'main/platform/providerHttp.ts', HOSTILE, [
    [
      'a key goes to a host of nobody’s list',
      'HOSTS.has(request.host)',
      "(HOSTS.has(request.host) || request.host === '127.0.0.1')",
    ],
    [
      'the tests’ way in is open in packages',
      'return !isPackaged && Number.isInteger(port)',
      'return Number.isInteger(port)',
    ],
  ]),
  ...patchesOf('secrets', 'main/platform/exchange.ts', HOSTILE, [
    ['certificates of anybody’s making', 'rejectUnauthorized: true', 'rejectUnauthorized: false'],
    [
      'an answer that points elsewhere is taken',
      'if (status >= 300 && status < 400) {',
      'if (status >= 900) {',
    ],
    ['an answer without end', 'if (bytes > longestBytes) return settle(tooLarge(host));', ''],
  ]),
  ...patchesOf(
    'secrets',
    'main/engine/problemBook.ts',
    ['tests/unit/engine/problemBook.test.ts'],
    [['problems quote keys', 'redact(trouble.message)', 'trouble.message']],
  ),
];

const OTHERS_FILES: readonly Patch[] = [
  ...patchesOf('settings file', 'main/sources/bridge/settingsFile.ts', LAST_LOOK, [
    [
      'what others wrote meanwhile is overwritten',
      'if (isUnchanged) change();\n  return isUnchanged;',
      'change();\n  return true;',
    ],
  ]),
  ...patchesOf('settings file', 'main/sources/bridge/settingsFile.ts', BRIDGE, [
    ['the file’s mode is lost', '      await file.chmod(model.mode & 0o7777);\n', ''],
    ['a link is replaced by a file', 'isThere ? await realpath(named) : named', 'named'],
  ]),
  ...patchesOf('settings file', 'main/sources/bridge/changeFile.ts', BRIDGE, [
    [
      'nothing is kept of the file before',
      '  if (before !== null) await change.keepBackup(before);\n',
      '',
    ],
  ]),
  ...patchesOf(
    'settings file',
    'main/gate/editHooks.ts',
    ['tests/unit/gate/editHooks.test.ts'],
    [
      [
        'hooks of others go with ours',
        '  if (handlers.items.length > 1) return removeChild(text, handlers, place.handlerIndex);\n',
        '',
      ],
    ],
  ),
  ...patchesOf('gate', 'resources/gate/tollgate-gate.sh', GATE_FILES, [
    ['an accident stops an agent', 'umask 077\ncode=1\n', 'umask 077\ncode=2\n'],
    [
      'one permission lets every prompt through',
      'mv -f "$folder/once/$account" "$folder/once/$account.turn',
      'cp -f "$folder/once/$account" "$folder/once/$account.turn',
    ],
  ]),
  ...patchesOf(
    'gate',
    'resources/gate/tollgate-gate.sh',
    ['tests/integration/gate/failures.test.ts'],
    [
      [
        'half a gate file is believed',
        '[ -n "$isEnd" ] && [ -z "$line" ] && [ -n "$renewed" ]',
        '[ -n "$renewed" ]',
      ],
    ],
  ),
  ...patchesOf(
    'gate',
    'resources/gate/tollgate-gate.sh',
    ['tests/integration/gate/decisions.test.ts', 'tests/integration/gate/script.test.ts'],
    [
      [
        'the script holds folders that begin alike',
        '"${r_scope#project }"/*) ;;',
        '"${r_scope#project }"*) ;;',
      ],
    ],
  ),
  ...patchesOf(
    'gate',
    'main/gate/holdWithoutEngine.ts',
    ['tests/integration/gate/holdWithoutEngine.test.ts'],
    [
      [
        'any late answer closes the gate',
        "parts === null || choice.kind !== 'stop'",
        'parts === null',
      ],
      [
        'a late stop holds for good',
        'withoutRecords(file, accountId, [recordId])',
        'withoutRecords(file, accountId, [])',
      ],
    ],
  ),
  ...patchesOf(
    'gate',
    'main/domain/gateRules.ts',
    ['tests/integration/gate/gateDesk.test.ts'],
    [
      [
        'a stop that nobody saved outlives the engine',
        'atMs !== undefined && Number(atMs) < startedAtMs',
        'false',
      ],
    ],
  ),
  ...patchesOf(
    'gate',
    'main/domain/gateOrders.ts',
    ['tests/unit/gate/gate.test.ts'],
    [
      [
        'the earlier word counts',
        '[rule, ...account.rules.filter((old) => !isReplaced(old, scope))]',
        '[...account.rules.filter((old) => !isReplaced(old, scope)), rule]',
      ],
    ],
  ),
];

export const GUARD_PATCHES: readonly Patch[] = [
  ...WINDOWS,
  ...PACKAGES,
  ...SECRETS,
  ...OTHERS_FILES,
];
