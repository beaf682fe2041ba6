/** 4: no package of ours starts the program without its sandbox. */
import fs from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';

const ROOT = path.join(import.meta.dirname, '..', '..', '..');
const config = fs.readFileSync(path.join(ROOT, 'electron-builder.yml'), 'utf8');

it('the AppImage is made with tools whose desktop entry keeps the sandbox', () => {
  // Toolset 0.0.0, also taken where none is named, writes "Exec=AppRun --no-sandbox".
  const [, version = ''] = /^toolsets:\n {2}appimage: (\S+)$/m.exec(config) ?? [];
  expect(version).toMatch(/^[1-9]/);
});

it('no package adds words to the program’s start', () => {
  expect(config).not.toMatch(/executableArgs|^[^#]*no-sandbox/m);
});
