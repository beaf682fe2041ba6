/**
 * The unmodified OpenCode against a provider of our own: whatever that provider billed, Tollgate must report, to the
 * token, from the program's own database.
 *
 * Seen with 1.18.33, and held here: every answer is one row of `message`; going on with a session adds rows; a fork
 * copies the rows of its parent under new ids. The request that names a session leaves no row at all.
 */
import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type AgentHome, createAgentHome } from './agentHome.ts';
import { distinctTokens } from './answers.ts';
import { billedRows, reportedRows } from './billing.ts';
import { type BilledResponse, type LoopbackServer, startLoopbackServer } from './loopbackServer.ts';
import { ensureNpmProgram } from './npmProgram.ts';
import { planReport } from './planState.ts';
import { runProgram } from './runProgram.ts';
import { type CommandEnvironment, readHistory, readStatus } from './tollgateCommand.ts';

const DEADLINE_MS = 8 * 60_000;
const VERSION = '1.18.33';
const MODEL = 'claude-sonnet-4-5';

let home: AgentHome;
let server: LoopbackServer;
let env: CommandEnvironment;

/** Requests that name a session: their answers are billed, and no row tells of them. */
function isNaming({ request }: BilledResponse): boolean {
  return JSON.stringify(request.body['system'] ?? '').includes('title generator');
}

beforeAll(async () => {
  home = createAgentHome();
  const plan = planReport('on-plan', Date.now());
  server = await startLoopbackServer((_request, sequence) => ({
    text: `answer number ${sequence}`,
    tokens: { ...distinctTokens(sequence), cacheWriteOneHourTokens: 0 },
    plan,
  }));
  const program = await ensureNpmProgram({
    packageSpec: `opencode-ai@${VERSION}`,
    findExecutable: findOpenCode,
  });
  writeConfiguration();
  await prompt(program, 'say hello');
  await prompt(program, 'and again', '--continue');
  await prompt(program, 'another way', '--continue', '--fork');
  env = {
    ...home.env,
    HOME: home.folder,
    TOLLGATE_DATA_DIR: path.join(home.folder, 'tollgate'),
  };
}, DEADLINE_MS);

afterAll(async () => {
  await server.close();
  home.remove();
});

/** The one for older processors runs everywhere. */
function findOpenCode(folder: string): string | null {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const found = [`opencode-${platform}-baseline`, `opencode-${platform}`]
    .map((name) => path.join(folder, 'node_modules', name, 'bin'))
    .flatMap((bin) => ['opencode', 'opencode.exe'].map((file) => path.join(bin, file)));
  return found.find((file) => fs.existsSync(file)) ?? null;
}

function writeConfiguration(): void {
  const folder = path.join(home.folder, '.config', 'opencode');
  fs.mkdirSync(folder, { recursive: true });
  const provider = {
    npm: '@ai-sdk/anthropic',
    name: 'Loopback',
    options: { baseURL: `${server.url}/v1`, apiKey: 'loopback' },
    models: { [MODEL]: { name: MODEL } },
  };
  const settings = {
    autoupdate: false,
    share: 'disabled',
    model: `loopback/${MODEL}`,
    small_model: `loopback/${MODEL}`,
    provider: { loopback: provider },
  };
  fs.writeFileSync(path.join(folder, 'opencode.json'), JSON.stringify(settings));
}

async function prompt(program: string, text: string, ...flags: string[]): Promise<void> {
  const result = await runProgram(program, ['run', ...flags, text], {
    cwd: home.project,
    env: { ...home.env, OPENCODE_DISABLE_AUTOUPDATE: '1', OPENCODE_DISABLE_MODELS_FETCH: '1' },
  });
  if (result.exitCode !== 0) throw new Error(`OpenCode: ${result.stdout}\n${result.stderr}`);
}

it('reports what was billed, to the token', async () => {
  const answers = server.billed.filter((response) => !isNaming(response));
  expect(answers).toHaveLength(3);
  const { rows, refusedLines } = await readHistory('model', env);
  expect(refusedLines).toBe(0);
  expect(reportedRows(rows, 'opencode')).toEqual(billedRows(answers, ({ model }) => model));
  const projects = await readHistory('project', env);
  expect(reportedRows(projects.rows, 'opencode')).toEqual(billedRows(answers, () => home.project));
});

it('has no window of its own, and leaves nothing beside the database', async () => {
  const data = path.join(home.folder, '.local', 'share', 'opencode');
  const before = fs.readdirSync(data);
  const { snapshot } = await readStatus(env);
  expect(snapshot.windows).toEqual([]);
  expect(snapshot.problems.filter(({ path: file }) => file?.startsWith(data))).toEqual([]);
  const view = snapshot.agents.find(({ id }) => id === 'opencode');
  expect(view).toMatchObject({ draw: 'api-key', keepsNoUsage: null });
  expect(view?.folders.map(({ path: folder, logFiles }) => [folder, logFiles])).toEqual([
    [data, 1],
  ]);
  expect(fs.readdirSync(data)).toEqual(before);
});
