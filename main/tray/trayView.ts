/**
 * What the tray shows, as plain data made from one snapshot. Main paints it and computes nothing,
 * so a hidden or crashed window can never make the tray lie.
 */
import { formatClock, formatPercent, shownPercent } from '../../preload/contract/formatting.ts';
import { sayAgain } from '../../preload/contract/languages/sayAgain.ts';
import type { Snapshot, WindowView } from '../../preload/contract/snapshot.ts';
import { tooltipWords } from '../../preload/contract/wording.ts';
import { iconTheme, type IconTheme, type PanelScheme, type TrayPlatform } from './iconColours.ts';
import { sameIcon, type TrayIconDescription } from './iconDescription.ts';
import { trayMenu, type TrayMenuItem } from './trayMenu.ts';
import { shownFault, trayIcon, trayWindows } from './trayState.ts';

export type TrayView = {
  readonly icon: TrayIconDescription;
  /** The inks that suit the panel. */
  readonly theme: IconTheme;
  readonly tooltip: string;
  /** Text beside the icon; only macOS has room for it, empty elsewhere. */
  readonly title: string;
  readonly menu: readonly TrayMenuItem[];
};

export type TrayViewOptions = {
  readonly platform: TrayPlatform;
  readonly colourScheme: PanelScheme;
};

export function trayView(snapshot: Snapshot, options: TrayViewOptions): TrayView {
  return {
    icon: trayIcon(snapshot),
    theme: iconTheme(options.platform, options.colourScheme),
    tooltip: trayTooltip(snapshot),
    title: options.platform === 'darwin' ? trayTitle(snapshot) : '',
    menu: trayMenu(snapshot),
  };
}

/** The shared sentence; a fault that the icon shows is named before the figures it casts doubt on. */
function trayTooltip(snapshot: Snapshot): string {
  const fault = shownFault(snapshot);
  const words = tooltipWords(snapshot);
  return fault === null
    ? words
    : `${sayAgain(snapshot, fault.message).replace(/\.$/, '')}. ${words}`;
}

/** `62% · 1h 42m`, or what of it is known and wanted; a menu bar has no room for words. */
function trayTitle(snapshot: Snapshot): string {
  const { session } = trayWindows(snapshot);
  if (snapshot.phase !== 'ready' || session === null) return '';
  const trayTitle = snapshot.shell?.trayTitle ?? 'percent-and-reset';
  const { usedPercent } = session;
  const used =
    usedPercent === null || !trayTitle.startsWith('percent')
      ? []
      : [formatPercent(shownPercent(usedPercent, snapshot), snapshot)];
  const reset = trayTitle.endsWith('reset') ? titleReset(session, snapshot) : [];
  return [...used, ...reset].join(' · ');
}

function titleReset(window: WindowView, snapshot: Snapshot): readonly string[] {
  if (window.resetsAtMs === null) return [];
  return snapshot.preferences.resetDisplay === 'clock'
    ? [formatClock(window.resetsAtMs, snapshot)]
    : [shortDuration(window.resetsAtMs - snapshot.takenAtMs)];
}

/** `1h 42m`, `42m`, `<1m`: the shortest a length of time can be written. */
function shortDuration(durationMs: number): string {
  const minutes = Math.floor(Math.max(0, durationMs) / 60_000);
  if (minutes < 1) return '<1m';
  const hours = Math.floor(minutes / 60);
  return hours === 0 ? `${minutes}m` : `${hours}h ${minutes % 60}m`;
}

/**
 * Whether two views look alike. The icon is compared as it is drawn, not by its percents: most
 * readings move no pixel, and each repaint makes some panels flicker.
 */
export function sameTrayView(one: TrayView, other: TrayView): boolean {
  return (
    one.tooltip === other.tooltip &&
    one.title === other.title &&
    one.theme === other.theme &&
    sameIcon(one.icon, other.icon) &&
    JSON.stringify(one.menu) === JSON.stringify(other.menu)
  );
}
