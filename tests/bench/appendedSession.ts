/** A session that is being written now, in a file of its own that does not outlive the run. */
import fs from 'node:fs';
import path from 'node:path';

/** @param number tells sessions apart that are written at the same time; below 10 */
export function openAppendedSession({ home }: { readonly home: string }, number = 0) {
  const name = `being-written${number === 0 ? '' : number}`;
  const folder = path.join(home, '.claude', 'projects', `-home-dev-projects-${name}`);
  let sequence = 0;
  fs.rmSync(folder, { recursive: true, force: true });
  return {
    append: () => {
      sequence += 1;
      fs.mkdirSync(folder, { recursive: true });
      const line = {
        type: 'assistant',
        isSidechain: false,
        message: {
          id: `msg_bench_${process.pid}_${number}_${sequence}`,
          type: 'message',
          role: 'assistant',
          model: 'claude-sonnet-5-5',
          content: [{ type: 'text', text: 'appended' }],
          usage: {
            input_tokens: 12,
            cache_creation_input_tokens: 2_000,
            cache_read_input_tokens: 15_000,
            output_tokens: 42,
          },
        },
        requestId: `req_bench_${process.pid}_${number}_${sequence}`,
        uuid: crypto.randomUUID(),
        timestamp: new Date().toISOString(),
        cwd: `/home/dev/projects/${name}`,
        sessionId: `b0000000-0000-4000-8000-00000000000${number}`,
        version: '2.1.330',
      };
      const file = path.join(folder, `${line.sessionId}.jsonl`);
      fs.appendFileSync(file, `${JSON.stringify(line)}\n`);
    },
    remove: () => fs.rmSync(folder, { recursive: true, force: true }),
  };
}
