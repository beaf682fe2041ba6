/** Tells the shell around the engine the settings that are its business, when they change. */
import type { Follower } from './follow.ts';

export type ShellWishes = { readonly startAtLogin: boolean; readonly lookForUpdates: boolean };

/** The follower that passes the shell's settings on. */
export function createShellDesk(tell: (wishes: ShellWishes) => void): Follower {
  let told: ShellWishes | null = null;
  return {
    follow({ settings: { startAtLogin, lookForUpdates } }) {
      if (told?.startAtLogin === startAtLogin && told.lookForUpdates === lookForUpdates) return;
      told = { startAtLogin, lookForUpdates };
      tell(told);
    },
    troubles: () => [],
    close: () => undefined,
  };
}
