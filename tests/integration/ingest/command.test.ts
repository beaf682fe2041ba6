/** Real files of every kind through the real terminal command. */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openLab, sumOf, type Lab } from '../cli/lab.ts';
import { claudeLine, claudeLines, codexRollout } from '../cli/logLines.ts';

let lab: Lab;
beforeEach(() => {
  lab = openLab();
});
afterEach(() => lab.dispose());

const transcript = (name = 'session-1') => path.join(lab.projects, 'p', `${name}.jsonl`);
const rollout = (...folders: string[]) => path.join(lab.codexHome, ...folders, 'rollout-x.jsonl');
const line = (id: string, output = 10) => `${claudeLine({ id, output })}\n`;

const LARGE = Buffer.concat([
  Buffer.from('{"usage":{"input_tokens":"'),
  Buffer.alloc(50 * 1024 * 1024, 'x'),
  Buffer.from('"}}\n'),
]);

describe('bad input never stops the counting', () => {
  it('everything at once: the good lines count, the bad ones are counted as refused', () => {
    const parts: (string | Buffer)[] = [
      `\ufeff${line('bom')}`,
      line('crlf').replace('\n', '\r\n'),
      line('micros').replace('10:00:00.000Z', '10:00:00.000001Z'),
      line('float').replace('"output_tokens":10', '"output_tokens":10.0'),
      line('nulls').replace('"requestId":"req-nulls"', '"requestId":null,"speed":null'),
      line('surrogate').replace('words', '\\ud83d'),
      line('unknown').replace('"role"', '"speed":"warp","role"'),
      // From here on refused.
      `${line('cut').slice(0, -60)}\n`,
      Buffer.from([0xff, 0x00, 0x80, 0x0a]),
      '\0'.repeat(4096) + '\n',
      Buffer.from(line('utf8').replace('words', '\xff'), 'latin1'),
      line('future').replace('"type":"assistant"', '"type":"assistant_v9"'),
      line('negative').replace('"output_tokens":10', '"output_tokens":-10'),
      line('timeless').replace('"timestamp":"2026', '"timestamp":"soon'),
      LARGE,
      // And good again, without a newline.
      line('last').trimEnd(),
    ];
    lab.write(transcript(), Buffer.concat(parts.map((part) => Buffer.from(part))));
    const history = lab.history();
    expect(sumOf(history)).toMatchObject({ events: 8, outputTokens: 80 });
    expect(history.refusedLines).toBe(8);
    expect(lab.history()).toEqual(history);
    expect(lab.status().problems).toMatchObject([{ kind: 'lines-refused', count: 8 }]);
  });

  it('folders, pipes, loops and links named like sessions', () => {
    lab.write(transcript(), line('a'));
    lab.write(path.join(lab.root, 'elsewhere', 'b.jsonl'), line('b'));
    fs.symlinkSync(path.join(lab.root, 'elsewhere'), path.join(lab.projects, 'linked'));
    fs.symlinkSync(lab.projects, path.join(lab.projects, 'p', 'loop'));
    fs.mkdirSync(path.join(lab.projects, 'p', 'folder.jsonl'));
    spawnSync('mkfifo', [path.join(lab.projects, 'p', 'pipe.jsonl')]);
    expect(sumOf(lab.history())).toMatchObject({ events: 2 });
  });
});

