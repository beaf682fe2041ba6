/** The map of docs/ARCHITECTURE.md, held: who imports whom, where SQL and Electron may be, where agents' names. */
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = path.join(import.meta.dirname, '..', '..', '..');

type SourceFile = {
  readonly path: string;
  readonly text: string;
  readonly imports: readonly string[];
};

function sourceFiles(folder: string): SourceFile[] {
  return fs
    .readdirSync(path.join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter(
      (entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !entry.name.endsWith('.d.ts'),
    )
    .map((entry) => {
      const absolute = path.join(entry.parentPath, entry.name);
      const text = fs.readFileSync(absolute, 'utf8');
      return {
        path: path.relative(ROOT, absolute).replaceAll(path.sep, '/'),
        text,
        imports: importsOf(text, absolute),
      };
    });
}

/** Imported places: project paths from the root, package names as they are. */
function importsOf(text: string, absolute: string): string[] {
  const pattern = /(?:(?<!\.)\bfrom\s|\bimport\s*\(?)\s*'([^'\n]+)'/g;
  return [...text.matchAll(pattern)].map(([, name = '']) =>
    name.startsWith('.')
      ? path.relative(ROOT, path.resolve(path.dirname(absolute), name)).replaceAll(path.sep, '/')
      : name,
  );
}

const FILES = ['main', 'preload', 'renderer'].flatMap(sourceFiles);

/** Rooms and the only places that they may import from; `node:` stands for all of Node. */
const MAY_READ: Readonly<Record<string, readonly string[]>> = {
  'preload/contract/': ['preload/contract/', 'zod'],
  'renderer/': [
    'renderer/',
    'preload/contract/',
    'react',
    'react-dom/client',
    'zustand',
    '@visx/',
    '@tanstack/react-virtual',
  ],
  'main/domain/': ['main/domain/', 'preload/contract/'],
  'main/agents/': ['main/agents/', 'main/domain/', 'preload/contract/', 'node:buffer'],
  'main/store/': ['main/store/', 'main/domain/', 'preload/contract/', 'node:', 'better-sqlite3'],
  'main/prices/': [
    'main/prices/',
    'main/domain/',
    'preload/contract/',
    'resources/prices.json',
    '@pydantic/genai-prices',
  ],
  'main/ingest/': [
    'main/ingest/',
    'main/agents/',
    'main/domain/',
    'main/prices/',
    'main/store/',
    'preload/contract/',
    'node:',
  ],
  'main/sources/': [
    'main/sources/',
    'main/agents/',
    'main/domain/',
    'preload/contract/',
    'node:',
    'zod',
  ],
  'main/gate/': [
    'main/gate/',
    'main/agents/',
    'main/domain/',
    'main/sources/',
    'preload/contract/',
    'node:',
    'zod',
  ],
  'main/review/': [
    'main/review/',
    'main/agents/',
    'main/domain/',
    'main/ports.ts',
    'main/prices/',
    'main/store/',
    'preload/contract/',
    'node:',
  ],
  'main/keychain/': ['main/keychain/', 'preload/contract/', 'node:', 'keytar'],
  'main/engine/': [
    'main/engine/',
    'main/agents/',
    'main/domain/',
    'main/gate/',
    'main/ingest/',
    'main/keychain/',
    'main/ports.ts',
    'main/prices/',
    'main/sources/',
    'main/store/',
    'preload/contract/',
    'node:',
  ],
};

describe('rooms', () => {
  for (const [room, allowed] of Object.entries(MAY_READ)) {
    it(`${room} reads only ${allowed.filter((place) => place !== room).join(', ') || 'itself'}`, () => {
      const files = FILES.filter((file) => file.path.startsWith(room));
      expect(files.length).toBeGreaterThan(0);
      const strangers = files.flatMap((file) =>
        file.imports
          .filter((name) => !allowed.some((place) => name === place || name.startsWith(place)))
          .map((name) => `${file.path} imports ${name}`),
      );
      expect(strangers).toEqual([]);
    });
  }

  it('only the store speaks to SQLite', () => {
    const users = FILES.filter(({ imports }) => imports.includes('better-sqlite3'));
    expect(users.filter(({ path: file }) => !file.startsWith('main/store/'))).toEqual([]);
    expect(users.length).toBeGreaterThan(0);
  });

  it('only one file answers windows', () => {
    const users = FILES.filter(({ text }) => /\bipcMain\b/.test(text)).map(
      ({ path: file }) => file,
    );
    expect(users).toEqual(['main/ipc/handle.ts']);
  });

  it('Electron stays in the shell', () => {
    const users = FILES.filter(({ imports }) => imports.includes('electron')).map(
      ({ path: file }) => file,
    );
    const outside = users.filter(
      (file) =>
        !/^(?:main\/(?:app|index)\.ts|main\/(?:ipc|platform|tray|windows)\/|preload\/index\.ts)/.test(
          file,
        ),
    );
    expect(outside).toEqual([]);
  });

  it('only one file opens connections, and only the receiver listens for one, on this machine', () => {
    const network = /^node:(?:https?|http2|net|tls|dgram|dns)$/;
    const users = FILES.filter(
      ({ imports, text }) =>
        imports.some((name) => network.test(name)) ||
        /\bfetch\(|XMLHttpRequest|WebSocket|net\.request/.test(text),
    );
    expect(users.map(({ path: file }) => file)).toEqual([
      'main/platform/exchange.ts',
      'main/sources/openTelemetry/receiver.ts',
    ]);
    const [outgoing, receiver] = users;
    // Plain http is for this machine alone: a collector beside it, and the tests' server.
    expect(outgoing?.text.match(/\bhttps?\.(?:request|get)\(.*/g)).toEqual([
      'http.request(common);',
      'https.request({ ...common, ...secure, ...(isName(host) ? { servername: host } : {}) });',
    ]);
    expect(outgoing?.text).toContain(
      'if (!exchange.isSecure && isThisComputer(address)) return http.request(',
    );
    const askers = FILES.filter(({ imports }) => imports.includes('main/platform/exchange.ts'));
    expect(askers.map(({ path: file }) => file)).toEqual([
      'main/platform/collectorHttp.ts',
      'main/platform/providerHttp.ts',
    ]);
    expect(receiver?.text).not.toMatch(/\bfetch\(|http\.(?:request|get)\(|net\.connect|WebSocket/);
    expect(receiver?.text.match(/\.listen\(.*/g)).toEqual([
      '.listen(options.port, LOOPBACK, () => resolve(null));',
    ]);
    expect(receiver?.text).toContain("const LOOPBACK = '127.0.0.1';");
  });

  it('only the keychain’s own process loads the keychain', () => {
    const users = FILES.filter(({ imports }) => imports.includes('keytar'));
    expect(users.map(({ path: file }) => file)).toEqual(['main/keychain/answer.ts']);
    const callers = FILES.filter(({ imports }) => imports.includes('main/keychain/answer.ts'));
    expect(callers.map(({ path: file }) => file)).toEqual(['main/workers/keychainWorker.ts']);
  });

  it('only one file of the sources starts programs', () => {
    const users = FILES.filter(
      ({ path: file, imports }) =>
        file.startsWith('main/sources/') && imports.includes('node:child_process'),
    );
    expect(users.map(({ path: file }) => file)).toEqual(['main/sources/program/askProgram.ts']);
  });
});

describe("agents' names", () => {
  /**
   * Where a name may stand: its folder, the registry, the contract, the table of names for people, and the
   * questions to an agent's own program with the list of them.
   */
  const HOME =
    /^(?:main\/agents\/|preload\/contract\/|main\/sources\/(?:claude\w+\/|codex\w+\/|openTelemetry\/|providers\/|askedSources\.ts))/;

  it.each(['claude', 'codex', 'roo-code', 'kilo-code', 'goose', 'windsurf', 'fazm'])(
    '“%s” is named only at home',
    (name) => {
      const files = FILES.filter(
        ({ path: file }) => !HOME.test(file) && !file.startsWith('main/prices/'),
      );
      const named = files.filter(({ text }) =>
        new RegExp(`['"\`/]${name}`, 'i').test(withoutComments(text)),
      );
      expect(named.map(({ path: file }) => file)).toEqual([]);
    },
  );
});

describe("agents' sign-ins", () => {
  it.each(['.credentials', 'auth.json', 'Claude Code-credentials', 'oauthAccount', 'sessionKey'])(
    'no source names %s',
    (secret) => {
      expect(
        FILES.filter(({ text }) => text.includes(secret)).map(({ path: file }) => file),
      ).toEqual([]);
    },
  );
});

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
}
