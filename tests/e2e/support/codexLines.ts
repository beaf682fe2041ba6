/** Rollout lines in the shape that Codex writes: a session that reports its plan's use at each answer. */
import { randomUUID } from 'node:crypto';

export type CodexReading = {
  readonly atMs: number;
  readonly usedPercent: number;
  readonly weeklyPercent?: number;
};

export type CodexSession = {
  readonly resetsAtMs: number;
  readonly weeklyResetsAtMs?: number;
  readonly cwd?: string;
  readonly model?: string;
  readonly balance?: string;
};

const DAY_MS = 86_400_000;
const STEP = { input_tokens: 18_044, cached_input_tokens: 16_016, output_tokens: 640 };

/** A growing rollout: the text so far, and the line of each further answer. */
export function codexRollout(session: CodexSession) {
  const { resetsAtMs, weeklyResetsAtMs = resetsAtMs + 3 * DAY_MS, balance = '12.50' } = session;
  const id = randomUUID();
  const cwd = session.cwd ?? '/home/u/toll-road';
  let answers = 0;

  function usage(times: number) {
    return Object.fromEntries(Object.entries(STEP).map(([name, count]) => [name, count * times]));
  }

  return {
    name: `2026-11-22T12-00-00-${id}`,
    start(atMs: number): string {
      const meta = { id, session_id: id, cwd, cli_version: '0.169.0', originator: 'codex_cli_rs' };
      const context = { turn_id: randomUUID(), cwd, model: session.model ?? 'gpt-5' };
      return (
        line(atMs, 'session_meta', { ...meta, timestamp: new Date(atMs).toISOString() }) +
        line(atMs, 'turn_context', context)
      );
    },
    answer({ atMs, usedPercent, weeklyPercent = 41 }: CodexReading): string {
      answers += 1;
      return line(atMs, 'event_msg', {
        type: 'token_count',
        info: { total_token_usage: usage(answers), last_token_usage: usage(1) },
        rate_limits: {
          limit_id: 'codex',
          limit_name: null,
          primary: limit(usedPercent, 300, resetsAtMs),
          secondary: limit(weeklyPercent, 10_080, weeklyResetsAtMs),
          credits: { has_credits: Number(balance) > 0, unlimited: false, balance },
        },
      });
    },
  };
}

function limit(usedPercent: number, windowMinutes: number, resetsAtMs: number) {
  return {
    used_percent: usedPercent,
    window_minutes: windowMinutes,
    resets_at: Math.round(resetsAtMs / 1000),
  };
}

function line(atMs: number, type: string, payload: object): string {
  return `${JSON.stringify({ timestamp: new Date(atMs).toISOString(), type, payload })}\n`;
}
