import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseStatusLineReading } from '../../../main/sources/statusLine/readings.ts';
import { ID, layBridge, openLab, run, SHELLS, type Bridge, type Lab } from './bridgeLab.ts';
import { statusLineInput } from './statusLineInput.ts';

const SESSION = '0777700c-1f2e-4d3c-8b9a-001122334455';
const NOBODY = 65_534;
const isRoot = process.getuid?.() === 0;
const canMount = spawnSync('unshare', ['-rm', 'mount', '-t', 'tmpfs', 'x', '/mnt']).status === 0;

let lab: Lab;
let bridge: Bridge;
beforeEach(() => {
  lab = openLab();
});
afterEach(() => {
  lab.dispose();
});

function textOf(changes: Readonly<Record<string, unknown>> = {}): string {
  return `${JSON.stringify(statusLineInput(changes))}\n`;
}

function stateOf(session = SESSION): string {
  return readFileSync(join(bridge.stateFolder, `${session}.json`), 'utf8');
}

describe.each(SHELLS.map((shell) => ({ shell, name: shell.join(' ') })))(
  'under $name',
  ({ shell }) => {
    const render = (input: string | Buffer, options = {}) =>
      run([...shell, bridge.script, ID], input, options);

    it('keeps the rate limits as one documented line, and prints nothing of its own', async () => {
      bridge = layBridge(lab, null);
      const before = Math.floor(Date.now() / 1000);
      expect(await render(textOf())).toEqual({ status: 0, stdout: Buffer.alloc(0), stderr: '' });
      const seconds = Number(/"receivedAtSeconds":(\d+)/.exec(stateOf())?.[1]);
      expect(seconds).toBeGreaterThanOrEqual(before);
      expect(seconds).toBeLessThanOrEqual(Date.now() / 1000);
      expect(stateOf()).toBe(
        `{"version":1,"receivedAtSeconds":${seconds},"reading":{"sessionId":"${SESSION}",` +
          '"agentVersion":"2.1.330","apiDurationMs":96,"rateLimits":{"five_hour":' +
          '{"used_percentage":100,"resets_at":1795360581},"seven_day":' +
          '{"used_percentage":45,"resets_at":1795655181}}}}\n',
      );
      expect(parseStatusLineReading(stateOf())).toMatchObject({
        ok: true,
        value: { windows: [{ usedPercent: 100 }, { usedPercent: 45 }] },
      });
      expect(readdirSync(bridge.stateFolder)).toEqual([`${SESSION}.json`]);
      expect(statSync(join(bridge.stateFolder, `${SESSION}.json`)).mode & 0o777).toBe(0o600);
    });

    it("gives the user's own command the same bytes, and its answer back", async () => {
      const copy = join(lab.root, 'copy');
      bridge = layBridge(lab, `cat > '${copy}'\nprintf 'ünd\\n\\n'; echo "it's me" >&2; exit 7\n`);
      const long = textOf({ filler: 'x"\\é'.repeat(170_000) });
      const inputs = [
        textOf(),
        textOf().trimEnd(),
        `${textOf()}\n\n`,
        textOf({ cwd: '/home/ü/"quoted" \\ 項目' }),
        JSON.stringify(statusLineInput(), null, 2),
        '',
        '\n',
        'no JSON at all',
        Buffer.concat([Buffer.from([0xff, 0xfe, 0x81]), Buffer.from('x\n')]),
        long,
      ];
      expect(long.length).toBeGreaterThan(1_000_000);
      for (const input of inputs) {
        const answer = await render(input);
        expect(readFileSync(copy).equals(Buffer.from(input))).toBe(true);
        expect(answer).toEqual({ status: 7, stdout: Buffer.from('ünd\n\n'), stderr: "it's me\n" });
      }
    });

    it("leaves the environment, the folder and the file mode mask of the user's command alone", async () => {
      bridge = layBridge(lab, 'umask; pwd; env | sort; echo "$0 $#"');
      const env = {
        PATH: process.env['PATH'],
        LC_ALL: 'C.UTF-8',
        found: '1',
        file: '2',
        line: '3',
      };
      const through = await render(textOf(), { cwd: lab.configFolder, env });
      const wrapper = join(lab.root, 'wrapper');
      writeFileSync(wrapper, `printf x | exec /bin/sh -c 'umask; pwd; env | sort; echo "$0 $#"'\n`);
      const bare = await run([...shell, wrapper], '', { cwd: lab.configFolder, env });
      expect(bare.stdout.toString()).toContain('file=2\n');
      expect(through.stdout.toString()).toBe(bare.stdout.toString());
    });

    it('is not disturbed by a command that does not read, or that is killed', async () => {
      bridge = layBridge(lab, 'echo line; kill -9 $$');
      const answer = await render(textOf({ filler: 'x'.repeat(1_000_000) }));
      expect(answer).toMatchObject({ status: 137, stdout: Buffer.from('line\n') });
    });

    it('keeps the time of a reading while it renders the same figures', async () => {
      bridge = layBridge(lab, null);
      await render(textOf());
      const path = join(bridge.stateFolder, `${SESSION}.json`);
      const aged = stateOf().replace(/"receivedAtSeconds":\d+/, '"receivedAtSeconds":5');
      writeFileSync(path, aged);
      const inode = statSync(path).ino;
      await render(textOf({ prompt_id: 'p-2', cwd: '/elsewhere' }));
      expect(stateOf()).toBe(aged);
      expect(statSync(path).ino).toBe(inode);
      await render(textOf({ cost: { total_api_duration_ms: 97 } }));
      expect(stateOf()).toContain('"apiDurationMs":97');
      expect(stateOf()).not.toContain('"receivedAtSeconds":5,');
    });

    it.each([
      ['no rate limits', textOf({ rate_limits: undefined })],
      ['null for rate limits', textOf({ rate_limits: null })],
      ['rate limits of another form', textOf({ rate_limits: [1] })],
      [
        'rate limits only deeper down',
        textOf({ rate_limits: undefined, a: { rate_limits: { b: 1 } } }),
      ],
      ['a text cut off', textOf().slice(0, -4)],
      ['a text without its last brace', textOf().trimEnd().slice(0, -1)],
      ['two objects', textOf() + textOf()],
      ['a bracket that does not match', textOf().replace('[]', '[}')],
      ['no session', textOf({ session_id: undefined })],
      ['a session that is a path', textOf({ session_id: '../../escaped' })],
      ['a session of other letters', textOf({ session_id: 'sïx.y' })],
      ['a session that is a number', textOf({ session_id: 5 })],
      ['a line break in a string', textOf({ rate_limits: { a: 'b@c' } }).replace('@', '\n')],
      ['nothing', ''],
    ])('keeps nothing of %s, and still runs the command', async (_name, input) => {
      bridge = layBridge(lab, 'wc -c');
      const answer = await render(input);
      expect(Number(answer.stdout.toString())).toBe(Buffer.byteLength(input));
      expect(answer).toMatchObject({ status: 0, stderr: '' });
      expect(readdirSync(bridge.stateFolder)).toEqual([]);
      expect(readdirSync(bridge.folder).sort()).toEqual(
        [`${ID}.command`, `${ID}.d`, 'tollgate-statusline.sh'].sort(),
      );
    });

    it('keeps windows that are absent or null as they came', async () => {
      bridge = layBridge(lab, null);
      const rateLimits = {
        five_hour: null,
        seven_day_opus: { used_percentage: 1.5, resets_at: null },
      };
      await render(textOf({ rate_limits: rateLimits, version: undefined, cost: undefined }));
      const { reading } = JSON.parse(stateOf()) as { reading: unknown };
      expect(reading).toEqual({
        sessionId: SESSION,
        agentVersion: null,
        apiDurationMs: null,
        rateLimits,
      });
    });

    it('serves two sessions at once', async () => {
      bridge = layBridge(lab, 'cat > /dev/null; echo line');
      const jobs = Array.from({ length: 24 }, (_, index) => {
        const cost = { total_api_duration_ms: index };
        return render(textOf({ session_id: `session-${index % 2}`, cost }));
      });
      for (const answer of await Promise.all(jobs)) expect(answer.stdout.toString()).toBe('line\n');
      expect(readdirSync(bridge.stateFolder).sort()).toEqual(['session-0.json', 'session-1.json']);
      for (const session of ['session-0', 'session-1']) {
        expect(parseStatusLineReading(stateOf(session)).ok).toBe(true);
      }
    });

    it('makes a lost state folder anew while the bridge is installed, never afterwards', async () => {
      bridge = layBridge(lab, null);
      rmSync(bridge.stateFolder, { recursive: true });
      await render(textOf());
      expect(existsSync(bridge.stateFolder)).toBe(false);
      writeFileSync(join(bridge.folder, `${ID}.record.json`), '{}');
      await render(textOf());
      expect(stateOf()).toContain(SESSION);
      expect(statSync(bridge.stateFolder).mode & 0o777).toBe(0o700);
    });

    it('runs the command when the state folder cannot be written', async () => {
      bridge = layBridge(lab, 'wc -c');
      chmodSync(bridge.stateFolder, 0o500);
      chmodSync(lab.dataFolder, 0o755);
      if (isRoot) chownSync(bridge.script, NOBODY, NOBODY);
      const asUser = isRoot
        ? ['setpriv', `--reuid=${NOBODY}`, `--regid=${NOBODY}`, '--clear-groups']
        : [];
      const input = textOf();
      const answer = await run([...asUser, ...shell, bridge.script, ID], input);
      expect(answer).toMatchObject({ status: 0, stderr: '' });
      expect(Number(answer.stdout.toString())).toBe(Buffer.byteLength(input));
      expect(readdirSync(bridge.stateFolder)).toEqual([]);
    });

    it.skipIf(!canMount)('keeps the last reading whole when the disk is full', async () => {
      bridge = layBridge(lab, 'wc -c');
      const input = textOf();
      const steps = [
        `mount -t tmpfs -o size=8k x "$STATE"`,
        `printf '%s' "$OLD" | "$@"`,
        `dd if=/dev/zero of="$STATE/fill" bs=4096 count=9 2>/dev/null`,
        `printf '%s' "$NEW" | "$@"`,
        `cat "$STATE"/*.json; ls -A "$STATE"`,
      ];
      const env = {
        ...process.env,
        STATE: bridge.stateFolder,
        OLD: input,
        NEW: textOf({ cost: { total_api_duration_ms: 12_345 } }),
      };
      const command = ['unshare', '-rm', 'sh', '-c', steps.join('\n'), 'sh'];
      const answer = await run([...command, ...shell, bridge.script, ID], '', { env });
      const [first, second, state, ...names] = answer.stdout.toString().trim().split('\n');
      expect(Number(first)).toBe(Buffer.byteLength(input));
      expect(Number(second)).toBe(Buffer.byteLength(env.NEW));
      expect(state).toContain('"apiDurationMs":96,');
      expect(names).toEqual([`${SESSION}.json`, 'fill']);
      expect(answer.stderr).toBe('');
    });

    it('survives a wrong or missing id', async () => {
      bridge = layBridge(lab, 'echo never');
      for (const id of [[], [''], ['../x'], ['ffffffffffff']]) {
        const answer = await run([...shell, bridge.script, ...id], textOf());
        expect(answer).toEqual({ status: 0, stdout: Buffer.alloc(0), stderr: '' });
      }
      expect(readdirSync(bridge.stateFolder)).toEqual([]);
    });
  },
);

