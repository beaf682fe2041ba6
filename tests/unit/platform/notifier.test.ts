/** The port's own decisions. The real daemon is asked in the end-to-end tests; here are Electron's other shapes. */
import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import type { DaemonState } from '../../../main/platform/notificationDaemon.ts';
import {
  createNotifier,
  hasNotificationButtons,
  type SystemOptions,
} from '../../../main/platform/notifier.ts';

/** A system that does what a test says when it is asked to show something. */
function system(
  onShow: (notification: EventEmitter) => void,
  changes: {
    daemon?: DaemonState;
    readsMarkup?: boolean;
    hasButtons?: boolean;
    isSupported?: boolean;
  } = {},
) {
  const made: { options: SystemOptions; events: EventEmitter; closed: number }[] = [];
  const answers: [string, string][] = [];
  const notifier = createNotifier({
    isSupported: () => changes.isSupported ?? true,
    askDaemon: () => Promise.resolve(changes.daemon ?? 'answers'),
    make(options) {
      const events = new EventEmitter();
      const record = { options, events, closed: 0 };
      made.push(record);
      return Object.assign(events, {
        show: () => onShow(events),
        close: () => void (record.closed += 1),
      });
    },
    hasButtons: changes.hasButtons ?? true,
    readsMarkup: changes.readsMarkup ?? false,
    onAnswer: ({ key }, action) => answers.push([key, action]),
    deadlineMs: 20,
  });
  return { notifier, made, answers };
}

const REQUEST = {
  key: 'k',
  group: 'window',
  endsGroup: false,
  title: 'The next request may be paid',
  body: 'Claude Code',
  isUrgent: true,
  about: null,
  buttons: [
    { action: 'stop', label: 'Stop until 15:00' },
    { action: 'open', label: 'Choose…' },
  ],
} as const;

const shows = (events: EventEmitter) => void events.emit('show', {});

describe('what became of it', () => {
  it('shown', async () => {
    const { notifier, made } = system(shows);
    expect(await notifier.show(REQUEST)).toEqual({ ok: true });
    expect(made[0]?.options).toEqual({
      title: REQUEST.title,
      body: REQUEST.body,
      urgency: 'critical',
      actions: [
        { type: 'button', text: 'Stop until 15:00' },
        { type: 'button', text: 'Choose…' },
      ],
    });
  });

  it.each([
    ['no-daemon', { daemon: 'missing' }],
    ['daemon-hangs', { daemon: 'hangs' }],
    ['unsupported', { isSupported: false }],
  ] as const)('%s: nothing is made', async (kind, changes) => {
    const { notifier, made } = system(shows, changes);
    expect(await notifier.show(REQUEST)).toMatchObject({ ok: false, failure: { kind } });
    expect(made).toEqual([]);
  });

  it('refused by the system', async () => {
    const { notifier } = system((events) => void events.emit('failed', {}, 'no'));
    expect(await notifier.show(REQUEST)).toMatchObject({ ok: false, failure: { kind: 'dropped' } });
  });

  it('neither shown nor refused: taken back, so that its repetition stands alone', async () => {
    const { notifier, made } = system(() => undefined);
    expect(await notifier.show(REQUEST)).toMatchObject({ failure: { kind: 'daemon-hangs' } });
    expect(made[0]?.closed).toBe(1);
  });
});

describe('the end of a window', () => {
  const back = { ...REQUEST, key: 'back', endsGroup: true, buttons: [] };
  const closed = (made: readonly { closed: number }[]) => made.map((one) => one.closed);

  it('takes its warnings off the screen, and nobody else’s', async () => {
    const { notifier, made } = system(shows);
    await notifier.show(REQUEST);
    await notifier.show({ ...REQUEST, group: 'another window' });
    await notifier.show({ ...REQUEST, key: 'higher' });
    expect(closed(made)).toEqual([0, 0, 0]);
    await notifier.show(back);
    expect(closed(made)).toEqual([1, 0, 1, 0]);
  });

  it('leaves them where it could not be shown itself', async () => {
    let works = true;
    const { notifier, made } = system((events) => void events.emit(works ? 'show' : 'failed', {}));
    await notifier.show(REQUEST);
    works = false;
    expect(await notifier.show(back)).toMatchObject({ ok: false });
    expect(closed(made)).toEqual([0, 0]);
  });
});

describe('answers', () => {
  it.each<[string, string, unknown[], string[]]>([
    ['a click', 'click', [{}], ['open']],
    [
      'a button in the shape of Electron 44',
      'action',
      [{ actionIndex: 0, selectionIndex: -1 }, 0, -1],
      ['stop'],
    ],
    ['a button in the shape before 42', 'action', [{}, 1], ['open']],
    ['a button that was never offered', 'action', [{ actionIndex: 7 }], []],
    ['a button without any index', 'action', [null], []],
    ['closing, which answers nothing', 'close', [{ reason: 'userCanceled' }], []],
  ])('%s', async (_, event, args, actions) => {
    const { notifier, made, answers } = system(shows);
    await notifier.show(REQUEST);
    made[0]?.events.emit(event, ...args);
    expect(answers).toEqual(actions.map((action) => ['k', action]));
  });

  it('where there are no buttons none are sent', async () => {
    const { notifier, made } = system(shows, { hasButtons: false });
    await notifier.show(REQUEST);
    expect(made[0]?.options.actions).toEqual([]);
  });

  it.each([
    ['darwin', 33, true],
    ['win32', 41, false],
    ['win32', 42, true],
    ['linux', 43, false],
    ['linux', 44, true],
  ] as const)('buttons on %s with Electron %i: %s', (platform, major, has) => {
    expect(hasNotificationButtons(platform, major)).toBe(has);
  });
});

describe('text', () => {
  it('from logs cannot pass for markup, nor steer a terminal, nor fill the screen', async () => {
    const { notifier, made } = system(shows, { readsMarkup: true });
    const body = `<b>pay</b> & \u001b[31m${'x'.repeat(5000)}`;
    await notifier.show({ ...REQUEST, body });
    const shown = made[0]?.options.body ?? '';
    expect(shown).not.toMatch(/[<>&\u001b]/);
    expect(shown).toHaveLength(800);
  });
});
