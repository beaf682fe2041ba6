/** Addresses that a click may open, all of them; nothing opens one by itself. */
import type { AgentId } from '../snapshot.ts';

export const LINKS = [
  'claude-usage',
  'claude-credits-article',
  'claude-status',
  'codex-usage',
  'codex-article',
  'openai-status',
] as const;
export type LinkId = (typeof LINKS)[number];

type Link = { readonly name: string; readonly address: string };

/** What a link is called, and where it leads. */
export const LINK_TARGETS: Readonly<Record<LinkId, Link>> = {
  'claude-usage': { name: 'claude.ai, Usage', address: 'https://claude.ai/settings/usage' },
  'claude-credits-article': {
    name: 'Claude’s article about credits',
    address: 'https://support.claude.com/en/articles/12429409',
  },
  'claude-status': { name: 'status.claude.com', address: 'https://status.claude.com/' },
  'codex-usage': {
    name: 'chatgpt.com, Codex usage',
    address: 'https://chatgpt.com/codex/settings/usage',
  },
  'codex-article': {
    name: 'OpenAI’s article about Codex',
    address: 'https://help.openai.com/en/articles/12642688',
  },
  'openai-status': { name: 'status.openai.com', address: 'https://status.openai.com/' },
};

type Purpose = 'usage' | 'status' | 'article';

const OF_AGENTS: Partial<Readonly<Record<AgentId, Readonly<Record<Purpose, LinkId>>>>> = {
  'claude-code': {
    usage: 'claude-usage',
    status: 'claude-status',
    article: 'claude-credits-article',
  },
  codex: { usage: 'codex-usage', status: 'openai-status', article: 'codex-article' },
};

/** The link of an agent's provider for a purpose; null: none is known. */
export function linkOf(agent: AgentId, purpose: Purpose): LinkId | null {
  return OF_AGENTS[agent]?.[purpose] ?? null;
}