describe('what was counted stays counted', () => {
  it('a transcript that grows, shrinks, is rewritten, replaced and deleted', () => {
    lab.write(transcript(), line('a') + line('b').slice(0, 100));
    expect(sumOf(lab.history()).events).toBe(1);
    expect(lab.history().refusedLines).toBe(1);
    lab.write(transcript(), line('a') + line('b'));
    expect(sumOf(lab.history()).events).toBe(2);
    expect(lab.history().refusedLines).toBe(0);
    lab.write(transcript(), line('b'));
    expect(sumOf(lab.history()).events).toBe(2);
    lab.write(`${transcript()}.new`, line('a', 4) + line('c'));
    fs.renameSync(`${transcript()}.new`, transcript());
    expect(sumOf(lab.history())).toMatchObject({ events: 3, outputTokens: 30 });
    fs.rmSync(path.dirname(transcript()), { recursive: true });
    expect(sumOf(lab.history())).toMatchObject({ events: 3, outputTokens: 30 });
  });

  it('importing twice is importing once', () => {
    lab.write(transcript(), claudeLines('m', 300) + 'nonsense\n');
    lab.write(transcript('resumed'), claudeLines('m', 300));
    const first = lab.run('import', '--json');
    const again = lab.run('import', '--json');
    expect(JSON.parse(first.out)).toMatchObject({ filesRead: 2, events: 300, refusedLines: 1 });
    expect(JSON.parse(again.out)).toMatchObject({ filesRead: 0, events: 300, refusedLines: 1 });
  });
});

describe('codex', () => {
  const TWO = { events: 2, inputTokens: 80, cacheReadTokens: 120, outputTokens: 20 };

  it('a session that is archived counts once, and so do its refused lines', () => {
    const day = ['sessions', '2026', '11', '20'];
    lab.write(rollout(...day), `${codexRollout('thread-1', 2)}nonsense\n`);
    expect(sumOf(lab.history())).toMatchObject(TWO);
    fs.mkdirSync(path.join(lab.codexHome, 'archived_sessions'));
    fs.renameSync(rollout(...day), rollout('archived_sessions'));
    const history = lab.history();
    expect(sumOf(history)).toMatchObject(TWO);
    expect(history.refusedLines).toBe(1);
    fs.appendFileSync(
      rollout('archived_sessions'),
      codexRollout('thread-1', 3).split('\n').at(-2)!,
    );
    expect(sumOf(lab.history()).events).toBe(3);
  });

  it('a session that lies in both folders counts once', () => {
    lab.write(rollout('sessions', '2026'), codexRollout('thread-1', 2));
    lab.write(rollout('archived_sessions'), codexRollout('thread-1', 2));
    expect(sumOf(lab.history())).toMatchObject(TWO);
  });

  it.each(['before', 'after'])(
    'a fork that repeats its parent, read %s it, adds its own part',
    (when) => {
      const parent = codexRollout('parent', 2);
      // Written within a second of its start, except for the third answer.
      const fork = codexRollout('fork', 3, { forked_from_id: 'parent' }).replaceAll(
        /10:00:(01|10|11)\.000Z/g,
        '10:00:00.200Z',
      );
      const files = [
        ['p', parent],
        ['f', fork],
      ] as const;
      for (const [name, text] of when === 'before' ? files.toReversed() : files) {
        lab.write(path.join(lab.codexHome, 'sessions', `rollout-${name}.jsonl`), text);
        lab.history();
      }
      expect(sumOf(lab.history())).toMatchObject({ events: 3, outputTokens: 30 });
    },
  );
});

describe('where the files lie', () => {
  it('follows CLAUDE_CONFIG_DIR lists and CODEX_HOME', () => {
    lab.write(path.join(lab.root, 'one', 'projects', 'p', 'a.jsonl'), line('a'));
    lab.write(path.join(lab.root, 'two', 'projects', 'p', 'b.jsonl'), line('b'));
    lab.write(transcript(), line('not-read'));
    lab.write(path.join(lab.root, 'codex', 'sessions', 'rollout-x.jsonl'), codexRollout('t', 1));
    lab.env['CLAUDE_CONFIG_DIR'] = `${lab.root}/one, ${lab.root}/two/projects`;
    lab.env['CODEX_HOME'] = `${lab.root}/codex`;
    expect(sumOf(lab.history()).events).toBe(3);
  });

  it('reads ~/.claude and the XDG folder', () => {
    lab.write(transcript(), line('a'));
    lab.write(path.join(lab.home, '.config', 'claude', 'projects', 'p', 'b.jsonl'), line('b'));
    expect(sumOf(lab.history()).events).toBe(2);
  });
});
