/** Starting at login, as each system has it. Only a packaged program enters itself. */
import fs from 'node:fs';
import path from 'node:path';
import { app } from 'electron';
import type { Machine } from '../ports.ts';
import { autostartEntry, autostartFile } from './autostart.ts';

/**
 * Enters or removes the program. @throws the system's error when a file cannot be written
 */
export function setLoginItem(
  isWanted: boolean,
  machine: Pick<Machine, 'variables' | 'homeFolder'>,
): void {
  if (!app.isPackaged) return;
  if (process.platform !== 'linux') {
    if (app.getLoginItemSettings().openAtLogin !== isWanted) {
      app.setLoginItemSettings({ openAtLogin: isWanted });
    }
    return;
  }
  const file = autostartFile(machine);
  // An AppImage runs from a mount that is gone after it; it says where its own file is.
  const text = isWanted ? autostartEntry(machine.variables['APPIMAGE'] || process.execPath) : null;
  if (text === null) return fs.rmSync(file, { force: true });
  if (fs.existsSync(file) && fs.readFileSync(file, 'utf8') === text) return;
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, text);
}
