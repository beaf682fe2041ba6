/** Electron's security checklist, over the product's own modules; the numbers are the checklist's. */
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createElectronFake, FakeContents, FakeSession } from './electronFake.ts';

let fake = createElectronFake();
vi.mock('electron', () => ({
  get app() {
    return fake.module.app;
  },
  get session() {
    return fake.module.session;
  },
}));
const hardening = await import('../../../main/platform/hardening.ts');

beforeEach(() => {
  fake = createElectronFake();
  vi.restoreAllMocks();
});

/** All names of permissions in Electron's own types, so that a new one is tried as well. */
function permissionNames(): string[] {
  const types = createRequire(import.meta.url).resolve('electron/electron.d.ts');
  const text = fs.readFileSync(types, 'utf8');
  const [, list = ''] =
    /setPermissionRequestHandler\(handler: .*?permission: ([^,]*),/.exec(text) ?? [];
  return [...list.matchAll(/'([^']+)'/g)].map(([, name = '']) => name);
}

function asUser(id: number): void {
  vi.spyOn(process, 'getuid').mockReturnValue(id);
}

describe('before the app is ready', () => {
  it('4: the sandbox is on for every process, but for root, who can have none', () => {
    asUser(1000);
    hardening.hardenProcess();
    expect(fake.app.sandboxed).toBe(1);
    fake = createElectronFake();
    asUser(0);
    hardening.hardenProcess();
    expect(fake.app.sandboxed).toBe(0);
  });

  it('12, 13, 14: every page that comes goes nowhere, opens nothing and embeds nothing', () => {
    hardening.hardenProcess();
    const contents = new FakeContents();
    fake.app.emit('web-contents-created', {}, contents);
    for (const event of [
      'will-navigate',
      'will-frame-navigate',
      'will-redirect',
      'will-attach-webview',
    ]) {
      expect(contents.isRefused(event), event).toBe(true);
    }
    for (const url of HOSTILE_URLS) {
      expect(contents.openHandler?.({ url }), url).toEqual({ action: 'deny' });
    }
  });

  it('5: every session that comes later is treated as the first one', () => {
    hardening.hardenProcess();
    const session = new FakeSession();
    fake.app.emit('session-created', session);
    expect(Object.keys(session.set)).toHaveLength(6);
  });
});

const HOSTILE_URLS = [
  'https://example.com/',
  'http://127.0.0.1/',
  'file:///etc/passwd',
  'javascript:1',
  'data:text/html,x',
  'blob:app://bundle/x',
  'about:blank',
  'app://bundle/glance.html',
  'app://evil/',
  'https://claude.ai.attacker.com/',
  'smb://host/share',
  'ms-msdt:x',
];

describe('5: permissions', () => {
  const handler = (name: string) =>
    fake.defaultSession.set[name] as (...args: unknown[]) => unknown;

  it('there are some to refuse', () => {
    expect(permissionNames().length).toBeGreaterThan(15);
  });

  it('are all refused, asked for or looked up', () => {
    hardening.hardenDefaultSession();
    for (const name of permissionNames()) {
      const answers: boolean[] = [];
      const answer = (isGranted: boolean) => answers.push(isGranted);
      handler('setPermissionRequestHandler')({}, name, answer);
      expect(answers, name).toEqual([false]);
      const looked = handler('setPermissionCheckHandler')({}, name);
      expect(looked, name).toBe(false);
    }
    expect(handler('setDevicePermissionHandler')({})).toBe(false);
    const streams: unknown[] = [];
    handler('setDisplayMediaRequestHandler')({}, (granted: unknown) => streams.push(granted));
    expect(streams).toEqual([{}]);
  });

  it('no dictionary is looked up', () => {
    hardening.hardenDefaultSession();
    expect(fake.defaultSession.set['setSpellCheckerLanguages']).toEqual([]);
    expect(fake.defaultSession.set['setSpellCheckerEnabled']).toBe(false);
  });
});

it('2, 3, 4, 6, 8, 9, 10, 11: what every window is made with, and nothing beside it', () => {
  expect(hardening.windowPreferences('/preload.cjs')).toEqual({
    preload: '/preload.cjs',
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
    spellcheck: false,
    v8CacheOptions: 'bypassHeatCheck',
    devTools: false,
  });
});

const ROOT = path.join(import.meta.dirname, '..', '..', '..');
const SOURCES = ['main', 'preload', 'renderer'].flatMap((folder) =>
  fs
    .readdirSync(path.join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(?:tsx?|html|css)$/.test(entry.name))
    .map((entry) => {
      const file = path.join(entry.parentPath, entry.name);
      const name = path.relative(ROOT, file).replaceAll(path.sep, '/');
      return { name, text: fs.readFileSync(file, 'utf8') };
    }),
);
const filesWith = (pattern: RegExp) =>
  SOURCES.filter(({ text }) => pattern.test(text)).map(({ name }) => name);

/** Which file may do what with Electron's `shell`. */
const ALLOWED_USES: Readonly<Record<string, readonly string[]>> = {
  'main/platform/openLink.ts': ['shell.openExternal'],
  'main/ipc/dataRequests.ts': ['shell.showItemInFolder'],
  'main/ipc/reviewRequests.ts': ['shell.showItemInFolder'],
};

describe('in the sources', () => {
  it('1, 18: windows load from app:// alone', () => {
    expect(filesWith(/loadFile\(|(?:src|href)="(?:https?|file|\/\/)/)).toEqual([]);
    for (const { name, text } of SOURCES) {
      for (const [call] of text.matchAll(/\.loadURL\([^)]*\)?/g)) {
        expect(call, name).toBe('.loadURL(PAGE_URL)');
        expect(text, name).toMatch(/const PAGE_URL = `\$\{BUNDLE_ORIGIN\}\/\w+\.html`/);
      }
    }
  });

  it('2 to 11: each window is made with the common preferences', () => {
    for (const { name, text } of SOURCES.filter(({ text }) =>
      text.includes('new BrowserWindow('),
    )) {
      const windows = text.split('new BrowserWindow(').length - 1;
      const prepared = [...text.matchAll(/webPreferences: windowPreferences\(/g)].length;
      expect(prepared, name).toBe(windows);
    }
    expect(filesWith(/new WebContentsView|new BrowserView|enableBlinkFeatures|<webview/)).toEqual(
      [],
    );
  });

  it('15: one file hands addresses to the system, out of the fixed list', () => {
    expect(filesWith(/\bshell\b[^;]*from 'electron/)).toEqual([
      'main/ipc/dataRequests.ts',
      'main/ipc/reviewRequests.ts',
      'main/platform/openLink.ts',
    ]);
    expect(filesWith(/openExternal/)).toEqual(['main/platform/openLink.ts']);
    expect(filesWith(/openPath|openItem|beep\(|writeShortcutLink|trashItem/)).toEqual([]);
    // Another name for the module, or its members taken out of it, would be a way around the lines above.
    for (const { name, text } of SOURCES) {
      const uses = [...text.matchAll(/(?:electronShell|(?<![\w.])shell)(?=\.(?:open|show))[^(]*/g)];
      for (const [use] of uses) expect(ALLOWED_USES[name], `${name}: ${use}`).toContain(use);
      expect(text, name).not.toMatch(
        /\}\s*=\s*(?:electronS|s)hell\b|from 'electron\/|\* as electron/,
      );
    }
  });

  it('15: files are shown in their folder only when the database or our own folder names them', () => {
    const shownIn = (file: string) => {
      const text = SOURCES.find(({ name }) => name === file)?.text ?? '';
      return [...text.matchAll(/showItemInFolder\((.*)\)/g)].map(([, shown]) => shown);
    };
    expect(filesWith(/showItemInFolder/)).toEqual([
      'main/ipc/dataRequests.ts',
      'main/ipc/reviewRequests.ts',
    ]);
    expect(shownIn('main/ipc/dataRequests.ts')).toEqual(["path.join(dataFolder, 'tollgate.db')"]);
    expect(shownIn('main/ipc/reviewRequests.ts')).toEqual(['found.value']);
    // What was found is what the worker answers to a session's key, and nothing that a window said.
    const review = SOURCES.find(({ name }) => name === 'main/ipc/reviewRequests.ts')?.text;
    expect(review).toMatch(
      /'transcript:show': async \(key\) => \{\s*const found = await review\.ask\('transcript', key\);/,
    );
  });

  it('17: requests have one door', () => {
    expect(filesWith(/ipcMain\.(?:handle|on|once)\w*\(/)).toEqual(['main/ipc/handle.ts']);
  });

  it('20: the preload script alone speaks to main, and hands no event on', () => {
    expect(filesWith(/ipcRenderer/)).toEqual(['preload/index.ts']);
    expect(filesWith(/exposeInMainWorld/)).toEqual(['preload/index.ts']);
  });

  it('no page makes code or markup of a string', () => {
    expect(
      filesWith(/dangerouslySetInnerHTML|\.innerHTML|document\.write|\beval\(|new Function\(/),
    ).toEqual([]);
  });
});
