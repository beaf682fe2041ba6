/** Sessions that are working now. */
import { UNKNOWN_PROJECT_NAME } from '../../preload/contract/projectWording.ts';
import type { AgentId, SessionView } from '../../preload/contract/snapshot.ts';
import { futureFromMs, HOUR_MS } from './calendar.ts';
import { DEFAULT_PICTURE_SETTINGS, type PictureSettings } from './boundary/types.ts';
import { multiplyDivide } from './money.ts';

type SessionSettings = Pick<PictureSettings, 'liveWithinMs' | 'rateSpanMs'>;

/** A counted event as far as a session's row needs it. */
export type SessionEvent = {
  readonly agent: AgentId;
  /** The configuration folder its log was found in. */
  readonly account: string;
  readonly sessionId: string;
  readonly project: string | null;
  readonly model: string;
  readonly atMs: number;
  readonly inputTokens: number;
  readonly cacheWriteTokens: number;
  readonly cacheReadTokens: number;
  readonly costMicros: number | null;
};

/** A session by its last counted event. */
export type SessionUse = Pick<
  SessionEvent,
  'agent' | 'account' | 'sessionId' | 'project' | 'model' | 'atMs'
>;

/** null: the log does not say. */
export const knownModel = (model: string): string | null => (model === 'unknown' ? null : model);

/**
 * Live sessions, the latest first. What a wrong clock dated into the future says nothing about who works now.
 * @param events counted events of the span of the rate at least, by time
 */
export function liveSessions(
  events: readonly SessionEvent[],
  nowMs: number,
  settings: SessionSettings = DEFAULT_PICTURE_SETTINGS,
): SessionView[] {
  const bySession = new Map<string, SessionEvent[]>();
  for (const event of events) {
    if (event.atMs <= nowMs - Math.max(settings.rateSpanMs, settings.liveWithinMs)) continue;
    if (event.atMs >= futureFromMs(nowMs)) continue;
    const key = `${event.agent}|${event.sessionId}`;
    const known = bySession.get(key);
    if (known) known.push(event);
    else bySession.set(key, [event]);
  }
  const live = [...bySession.values()]
    .filter((session) => nowMs - (session.at(-1)?.atMs ?? 0) <= settings.liveWithinMs)
    .sort((a, b) => (b.at(-1)?.atMs ?? 0) - (a.at(-1)?.atMs ?? 0));
  const names = projectNames(live.map((session) => session.at(-1)?.project ?? null));
  return live.map((session, index) => sessionView(session, names[index] ?? '', nowMs, settings));
}

function sessionView(
  events: readonly SessionEvent[],
  projectName: string,
  nowMs: number,
  { rateSpanMs }: SessionSettings,
): SessionView {
  const last = events.at(-1) as SessionEvent;
  const inSpan = events.filter(({ atMs }) => atMs > nowMs - rateSpanMs);
  const priced = inSpan.flatMap(({ costMicros }) => (costMicros === null ? [] : [costMicros]));
  const spentMicros = priced.reduce((sum, costMicros) => sum + costMicros, 0);
  return {
    id: last.sessionId,
    agent: last.agent,
    account: last.account,
    project: last.project,
    projectName,
    model: knownModel(last.model),
    lastActivityMs: last.atMs,
    costPerHourMicros:
      priced.length === 0 ? null : multiplyDivide(spentMicros, HOUR_MS, rateSpanMs),
    contextTokens: last.inputTokens + last.cacheWriteTokens + last.cacheReadTokens,
    source: 'transcripts',
    basis: 'estimated',
    asOfMs: last.atMs,
  };
}

/** The shortest ends of the paths that tell different projects apart. */
export function projectNames(paths: readonly (string | null)[]): string[] {
  const parts = paths.map((path) => path?.split(/[/\\]/).filter((part) => part !== '') ?? []);
  const nameAt = (index: number, depth: number) => (parts[index] ?? []).slice(-depth).join('/');
  return paths.map((path, index) => {
    if (path === null) return UNKNOWN_PROJECT_NAME;
    let depth = 1;
    const isShared = () =>
      paths.some(
        (other, at) =>
          other !== null && other !== path && nameAt(at, depth) === nameAt(index, depth),
      );
    while (isShared() && depth < (parts[index]?.length ?? 0)) depth += 1;
    return nameAt(index, depth) || path;
  });
}
