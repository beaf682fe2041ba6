/** A session that is being written now, in a file of its own that does not outlive the run. */
import fs from 'node:fs';
import path from 'node:path';

export function openAppendedSession({ home }: { readonly home: string }) {
  const folder = path.join(home, '.claude', 'projects', '-home-dev-projects-being-written');
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
          id: `msg_bench_${process.pid}_${sequence}`,
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
        requestId: `req_bench_${process.pid}_${sequence}`,
        uuid: crypto.randomUUID(),
        timestamp: new Date().toISOString(),
        cwd: '/home/dev/projects/being-written',
        sessionId: 'b0000000-0000-4000-8000-000000000000',
        version: '2.1.330',
      };
      const file = path.join(folder, `${line.sessionId}.jsonl`);
      fs.appendFileSync(file, `${JSON.stringify(line)}\n`);
    },
    remove: () => fs.rmSync(folder, { recursive: true, force: true }),
  };
}
