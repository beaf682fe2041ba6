/** The tray icon as the panel sees it: a StatusNotifierItem and its menu on the session bus. */
import { expect } from '@playwright/test';
import { callBus } from './bus.ts';
import { processTree } from './processes.ts';

export type MenuEntry = {
  readonly id: number;
  readonly label: string;
  readonly isEnabled: boolean;
  readonly isChecked: boolean | null;
};

/** A dbusmenu node: id, properties, children (each wrapped in a variant). */
type MenuNode = readonly [
  number,
  Readonly<Record<string, { readonly data: unknown }>>,
  readonly { readonly data: MenuNode }[],
];

const WATCHER = ['org.kde.StatusNotifierWatcher', '/StatusNotifierWatcher'] as const;
const ITEM = 'org.kde.StatusNotifierItem';
const MENU = 'com.canonical.dbusmenu';

export type TrayItem = ReturnType<typeof trayItem>;

/** The tray icon of a running app; waits until the panel has taken it. */
export async function findTrayItem(pid: number): Promise<TrayItem> {
  let found: readonly [string, string] | undefined;
  await expect(() => {
    found = registeredItems().find(([name]) => belongsTo(name, pid));
    expect(found).toBeDefined();
  }).toPass({ timeout: 20_000, intervals: [100] });
  return trayItem(...(found as readonly [string, string]));
}

export function registeredItems(): (readonly [name: string, object: string])[] {
  const items = callBus('get-property', ...WATCHER, WATCHER[0], 'RegisteredStatusNotifierItems');
  return (items as string[]).map((item) => {
    const slash = item.indexOf('/');
    return [item.slice(0, slash), item.slice(slash)] as const;
  });
}

/** A program that is just leaving has no process any more; its item then belongs to nobody. */
function belongsTo(name: string, pid: number): boolean {
  try {
    const [owner] = callBus(
      'call',
      'org.freedesktop.DBus',
      '/org/freedesktop/DBus',
      'org.freedesktop.DBus',
      'GetConnectionUnixProcessID',
      's',
      name,
    ) as number[];
    return processTree(pid).some((process) => process.pid === owner);
  } catch {
    return false;
  }
}

function trayItem(name: string, object: string) {
  const property = (key: string) => callBus('get-property', name, object, ITEM, key);
  const menuObject = () => property('Menu') as string;

  function menu(): MenuEntry[] {
    const layout = ['GetLayout', 'iias', '0', '-1', '0'];
    const [, root] = callBus('call', name, menuObject(), MENU, ...layout) as [number, MenuNode];
    return root[2]
      .map(({ data }) => entryOf(data))
      .filter((entry): entry is MenuEntry => entry !== null);
  }

  return {
    name,
    /** What hovering shows. */
    tooltip: () => (property('ToolTip') as [string, unknown, string, string])[2],
    /** Pixels of the icon, as one comparable text. */
    pixels: () => JSON.stringify(property('IconPixmap')),
    menu,
    labels: () => menu().map(({ label }) => label),
    /** What the panel does on a click. */
    activate: () => callBus('call', name, object, ITEM, 'Activate', 'ii', '0', '0'),
    /** Chooses a line of the menu, once more where the menu was made anew in between. */
    choose(label: string) {
      for (let tries = 0; ; tries += 1) {
        const entry = menu().find((candidate) => candidate.label === label);
        if (!entry) throw new Error(`The menu has no “${label}”: ${JSON.stringify(menu())}`);
        const event = ['Event', 'isvu', String(entry.id), 'clicked', 's', '', '0'];
        try {
          return void callBus('call', name, menuObject(), MENU, ...event);
        } catch (error) {
          if (tries === 5 || !String(error).includes('error occurred in Event')) throw error;
        }
      }
    },
  };
}

/** null for a separator. */
function entryOf([id, properties]: MenuNode): MenuEntry | null {
  const label = properties['label']?.data;
  if (typeof label !== 'string' || properties['type']?.data === 'separator') return null;
  const state = properties['toggle-state']?.data;
  return {
    id,
    // An underscore marks the access key.
    label: label.replaceAll(/_(?!_)/g, ''),
    isEnabled: properties['enabled']?.data !== false,
    isChecked: typeof state === 'number' && 'toggle-type' in properties ? state === 1 : null,
  };
}