it('finds the same as a JSON parser in any text', async () => {
  bridge = layBridge(lab, null);
  const limit = fc.option(fc.record({ used_percentage: fc.double(), resets_at: fc.nat() }));
  await fc.assert(
    fc.asyncProperty(
      fc.record({ five_hour: limit, seven_day: limit }, { requiredKeys: [] }),
      fc.dictionary(fc.string({ unit: 'grapheme' }), fc.jsonValue(), { maxKeys: 4 }),
      fc.nat(),
      fc.constantFrom(undefined, 1, '\t', '  \r\n'),
      async (rateLimits, foreign, duration, space) => {
        const cost = { ...foreign, total_api_duration_ms: duration };
        const known = { version: '2.1.330', cost, rate_limits: rateLimits };
        const value = { a: foreign, session_id: SESSION, b: foreign, ...known, c: [foreign] };
        const text = JSON.stringify(value, null, space);
        rmSync(join(bridge.stateFolder, `${SESSION}.json`), { force: true });
        await run(['sh', bridge.script, ID], text);
        const { reading } = JSON.parse(stateOf()) as { reading: Record<string, unknown> };
        const whole = JSON.parse(text) as Record<string, unknown>;
        expect(reading['rateLimits']).toEqual(whole['rate_limits']);
        expect(reading['apiDurationMs']).toBe(duration);
      },
    ),
    { numRuns: 40, interruptAfterTimeLimit: 20_000 },
  );
});

