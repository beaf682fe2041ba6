// Keeps the compiled code of the terminal command beside it: node keep-code.mjs FOLDER-OF-THE-COMMAND
//
// V8 compiles a function when it is first called, so the command imports a small history first.

import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { compileProgram } from '../../main/cli/loadProgram.ts';

const FILES = 40;

const home = fs.mkdtempSync(path.join(os.tmpdir(), 'tollgate-build-'));
try {
  writeHistory(path.join(home, '.claude', 'projects', 'one'));
  for (const name of Object.keys(process.env)) if (name !== 'PATH') delete process.env[name];
  process.env.HOME = home;
  process.env.TOLLGATE_DATA_DIR = path.join(home, 'data');
  const program = compileProgram(path.join(path.resolve(process.argv[2]), 'cli-program.cjs'));
  await program.run().runCommand(['import'], null);
  program.keep();
} finally {
  fs.rmSync(home, { recursive: true, force: true });
}

/** As Claude Code writes answers, with what makes each kind of look at them necessary. */
function writeHistory(folder) {
  fs.mkdirSync(folder, { recursive: true });
  for (let file = 0; file < FILES; file += 1) {
    const lines = Array.from({ length: 40 }, (_, line) => JSON.stringify(answer(file, line)));
    fs.writeFileSync(path.join(folder, `${file}.jsonl`), `${lines.join('\n')}\n`);
  }
}

function answer(file, line) {
  const usage = {
    input_tokens: 3,
    cache_creation_input_tokens: 10,
    cache_read_input_tokens: 20,
    output_tokens: line,
    service_tier: 'standard',
  };
  const message = { id: `msg_${file}_${line}`, type: 'message', role: 'assistant' };
  return {
    parentUuid: null,
    isSidechain: false,
    cwd: '/home/user/project',
    sessionId: `session-${file}`,
    version: '2.0.0',
    type: 'assistant',
    message: { ...message, model: 'claude-opus-4-5', content: [], stop_reason: null, usage },
    requestId: `req_${file}_${line}`,
    uuid: `${file}-${line}`,
    timestamp: '2026-01-01T00:00:00.000Z',
  };
}
