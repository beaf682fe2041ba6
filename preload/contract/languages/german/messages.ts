/** German of problems, refusals and errors, which travel in English. */
import type { Translations } from '../say.ts';

export const germanMessages: Translations = {};
