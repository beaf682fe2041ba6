/** German of the settings. */
import type { Translations } from '../say.ts';

export const germanSettings: Translations = {};
