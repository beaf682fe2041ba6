/** The real tray: paints a view, reports clicks. Decides nothing. */
import { Menu, nativeImage, nativeTheme, screen, Tray } from 'electron';
import type { NativeImage } from 'electron';
import type { IconTheme, PanelScheme, TrayPlatform } from './iconColours.ts';
import type { TrayIconDescription } from './iconDescription.ts';
import { drawTrayImages, trayImageSizes } from './trayImages.ts';
import type { TrayAction, TrayMenuItem } from './trayMenu.ts';
import { sameTrayView, type TrayView } from './trayView.ts';

export type TrayIcon = {
  paint(view: TrayView): void;
  /** Where the icon is; null where the system does not say. */
  bounds(): Electron.Rectangle | null;
  destroy(): void;
};

export function createTrayIcon(
  first: TrayView,
  platform: TrayPlatform,
  onAction: (action: TrayAction) => void,
): TrayIcon {
  const tray = new Tray(imageOf(first.icon, first.theme, platform));
  let painted: TrayView | null = null;
  tray.on('click', () => onAction('open-glance'));

  function paint(view: TrayView): void {
    if (painted && sameTrayView(painted, view)) return;
    if (painted) tray.setImage(imageOf(view.icon, view.theme, platform));
    tray.setToolTip(view.tooltip);
    if (platform === 'darwin') tray.setTitle(view.title, { fontType: 'monospacedDigit' });
    const menu = menuOf(view.menu, onAction);
    // On macOS a menu that is set swallows the click; there it opens on the other button only.
    if (platform !== 'darwin') tray.setContextMenu(menu);
    else {
      tray.removeAllListeners('right-click');
      tray.on('right-click', () => tray.popUpContextMenu(menu));
    }
    painted = view;
  }

  paint(first);
  return {
    paint,
    bounds() {
      const bounds = tray.getBounds();
      return bounds.width > 0 && bounds.height > 0 ? bounds : null;
    },
    destroy: () => tray.destroy(),
  };
}

function imageOf(icon: TrayIconDescription, theme: IconTheme, platform: TrayPlatform): NativeImage {
  const sizes = trayImageSizes(platform, screen.getPrimaryDisplay().scaleFactor);
  const image = nativeImage.createEmpty();
  for (const { scaleFactor, png } of drawTrayImages(icon, theme, sizes)) {
    image.addRepresentation({ scaleFactor, buffer: png });
  }
  if (theme === 'template') image.setTemplateImage(true);
  return image;
}

function menuOf(items: readonly TrayMenuItem[], onAction: (action: TrayAction) => void): Menu {
  return Menu.buildFromTemplate(
    items.map((item): Electron.MenuItemConstructorOptions => {
      switch (item.kind) {
        case 'separator':
          return { type: 'separator' };
        case 'label':
          return { label: item.label, enabled: false };
        case 'action':
          return { label: item.label, click: () => onAction(item.action) };
        case 'checkbox':
          return {
            type: 'checkbox',
            label: item.label,
            checked: item.checked,
            click: () => onAction(item.action),
          };
        default:
          return item satisfies never;
      }
    }),
  );
}

/** The colours of the panel that the icon stands on; Linux does not tell them. */
export function panelScheme(platform: TrayPlatform): PanelScheme {
  if (platform === 'linux') return 'unknown';
  // The panel's own, whatever the windows' theme is set to.
  return nativeTheme.shouldUseDarkColorsForSystemIntegratedUI ? 'dark' : 'light';
}
