import { describe, expect, it } from 'vitest';
import path from 'node:path';
import type { Agent, Environment } from '../../../main/agents/agent.ts';
import { claudeCode } from '../../../main/agents/claude-code/index.ts';
import { codex } from '../../../main/agents/codex/index.ts';
import { AGENT_LIST, AGENTS } from '../../../main/agents/registry.ts';

function environment(variables: Record<string, string>): Environment {
  return {
    variables,
    homeFolder: '/home/u',
    join: path.posix.join,
    resolve: (place) => path.posix.resolve('/work-folder', place),
  };
}

/** All but those of other programs. */
const ownFolders = (agent: Agent, variables: Record<string, string> = {}) =>
  agent.configFolders(environment(variables)).filter(({ isEmbedded }) => !isEmbedded);

const pathsOf = (agent: Agent, variables: Record<string, string> = {}) =>
  ownFolders(agent, variables).map((folder) => folder.path);

describe('Claude Code’s folders', () => {
  it('are ~/.claude and the XDG folder, both', () => {
    expect(ownFolders(claudeCode)).toEqual([
      { path: '/home/u/.claude', logFolders: ['/home/u/.claude/projects'] },
      { path: '/home/u/.config/claude', logFolders: ['/home/u/.config/claude/projects'] },
    ]);
  });

  it('follow XDG_CONFIG_HOME', () => {
    expect(pathsOf(claudeCode, { XDG_CONFIG_HOME: '/xdg' })).toEqual([
      '/home/u/.claude',
      '/xdg/claude',
    ]);
  });

  it.each([
    ['replaces the defaults', '/a', ['/a']],
    ['may list several', '/a, /b,,/c ', ['/a', '/b', '/c']],
    ['names each once', '/a,/a/,/b/../a', ['/a']],
    ['expands ~', '~/.claude-work,~', ['/home/u/.claude-work', '/home/u']],
    ['leaves ~name alone', '/x/~u', ['/x/~u']],
    ['may be relative', 'conf', ['/work-folder/conf']],
    ['may hold blanks and letters of all kinds', '/a b/ç', ['/a b/ç']],
    ['that is blank counts as not set', '  ', ['/home/u/.claude', '/home/u/.config/claude']],
  ])('CLAUDE_CONFIG_DIR %s', (_, listed, expected) => {
    expect(pathsOf(claudeCode, { CLAUDE_CONFIG_DIR: listed })).toEqual(expected);
  });

  it('an entry may name the projects folder itself', () => {
    const variables = { CLAUDE_CONFIG_DIR: '/a/projects/' };
    expect(ownFolders(claudeCode, variables)).toEqual([
      { path: '/a', logFolders: ['/a/projects'] },
    ]);
  });

  it.each([
    [{}, ['/home/u/Library/Application Support/Claude', '/home/u/.config/Claude']],
    [
      { APPDATA: '/roaming', XDG_CONFIG_HOME: '/xdg', CLAUDE_CONFIG_DIR: '/a' },
      ['/home/u/Library/Application Support/Claude', '/roaming/Claude', '/xdg/Claude'],
    ],
  ])('are also the desktop app’s, wherever it may keep them: %j', (variables, expected) => {
    const embedded = claudeCode
      .configFolders(environment(variables))
      .filter(({ isEmbedded }) => isEmbedded);
    expect(embedded.map((folder) => folder.path)).toEqual(expected);
    expect(embedded.map(({ path: place, logFolders }) => [place, logFolders])).toEqual(
      expected.map((place) => [
        place,
        [`${place}/local-agent-mode-sessions`, `${place}/claude-code-sessions`],
      ]),
    );
  });

  it('take a status line in their settings', () => {
    expect(claudeCode.statusLineSettings?.('/a', path.posix.join)).toBe('/a/settings.json');
  });
});

describe('Codex’s folders', () => {
  it('are ~/.codex with its sessions and archived sessions', () => {
    expect(codex.configFolders(environment({}))).toEqual([
      {
        path: '/home/u/.codex',
        logFolders: ['/home/u/.codex/sessions', '/home/u/.codex/archived_sessions'],
      },
    ]);
  });

  it('CODEX_HOME replaces it and may list several', () => {
    expect(pathsOf(codex, { CODEX_HOME: '~/one, /two' })).toEqual(['/home/u/one', '/two']);
    expect(pathsOf(codex, { CODEX_HOME: '' })).toEqual(['/home/u/.codex']);
  });
});

describe('the registry', () => {
  it('knows each agent under its own id', () => {
    for (const [id, agent] of Object.entries(AGENTS)) expect(agent.id).toBe(id);
    expect(AGENT_LIST).toHaveLength(Object.keys(AGENTS).length);
  });

  it('log files of the first two are the .jsonl ones', () => {
    for (const agent of [claudeCode, codex]) {
      expect(agent.isLogFile('a.jsonl')).toBe(true);
      expect(agent.isLogFile('a.jsonl.zst')).toBe(false);
      expect(agent.isLogFile('agent-a01.meta.json')).toBe(false);
    }
  });

  it('no file with a sign-in is a log', () => {
    const secrets = ['auth.json', 'secrets.json', 'state.vscdb', '.credentials.json'];
    const more = ['providers.json', 'settings.json', 'oauth_creds.json', 'mcp-auth.json'];
    for (const agent of AGENT_LIST) {
      for (const name of [...secrets, ...more]) expect(agent.isLogFile(name)).toBe(false);
    }
  });

  it('OpenCode is looked for where its logs are, and nowhere else in its folder', () => {
    const place = AGENTS.opencode.configFolders({
      variables: {},
      homeFolder: '/home/u',
      join: (...parts) => parts.join('/'),
      resolve: (one) => one,
    })[0]?.placeOf;
    expect(place?.([])).toBe('logs');
    expect(place?.(['storage'])).toBe('way');
    expect(place?.(['message', 'storage'])).toBe('logs');
    expect(place?.(['ses_1', 'message', 'storage'])).toBe('logs');
    for (const other of [
      ['log'],
      ['snapshot'],
      ['part', 'storage'],
      ['x', 'ses_1', 'message', 'storage'],
    ]) {
      expect(place?.(other)).toBe('nothing');
    }
  });
});
