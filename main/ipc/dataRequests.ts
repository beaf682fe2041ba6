/** Requests of the windows about the data itself: where it lies, copies, old detail, other computers, deleting all. */
import path from 'node:path';
import { app, shell, type BrowserWindow } from 'electron';
import { removeData } from '../engine/ownData.ts';
import type { EngineHost } from '../platform/engineHost.ts';
import { askForDatabase, askForFolder } from '../windows/saveFile.ts';
import type { Handlers } from './handle.ts';

/** What answers these requests. */
export type DataPorts = {
  readonly engine: EngineHost;
  readonly dataFolder: string;
  /** The window that a dialog belongs to; null: none is open. */
  readonly window: () => BrowserWindow | null;
  /** Lets go of the database for those who put another in its place. */
  readonly endReview: () => Promise<void>;
};

export function dataRequests({ engine, dataFolder, window, endReview }: DataPorts) {
  return {
    'data:reveal': () => shell.showItemInFolder(path.join(dataFolder, 'tollgate.db')),
    'folder:choose': () => askForFolder(window()),
    'backups:list': () => engine.call('backups'),
    'backups:make': () => engine.call('makeBackup'),
    'backups:restore': async (name) => {
      await endReview();
      return engine.replaceBy('restoreBackup', name);
    },
    'retention:get': () => engine.call('retention'),
    'retention:remove': (days) => engine.call('removeDetail', days),
    'take-in:choose': () => askForDatabase(window()),
    'take-in:preview': (file, host) => engine.call('previewTakeIn', { file, host }),
    'take-in:take': (file, host) => engine.call('takeIn', { file, host }),
    'take-in:list': () => engine.call('takenIn'),
    'take-in:undo': (id) => engine.call('undoTakeIn', id),
    'everything:list': () => engine.call('everythingOfOurs'),
    'everything:remove': async () => {
      await endReview();
      const removed = await engine.endBy('removeEverything');
      if (removed.ok) leaveNothing(dataFolder);
      return removed;
    },
  } satisfies Partial<Handlers>;
}

/** Electron writes down the state of its windows when it ends: here it has no time to. */
function leaveNothing(dataFolder: string): void {
  if (process.platform !== 'linux') app.setLoginItemSettings({ openAtLogin: false });
  process.once('exit', () => {
    try {
      removeData(dataFolder);
    } catch (error) {
      // Files that the system keeps while they are open; nothing of the user's is in them.
      console.error(`[tollgate] left in ${dataFolder}: ${(error as Error).message}`);
    }
    process.kill(process.pid, 'SIGKILL');
  });
}
