/** Asks for files and folders with the system's own dialogs. */
import { inEnglish } from '../../preload/contract/languages/say.ts';
import fs from 'node:fs/promises';
import path from 'node:path';
import { app, dialog, type BrowserWindow, type OpenDialogOptions } from 'electron';
import type { Outcome } from '../../preload/contract/channels.ts';
import type { ExportDone, PictureRequest } from '../../preload/contract/review/exports.ts';

/** Null: the user changed their mind. */
export async function askForFile(
  window: BrowserWindow | null,
  name: string,
): Promise<string | null> {
  const options = { defaultPath: path.join(app.getPath('documents'), name) };
  const { canceled, filePath } = window
    ? await dialog.showSaveDialog(window, options)
    : await dialog.showSaveDialog(options);
  return canceled || filePath === '' ? null : filePath;
}

/** Asks for a folder that is there; null: the user changed their mind. */
export async function askForFolder(window: BrowserWindow | null): Promise<string | null> {
  const options: OpenDialogOptions = { properties: ['openDirectory', 'showHiddenFiles'] };
  const { canceled, filePaths } = window
    ? await dialog.showOpenDialog(window, options)
    : await dialog.showOpenDialog(options);
  return canceled ? null : (filePaths[0] ?? null);
}

/** Asks for a copy of a database or exported events; null: the user changed their mind. */
export async function askForDatabase(window: BrowserWindow | null): Promise<string | null> {
  const options: OpenDialogOptions = {
    properties: ['openFile', 'showHiddenFiles'],
    filters: [{ name: 'Tollgate', extensions: ['db', 'jsonl'] }],
  };
  const { canceled, filePaths } = window
    ? await dialog.showOpenDialog(window, options)
    : await dialog.showOpenDialog(options);
  return canceled ? null : (filePaths[0] ?? null);
}

/** Saves a part of a window as it is on screen. */
export async function savePicture(
  window: BrowserWindow | null,
  part: PictureRequest,
  name: string,
): Promise<Outcome<ExportDone>> {
  if (!window) return { ok: false, message: inEnglish('The window is gone.') };
  const image = await window.webContents.capturePage(part);
  const file = await askForFile(window, name);
  if (file === null) return { ok: true, value: null };
  try {
    await fs.writeFile(file, image.toPNG(), { mode: 0o600 });
    return { ok: true, value: { path: file, rows: 0 } };
  } catch (error) {
    return {
      ok: false,
      message: inEnglish('The picture could not be saved: {message}', {
        message: (error as Error).message,
      }),
    };
  }
}
