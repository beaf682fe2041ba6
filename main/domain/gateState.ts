/** How the gate of one agent's folder stands, judged by what was seen. */
import type { GateStanding } from '../../preload/contract/snapshot.ts';

export type GateEvidence = {
  /** null: the agent has no hooks that stop requests. */
  readonly installation: 'not-installed' | 'installed' | 'replaced' | 'unreadable' | null;
  readonly installedAtMs: number | null;
  readonly needsTrust: boolean;
  /** When a hook last ran; null when never. */
  readonly lastRunAtMs: number | null;
  /** The agent's last answer in its own files; null when there is none. */
  readonly lastActivityAtMs: number | null;
};

/** Longer than any one answer takes: every prompt and every batch of tools runs the hook. */
const BYPASS_MS = 30 * 60_000;
/** A session that read its settings before the installation goes on without the hooks for a moment. */
const SETTLE_MS = 60_000;

/** Judges by what was seen: a hook that ran after it was installed is active. */
export function gateStanding(evidence: GateEvidence): GateStanding {
  const { installation, installedAtMs, needsTrust, lastRunAtMs, lastActivityAtMs } = evidence;
  if (installation === null) return 'cannot-be-held';
  if (installation !== 'installed') return installation;
  const since = installedAtMs ?? 0;
  const ranAtMs = lastRunAtMs !== null && lastRunAtMs >= since - 1000 ? lastRunAtMs : null;
  if (ranAtMs === null) {
    const wasUsed = lastActivityAtMs !== null && lastActivityAtMs > since + SETTLE_MS;
    if (needsTrust) return 'not-trusted';
    return wasUsed ? 'bypassed' : 'not-tried';
  }
  const isPassedBy = lastActivityAtMs !== null && lastActivityAtMs > ranAtMs + BYPASS_MS;
  return isPassedBy ? 'bypassed' : 'active';
}
