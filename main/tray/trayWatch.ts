/** Looks for something that shows tray icons: at the start, and while there is nothing. */
import { findTrayHost } from './trayHost.ts';

/** A tray that appears later (an extension was switched on) is noticed after this long. */
const LOOK_FOR_TRAY_MS = 30_000;

/**
 * @param onLook called after each look; `isNews`: it is otherwise than before
 * @returns whether there is a tray, as far as is known, and the way to end looking
 */
export function watchForTray(onLook: (hasTray: boolean, isNews: boolean) => void) {
  let hasTray = true;

  async function look(): Promise<void> {
    const before = hasTray;
    hasTray = (await findTrayHost(process.platform)) !== 'missing';
    onLook(hasTray, before !== hasTray);
  }

  const again = setInterval(() => {
    if (!hasTray) void look();
  }, LOOK_FOR_TRAY_MS);
  return {
    hasTray: () => hasTray,
    lookNow: () => void look(),
    end: () => clearInterval(again),
  };
}
