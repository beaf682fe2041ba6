/** German of the terminal's output. */
import type { Translations } from '../say.ts';

export const germanTerminal: Translations = {};
