import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { claudeCode } from '../../../main/agents/claude-code/index.ts';
import { discoverLogs, pathOf } from '../../../main/ingest/discover.ts';

let root: string;
let projects: string;

beforeEach(() => {
  root = fs.mkdtempSync(path.join(os.tmpdir(), 'tollgate-discover-'));
  projects = path.join(root, 'projects');
  fs.mkdirSync(projects);
});

afterEach(() => fs.rmSync(root, { recursive: true, force: true }));

const discover = () => discoverLogs(claudeCode, [{ path: root, logFolders: [projects] }]);
const found = () =>
  discover()
    .files.map((file) => path.relative(projects, pathOf(file)))
    .sort();

function put(...parts: string[]): string {
  const file = path.join(projects, ...parts);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, '{}\n');
  return file;
}

describe('the desktop app’s folder', () => {
  const environment = {
    variables: {},
    homeFolder: '',
    join: (...parts: string[]) => path.join(...parts),
    resolve: (place: string) => path.resolve(place),
  };
  const desktop = () => {
    const folders = claudeCode.configFolders({ ...environment, homeFolder: root });
    return discoverLogs(
      claudeCode,
      folders.filter(({ isEmbedded }) => isEmbedded),
    );
  };
  const session = ['local-agent-mode-sessions', 'account', 'org', 'local_1'];
  const place = (...parts: string[]) => {
    const file = path.join(root, '.config', 'Claude', ...parts);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, '{}\n');
    return file;
  };

  it('holds the transcripts of its agent sessions, with their sub-agents', () => {
    const main = place(...session, '.claude', 'projects', 'p', 'a.jsonl');
    const sub = place(...session, '.claude', 'projects', 'p', 'a', 'subagents', 'agent-1.jsonl');
    const code = place('claude-code-sessions', 'x', '.claude', 'projects', 'p', 'b.jsonl');
    const { files } = desktop();
    expect(files.map(pathOf).sort()).toEqual([code, main, sub].sort());
    const account = path.join(root, '.config', 'Claude');
    expect(new Set(files.map((file) => file.folder.account))).toEqual(new Set([account]));
    expect(files.find((file) => pathOf(file) === main)?.folder.names.slice(0, 3)).toEqual([
      'p',
      'projects',
      '.claude',
    ]);
  });

  it.each([
    ['an audit', [...session, 'audit.jsonl']],
    ['what is in the configuration beside projects', [...session, '.claude', 'history.jsonl']],
    ['another folder of it', [...session, '.claude', 'todos', 'projects', 'a.jsonl']],
    ['projects without a configuration', [...session, 'projects', 'p', 'a.jsonl']],
    ['what a session works on', [...session, 'outputs', 'a', 'b', 'c', '.claude', 'x.jsonl']],
    ['what is beside the sessions', ['.claude', 'projects', 'p', 'a.jsonl']],
  ])('%s is no log', (_, parts) => {
    place(...parts);
    expect(desktop()).toMatchObject({ files: [], unreadable: [] });
  });

  it('that is not there is no problem', () => {
    expect(desktop()).toMatchObject({ files: [], unreadable: [] });
  });
});

describe('discoverLogs', () => {
  it('finds sessions, sub-agents and loose files, and nothing else', () => {
    put('p', 'a.jsonl');
    put('p', 'a', 'subagents', 'agent-1.jsonl');
    put('p', 'a', 'subagents', 'workflows', 'w', 'agent-2.jsonl');
    put('loose.jsonl');
    put('p', 'agent-1.meta.json');
    put('p', 'notes.txt');
    expect(found()).toEqual([
      'loose.jsonl',
      'p/a.jsonl',
      'p/a/subagents/agent-1.jsonl',
      'p/a/subagents/workflows/w/agent-2.jsonl',
    ]);
  });

  it('names the folders above a file, nearest first', () => {
    put('p', 'a', 'subagents', 'agent-1.jsonl');
    expect(discover().files[0]).toMatchObject({
      name: 'agent-1.jsonl',
      folder: { names: ['subagents', 'a', 'p'], account: root },
    });
  });

  it('follows a link to a project and to a file, each once', () => {
    const elsewhere = path.join(root, 'elsewhere');
    fs.mkdirSync(elsewhere);
    fs.writeFileSync(path.join(elsewhere, 'b.jsonl'), '{}\n');
    fs.symlinkSync(elsewhere, path.join(projects, 'linked'));
    fs.symlinkSync(elsewhere, path.join(projects, 'linked-again'));
    fs.symlinkSync(path.join(elsewhere, 'b.jsonl'), path.join(projects, 'z.jsonl'));
    expect(discover().files).toHaveLength(1);
  });

  it('does not loop through links', () => {
    put('p', 'a.jsonl');
    fs.symlinkSync(projects, path.join(projects, 'p', 'up'));
    fs.symlinkSync('self.jsonl', path.join(projects, 'p', 'self.jsonl'));
    expect(discover().files).toHaveLength(1);
    expect(discover().unreadable.map(({ code }) => code)).toEqual(['ELOOP']);
  });

  it('counts a file with two names once', () => {
    fs.linkSync(put('p', 'a.jsonl'), path.join(projects, 'p', 'b.jsonl'));
    expect(discover().files).toHaveLength(1);
  });

  it('a broken link is nothing', () => {
    fs.symlinkSync('/nowhere/at/all', path.join(projects, 'gone.jsonl'));
    expect(discover()).toMatchObject({ files: [], unreadable: [] });
  });

  it('looks into a folder named like a file, and never opens a pipe', () => {
    put('folder.jsonl', 'inside.jsonl');
    expect(spawnSync('mkfifo', [path.join(projects, 'pipe.jsonl')]).status).toBe(0);
    expect(found()).toEqual(['folder.jsonl/inside.jsonl']);
  });

  it('names of all kinds are names', () => {
    put('-home-u-prøj 日本', "it's \n new.jsonl");
    expect(discover().files).toHaveLength(1);
  });

  it('a folder that is not there is no problem', () => {
    fs.rmdirSync(projects);
    expect(discover()).toMatchObject({ files: [], unreadable: [] });
  });
});
