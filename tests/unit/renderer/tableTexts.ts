/** Texts of the contract's tables that only the windows say, as values. */
import { CONTACTS } from '../../../preload/contract/contacts.ts';
import { KEYS } from '../../../preload/contract/keys.ts';
import { LINK_TARGETS } from '../../../preload/contract/review/links.ts';

/** Addresses are the same everywhere; whatever has a space in it is words. */
export const TABLE_TEXTS: readonly string[] = [
  ...CONTACTS.flatMap(({ host, purpose }) => [host, purpose]),
  ...Object.values(LINK_TARGETS).map(({ name }) => name),
  ...Object.values(KEYS).flatMap(({ name, keyWords }) => [name, keyWords]),
].filter((text) => text.includes(' '));
