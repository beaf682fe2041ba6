/** The only way to a browser: the contract's list of addresses, opened on a click and never else. */
import { shell } from 'electron';
import { LINK_TARGETS, type LinkId } from '../../preload/contract/review/links.ts';

/** Opens one of the known addresses in the user's own browser. */
export async function openLink(link: LinkId): Promise<void> {
  await shell.openExternal(LINK_TARGETS[link].address);
}
