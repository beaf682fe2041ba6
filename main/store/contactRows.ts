/** What two tables keep alike: how it stands with somebody who is asked or sent to again and again. */
import type { PollState } from '../domain/providers/schedule.ts';

/** What must outlive a restart about it. */
export type ContactState = PollState & {
  readonly problem: {
    readonly kind: string;
    readonly message: string;
    readonly atMs: number;
  } | null;
  readonly lastContactAtMs: number | null;
  readonly requests: number;
  readonly bytesSent: number;
  readonly bytesReceived: number;
};

export type ContactStateRow = {
  last_polled_at_ms: number | null;
  failures: number;
  not_before_ms: number;
  problem_kind: string | null;
  problem_message: string | null;
  problem_at_ms: number | null;
  last_contact_at_ms: number | null;
  requests: number;
  bytes_sent: number;
  bytes_received: number;
};

export function contactStateOf(row: ContactStateRow): ContactState {
  const { problem_kind: kind, problem_message: message, problem_at_ms: atMs } = row;
  return {
    lastPolledAtMs: row.last_polled_at_ms,
    failures: row.failures,
    notBeforeMs: row.not_before_ms,
    problem: kind === null || message === null || atMs === null ? null : { kind, message, atMs },
    lastContactAtMs: row.last_contact_at_ms,
    requests: row.requests,
    bytesSent: row.bytes_sent,
    bytesReceived: row.bytes_received,
  };
}
