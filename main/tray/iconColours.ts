/** The inks of the tray icon, one table per kind of panel it may stand on. */

/** Red, green, blue, 0 to 255 each. */
export type Colour = readonly [red: number, green: number, blue: number];

/**
 * What the icon stands on. `template`: macOS paints the shape itself. `any-panel`: Linux tells no
 * one what colour its panel has.
 */
export type IconTheme = 'light-panel' | 'dark-panel' | 'any-panel' | 'template';

/** What a shape means; its colour follows from the panel. */
export type Ink = 'plan' | 'near' | 'paid' | 'fault' | 'stopped' | 'muted';

const BLACK: Colour = [0, 0, 0];

/**
 * The colours of `any-panel` all have the same luminance, about 0.269: the only place from which
 * near-white (#f6f6f6), near-black (#2b2b2b) and blue-grey (#334455) panels are all 3 : 1 away. An
 * outline in the opposite tone would do the same, but costs a pixel on each side of every shape,
 * which a 16 pixel icon does not have.
 */
const INKS: Readonly<Record<IconTheme, Readonly<Record<Ink, Colour>>>> = {
  'light-panel': {
    plan: [0x1f, 0x7a, 0x6c],
    near: [0xa3, 0x5a, 0x00],
    paid: [0x64, 0x46, 0xb8],
    fault: [0xb8, 0x27, 0x1f],
    stopped: [0x47, 0x54, 0x63],
    muted: [0x5c, 0x63, 0x60],
  },
  'dark-panel': {
    plan: [0x4f, 0xc0, 0xac],
    near: [0xf2, 0xb1, 0x4a],
    paid: [0xa9, 0x91, 0xf2],
    fault: [0xff, 0x87, 0x78],
    stopped: [0xa9, 0xb6, 0xc6],
    muted: [0xb4, 0xbb, 0xb7],
  },
  'any-panel': {
    plan: [0x2c, 0x9e, 0x8c],
    near: [0xcb, 0x7b, 0x0e],
    paid: [0x95, 0x7f, 0xdf],
    fault: [0xee, 0x5f, 0x54],
    stopped: [0x7e, 0x8f, 0xa5],
    muted: [0x87, 0x90, 0x8c],
  },
  template: {
    plan: BLACK,
    near: BLACK,
    paid: BLACK,
    fault: BLACK,
    stopped: BLACK,
    muted: BLACK,
  },
};

export function inkColour(ink: Ink, theme: IconTheme): Colour {
  return INKS[theme][ink];
}

/** The systems whose trays differ; any other desktop is treated as `linux`. */
export type TrayPlatform = 'darwin' | 'win32' | 'linux';

/** The panel's own scheme, which may differ from that of windows; `unknown` where it is not told. */
export type PanelScheme = 'light' | 'dark' | 'unknown';

/** The inks for a panel. Linux reports the scheme of windows only, so it is not believed. */
export function iconTheme(platform: TrayPlatform, scheme: PanelScheme): IconTheme {
  if (platform === 'darwin') return 'template';
  if (platform === 'linux' || scheme === 'unknown') return 'any-panel';
  return scheme === 'light' ? 'light-panel' : 'dark-panel';
}
