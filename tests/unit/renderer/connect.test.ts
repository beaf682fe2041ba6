import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Snapshot } from '../../../preload/contract/snapshot.ts';
import { messages } from '../../../renderer/messages.ts';
import { followSnapshots } from '../../../renderer/store/connect.ts';
import { useGlance } from '../../../renderer/store/glanceStore.ts';
import { followPrompt, usePrompt } from '../../../renderer/store/promptStore.ts';
import { makeSnapshot } from '../../fixtures/snapshots.ts';

const request = vi.fn();
let push: (snapshot: Snapshot) => void;
let drawings: number;
let unsubscribe: () => void;

beforeEach(() => {
  request.mockReset();
  const onSnapshot = (listener: typeof push) => (push = listener);
  vi.stubGlobal('window', { tollgate: { request, onSnapshot, onPrompt: () => undefined } });
  vi.stubGlobal('document', { documentElement: { lang: '' } });
  useGlance.setState(useGlance.getInitialState());
  usePrompt.setState(usePrompt.getInitialState());
  drawings = 0;
  unsubscribe = useGlance.subscribe(() => (drawings += 1));
});

afterEach(() => {
  unsubscribe();
  vi.unstubAllGlobals();
});

test('there is something to draw when the first figures are there', async () => {
  const first = makeSnapshot({});
  request.mockResolvedValue(first);
  await followSnapshots();
  expect(request.mock.calls).toEqual([['snapshot:get']]);
  expect(useGlance.getState().snapshot).toEqual(first);
});

test('a pushed snapshot wins over the answer that was under way', async () => {
  const pushed = makeSnapshot({ takenAtMs: 2 });
  request.mockImplementation(() => {
    push(pushed);
    return Promise.resolve(makeSnapshot({ takenAtMs: 1 }));
  });
  await followSnapshots();
  expect(useGlance.getState().snapshot).toBe(pushed);
});

test('what main says twice is drawn once, and any difference is drawn', async () => {
  const first = makeSnapshot({});
  request.mockResolvedValue(first);
  await followSnapshots();
  drawings = 0;
  push(structuredClone(first));
  expect(drawings).toBe(0);
  push({ ...first, problems: [A_PROBLEM] });
  push({ ...first, problems: [A_PROBLEM], takenAtMs: first.takenAtMs + 1 });
  expect(drawings).toBe(2);
});

test('a main process that does not answer is something to draw as well', async () => {
  request.mockRejectedValue(new Error('gone'));
  await followSnapshots();
  expect(useGlance.getState()).toMatchObject({ snapshot: null, failure: messages.noAnswer });
  await followPrompt();
  expect(usePrompt.getState()).toMatchObject({ isKnown: true, refusal: messages.noAnswer });
});

const A_PROBLEM: Snapshot['problems'][number] = {
  kind: 'tray-host-missing',
  severity: 'notice',
  message: 'There is no tray.',
  sinceMs: 0,
  path: null,
  count: null,
};
