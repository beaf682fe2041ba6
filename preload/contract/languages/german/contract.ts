/** German of the sentences that all faces share. */
import type { Translations } from '../say.ts';

export const germanContract: Translations = {};
