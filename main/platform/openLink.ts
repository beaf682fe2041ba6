/** The only way to a browser: a list of addresses that a person can read here, opened on a click and never else. */
import { shell } from 'electron';
import type { LinkId } from '../../preload/contract/review/help.ts';

const ADDRESSES: Readonly<Record<LinkId, string>> = {
  'claude-usage': 'https://claude.ai/settings/usage',
  'claude-credits-article': 'https://support.claude.com/en/articles/12429409',
  'claude-status': 'https://status.claude.com/',
  'codex-usage': 'https://chatgpt.com/codex/settings/usage',
  'codex-article': 'https://help.openai.com/en/articles/12642688',
  'openai-status': 'https://status.openai.com/',
};

/** Opens one of the known addresses in the user's own browser. */
export async function openLink(link: LinkId): Promise<void> {
  await shell.openExternal(ADDRESSES[link]);
}
