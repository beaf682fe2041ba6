/** German, room by room. Every key is an English text of the code; a test holds that none is missing. */
import type { Translations } from './say.ts';

export const german: Translations = {};
