/**
 * Looks for a new version once a day, after the user has switched it on. macOS and Windows check the
 * publisher's signature of what was downloaded; on Linux its SHA-512 from the release's own list is checked.
 */
import { inEnglish } from '../../preload/contract/languages/say.ts';
import fs from 'node:fs';
import path from 'node:path';
import { app } from 'electron';
import type { UpdateContact } from '../../preload/contract/settingsFacts.ts';
import { followContacts } from './updateContacts.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

export type Updates = {
  /** Follows the setting; switching off ends it, switching on looks at once. */
  follow(isWanted: boolean): void;
};

/**
 * @param onNews a sentence for the user; null: there is nothing (any more) to say
 * @param onContact what was contacted, to be kept
 */
export function createUpdates(
  onNews: (sentence: string | null) => void,
  onContact: (contact: UpdateContact) => void,
): Updates {
  let timer: NodeJS.Timeout | null = null;
  let isFollowed = false;

  async function look(): Promise<void> {
    try {
      // Loaded when it is wanted: nobody else pays for it.
      const { default: updater } = await import('electron-updater');
      const { autoUpdater } = updater;
      if (!isFollowed) followContacts(autoUpdater.netSession, onContact);
      isFollowed = true;
      autoUpdater.logger = null;
      autoUpdater.allowDowngrade = false;
      autoUpdater.allowPrerelease = false;
      // What is installed by the system's package manager is the system's to replace.
      autoUpdater.autoDownload = canReplaceItself();
      autoUpdater.autoInstallOnAppQuit = autoUpdater.autoDownload;
      const found = await autoUpdater.checkForUpdates();
      if (timer === null) return;
      onNews(found?.isUpdateAvailable ? newsOf(found.updateInfo.version) : null);
    } catch (error) {
      const reason = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
      if (timer !== null)
        onNews(inEnglish('Looking for a new version did not work: {reason}', { reason }));
    }
  }

  return {
    follow(isWanted) {
      if (!isWanted) {
        if (timer) clearInterval(timer);
        timer = null;
        return onNews(null);
      }
      if (timer) return;
      if (!isFromRelease()) return onNews(NOT_FROM_RELEASE);
      timer = setInterval(() => void look(), DAY_MS);
      void look();
    },
  };
}

const NOT_FROM_RELEASE = inEnglish(
  'Tollgate cannot look for new versions: this copy does not come from a release.',
);

function newsOf(version: string): string {
  return canReplaceItself()
    ? inEnglish('Tollgate {version} is being downloaded and will be there after the next start.', {
        version,
      })
    : inEnglish('Tollgate {version} is out. Install it the way you installed this one.', {
        version,
      });
}

/** The release workflow writes down where releases are. */
function isFromRelease(): boolean {
  return app.isPackaged && fs.existsSync(path.join(process.resourcesPath, 'app-update.yml'));
}

function canReplaceItself(): boolean {
  return process.platform !== 'linux' || Boolean(process.env['APPIMAGE']);
}