/** macOS and small distributions bring other awks; the script must not lean on one of them. */
const AWKS = ['mawk', 'gawk', 'original-awk', 'busybox awk'].filter((awk) => {
  const [program = '', ...rest] = awk.split(' ');
  return spawnSync(program, [...rest, 'BEGIN { }']).status === 0;
});

it.each(AWKS)('reads the same with %s', async (awk) => {
  bridge = layBridge(lab, null);
  const tools = join(lab.root, 'tools');
  mkdirSync(tools);
  writeFileSync(join(tools, 'awk'), `#!/bin/sh\nexec ${awk} "$@"\n`, { mode: 0o755 });
  const path = `${tools}:${process.env['PATH'] ?? ''}`;
  expect(
    execFileSync('sh', ['-c', 'command -v awk'], { env: { PATH: path } }).toString(),
  ).toContain(tools);
  const text = JSON.stringify(statusLineInput({ cwd: 'C:\\ü\\"\\' }), null, 2);
  await run(['sh', bridge.script, ID], text, { env: { PATH: path, LC_ALL: 'C.UTF-8' } });
  expect(parseStatusLineReading(stateOf())).toMatchObject({
    ok: true,
    value: { sessionId: SESSION, windows: [{ usedPercent: 100 }, { usedPercent: 45 }] },
  });
});
