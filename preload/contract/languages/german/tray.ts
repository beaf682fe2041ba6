/** German of tray, menus, dialogs and notifications. */
import type { Translations } from '../say.ts';

export const germanTray: Translations = {};
