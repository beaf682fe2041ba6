/** Notifications across the threads: each answer reaches the one who asked. */
import { describe, expect, it } from 'vitest';
import { createNotices } from '../../../main/workers/notices.ts';
import type { NotificationRequest } from '../../../preload/contract/alerts.ts';

const request = (key: string): NotificationRequest => ({
  key,
  group: key,
  endsGroup: false,
  title: key,
  body: '',
  isUrgent: false,
  about: null,
  buttons: [],
});

describe('notices', () => {
  it('go out as they are, and their answers come back by key, in any order', async () => {
    const asked: NotificationRequest[] = [];
    const notices = createNotices((one) => asked.push(one));
    const answers = ['a', 'b'].map((key) => notices.show(request(key)));
    expect(asked).toEqual([request('a'), request('b')]);
    notices.answered('b', { ok: false, reason: 'no' });
    notices.answered('a', { ok: true });
    expect(await Promise.all(answers)).toEqual([{ ok: true }, { ok: false, reason: 'no' }]);
  });

  it('an answer that nobody waits for is let go', () => {
    const notices = createNotices(() => undefined);
    expect(() => notices.answered('a', { ok: true })).not.toThrow();
  });
});
