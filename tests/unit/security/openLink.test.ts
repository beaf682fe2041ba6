/** 15: what is handed to the system to open, whoever asks. */
import { expect, it, vi } from 'vitest';
import { requestSchemas } from '../../../preload/contract/schemas.ts';
import { LINK_TARGETS, LINKS } from '../../../preload/contract/review/links.ts';

const opened = vi.hoisted(() => [] as string[]);
vi.mock('electron', () => ({
  shell: { openExternal: (address: string) => Promise.resolve(void opened.push(address)) },
}));
const { openLink } = await import('../../../main/platform/openLink.ts');

const HOSTS = [
  'claude.ai',
  'support.claude.com',
  'status.claude.com',
  'chatgpt.com',
  'help.openai.com',
  'status.openai.com',
];

it('every link is a fixed https address of a known host, without a name or a query', async () => {
  for (const link of LINKS) {
    opened.length = 0;
    await openLink(link);
    expect(opened, link).toEqual([LINK_TARGETS[link].address]);
    const { href, protocol, hostname, port, username, password, search, hash } = new URL(
      LINK_TARGETS[link].address,
    );
    expect(href, link).toBe(LINK_TARGETS[link].address);
    expect({ protocol, port, username, password, search, hash }, link).toEqual({
      protocol: 'https:',
      port: '',
      username: '',
      password: '',
      search: '',
      hash: '',
    });
    expect(HOSTS, link).toContain(hostname);
  }
  expect(Object.keys(LINK_TARGETS).sort()).toEqual([...LINKS].sort());
});

it.each([
  ['an address', 'https://claude.ai/settings/usage'],
  ['a name of every object', 'constructor'],
  ['a prototype', '__proto__'],
  ['a link with a blank', 'claude-usage '],
  ['nothing', ''],
  ['an object', { link: 'claude-usage' }],
  ['a list', ['claude-usage']],
])('%s is no link', (_, asked) => {
  expect(requestSchemas['link:open'].safeParse([asked]).success).toBe(false);
  expect(requestSchemas['link:open'].safeParse(['claude-usage', asked]).success).toBe(false);
  expect(requestSchemas['link:open'].safeParse(['claude-usage']).success).toBe(true);
});
