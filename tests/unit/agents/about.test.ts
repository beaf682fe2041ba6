import { describe, expect, it } from 'vitest';
import { aboutClaudeSession } from '../../../main/agents/claude-code/about.ts';
import { aboutCodexSession } from '../../../main/agents/codex/about.ts';

const lines = (...rows: readonly object[]) => rows.map((row) => JSON.stringify(row));

function user(content: unknown, more: object = {}) {
  return { type: 'user', message: { role: 'user', content }, gitBranch: 'HEAD', ...more };
}

describe('what a session of Claude Code is about', () => {
  it('is the user’s own title before the agent’s, before the first message', () => {
    const asked = user('repair the checkout', { gitBranch: 'fix/checkout' });
    const given = { type: 'ai-title', aiTitle: 'Checkout repair' };
    const own = { type: 'custom-title', customTitle: 'Till' };
    expect(aboutClaudeSession(lines(asked))).toEqual({
      title: 'repair the checkout',
      branch: 'fix/checkout',
    });
    expect(aboutClaudeSession(lines(asked, given)).title).toBe('Checkout repair');
    expect(aboutClaudeSession(lines(asked, given, own)).title).toBe('Till');
  });

  it('is not what the program put into the user’s mouth', () => {
    const rows = lines(
      user('<local-command-stdout>ok</local-command-stdout>'),
      user('caveat', { isMeta: true }),
      user([{ type: 'text', text: 'write the docs' }]),
    );
    expect(aboutClaudeSession(rows)).toEqual({ title: 'write the docs', branch: null });
  });

  it('is unknown for broken lines', () => {
    expect(aboutClaudeSession(['{"type":"us', 'null', '7', ''])).toEqual({
      title: null,
      branch: null,
    });
  });
});

describe('what a rollout of Codex is about', () => {
  it('is its first message, on the branch of its head line', () => {
    const rows = lines(
      { type: 'session_meta', payload: { id: 'x', git: { branch: 'main' } } },
      { type: 'event_msg', payload: { type: 'user_message', message: '<context>' } },
      { type: 'event_msg', payload: { type: 'user_message', message: 'add a till' } },
    );
    expect(aboutCodexSession(rows)).toEqual({ title: 'add a till', branch: 'main' });
    expect(aboutCodexSession([])).toEqual({ title: null, branch: null });
  });
});
