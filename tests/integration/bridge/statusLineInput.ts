/** The JSON that Claude Code 2.1.330 hands to a status line, with the figures left open. */
export function statusLineInput(changes: Readonly<Record<string, unknown>> = {}) {
  return {
    session_id: '0777700c-1f2e-4d3c-8b9a-001122334455',
    transcript_path: '/home/u/.claude/projects/-home-u-proj/0777700c.jsonl',
    cwd: '/home/u/proj',
    prompt_id: 'p-1',
    effort: { level: 'medium' },
    model: { id: 'claude-sonnet-5-5', display_name: 'Sonnet 5.5' },
    workspace: { current_dir: '/home/u/proj', project_dir: '/home/u/proj', added_dirs: [] },
    version: '2.1.330',
    output_style: { name: 'default' },
    cost: {
      total_cost_usd: 0.0298,
      total_duration_ms: 20_036,
      total_api_duration_ms: 96,
      total_lines_added: 0,
      total_lines_removed: 0,
    },
    context_window: {
      total_input_tokens: 17_012,
      context_window_size: 1_000_000,
      current_usage: { input_tokens: 12, output_tokens: 42 },
      used_percentage: 2,
    },
    exceeds_200k_tokens: false,
    prompt_cache: { warm: true, last_miss_cause: null, miss_causes: {} },
    fast_mode: false,
    thinking: { enabled: true },
    rate_limits: {
      five_hour: { used_percentage: 100, resets_at: 1_795_360_581 },
      seven_day: { used_percentage: 45, resets_at: 1_795_655_181 },
    },
    ...changes,
  };
}
