import { describe, expect, it } from 'vitest';
import { liveSessions, projectNames, type SessionEvent } from '../../../main/domain/sessions.ts';
import { HOUR, MINUTE, NOW } from './windowView.ts';

const event = (changes: Partial<SessionEvent> = {}): SessionEvent => ({
  agent: 'claude-code',
  account: '/home/u/.claude',
  sessionId: 'one',
  project: '/home/u/toll-road',
  model: 'claude-opus-5',
  atMs: NOW - MINUTE,
  inputTokens: 10,
  cacheWriteTokens: 200,
  cacheReadTokens: 3000,
  costMicros: 50,
  ...changes,
});

describe('liveSessions', () => {
  it('shows the last request’s context and the cost of the last hour', () => {
    const events = [
      event({ atMs: NOW - HOUR, costMicros: 1_000_000 }),
      event({ atMs: NOW - HOUR + 1, costMicros: 7, cacheReadTokens: 9 }),
      event(),
    ];
    expect(liveSessions(events, NOW)).toEqual([
      {
        id: 'one',
        agent: 'claude-code',
        account: '/home/u/.claude',
        project: '/home/u/toll-road',
        projectName: 'toll-road',
        model: 'claude-opus-5',
        lastActivityMs: NOW - MINUTE,
        costPerHourMicros: 57,
        contextTokens: 3210,
        source: 'transcripts',
        basis: 'estimated',
        asOfMs: NOW - MINUTE,
      },
    ]);
  });

  it('a session is live for five minutes after its last answer', () => {
    expect(liveSessions([event({ atMs: NOW - 5 * MINUTE })], NOW)).toHaveLength(1);
    expect(liveSessions([event({ atMs: NOW - 5 * MINUTE - 1 })], NOW)).toEqual([]);
  });

  it('an answer that a wrong clock dated into the future makes nobody work, and hides nobody who does', () => {
    const wrong = event({ atMs: NOW + 30 * HOUR, costMicros: 1_000_000, cacheReadTokens: 1 });
    expect(liveSessions([wrong], NOW)).toEqual([]);
    expect(liveSessions([event(), wrong], NOW)).toEqual(liveSessions([event()], NOW));
    expect(liveSessions([event({ atMs: NOW + MINUTE })], NOW)).toHaveLength(1);
    expect(liveSessions([event({ atMs: NOW + MINUTE + 1 })], NOW)).toEqual([]);
  });

  it('the user’s own limits rule: how long a session is live, and over which span its rate is', () => {
    const own = { liveWithinMs: 90 * MINUTE, rateSpanMs: 30 * MINUTE };
    const events = [
      event({ atMs: NOW - 80 * MINUTE, costMicros: 1_000_000 }),
      event({ atMs: NOW - 20 * MINUTE }),
    ];
    // Fifty in half an hour are a hundred an hour.
    expect(liveSessions(events, NOW, own)).toMatchObject([{ costPerHourMicros: 100 }]);
    const early = [event({ atMs: NOW - 80 * MINUTE })];
    expect(liveSessions(early, NOW, own)).toMatchObject([{ costPerHourMicros: null }]);
  });

  it('a cost that nobody knows is unknown, not zero; a known part is shown', () => {
    const unpriced = event({ costMicros: null });
    expect(liveSessions([unpriced], NOW)[0]?.costPerHourMicros).toBeNull();
    expect(liveSessions([unpriced, event()], NOW)[0]?.costPerHourMicros).toBe(50);
  });

  it('the latest stands first, and equal ids of two agents are two sessions', () => {
    const events = [
      event({ atMs: NOW - 3 * MINUTE }),
      event({ agent: 'codex', atMs: NOW - 2 * MINUTE }),
    ];
    expect(liveSessions(events, NOW).map(({ agent }) => agent)).toEqual(['codex', 'claude-code']);
  });

  it('a model that the log does not name is not known', () => {
    expect(liveSessions([event({ model: 'unknown' })], NOW)[0]?.model).toBeNull();
  });
});

describe('projectNames', () => {
  it.each([
    [['/home/u/api'], ['api']],
    [
      ['/home/u/api', '/srv/web'],
      ['api', 'web'],
    ],
    [
      ['/home/u/api', '/srv/work/api'],
      ['u/api', 'work/api'],
    ],
    [
      ['/a/x/api', '/b/x/api'],
      ['a/x/api', 'b/x/api'],
    ],
    [
      ['/api', '/srv/api'],
      ['api', 'srv/api'],
    ],
    [
      ['/home/u/api', '/home/u/api'],
      ['api', 'api'],
    ],
    [['C:\\Users\\u\\api'], ['api']],
    [['/'], ['/']],
    [[null], ['unknown project']],
  ])('%j is shown as %j', (paths, names) => {
    expect(projectNames(paths)).toEqual(names);
  });
});
