// The folder of tools that electron-builder makes an AppImage with, where it cannot download its own: Debian's
// programs, and a runtime that stands in for the real one (appimage-stand-in.c). Releases use the real ones.

import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fromRoot } from './project.mjs';

/** What tells an AppImage of type 2, in a part of the ELF header that the system does not read. */
const MARK = Buffer.from([0x41, 0x49, 0x02]);
const MARK_OFFSET = 8;

/** @returns the folder, in the layout of electron-builder's toolset 1.0 */
export function makeAppImageTools(folder) {
  fs.rmSync(folder, { recursive: true, force: true });
  // Files that belong beside the program's libraries; the stand-in needs none.
  for (const name of ['runtimes', 'lib/x64'])
    fs.mkdirSync(path.join(folder, name), { recursive: true });
  for (const name of ['mksquashfs', 'desktop-file-validate'])
    fs.symlinkSync(path.join('/usr/bin', name), path.join(folder, name));
  const runtime = path.join(folder, 'runtimes', 'runtime-x64');
  const source = fromRoot('scripts', 'lib', 'appimage-stand-in.c');
  execFileSync('gcc', ['-O2', '-Wall', '-Werror', '-o', runtime, source]);
  const bytes = fs.readFileSync(runtime);
  MARK.copy(bytes, MARK_OFFSET);
  fs.writeFileSync(runtime, bytes);
  return folder;
}
