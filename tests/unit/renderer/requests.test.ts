import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { messages } from '../../../renderer/messages.ts';
import { useGlance } from '../../../renderer/store/glanceStore.ts';
import {
  applyChange,
  planChange,
  refresh,
  toggleResetDisplay,
} from '../../../renderer/store/requests.ts';
import { makeSnapshot } from '../../fixtures/snapshots.ts';

const REQUEST = { agent: 'claude-code', folder: '/home/ada/.claude', change: 'install' } as const;
const PLAN = { ...REQUEST, settingsPath: '/s.json', diff: '+ a', baseFingerprint: 'f' };
const request = vi.fn();

beforeEach(() => {
  request.mockReset();
  vi.stubGlobal('window', { tollgate: { request } });
  useGlance.setState(useGlance.getInitialState());
});

afterEach(() => {
  vi.unstubAllGlobals();
});

test('a second refresh waits for the first', async () => {
  let finish = () => {};
  request.mockReturnValue(new Promise<void>((resolve) => (finish = resolve)));
  const first = refresh();
  await refresh();
  expect(request).toHaveBeenCalledTimes(1);
  finish();
  await first;
  expect(useGlance.getState().busy).toBeNull();
});

test('a main process that does not answer becomes a sentence', async () => {
  request.mockRejectedValue(new Error('gone'));
  await refresh();
  expect(useGlance.getState()).toMatchObject({ failure: messages.noAnswer, busy: null });
});

test('what is applied is exactly what was shown', async () => {
  request.mockResolvedValueOnce({ ok: true, value: PLAN });
  await planChange('bridge', REQUEST);
  request.mockResolvedValueOnce({ ok: true, value: null });
  await applyChange();
  expect(request).toHaveBeenLastCalledWith('bridge:apply', PLAN);
  expect(useGlance.getState()).toMatchObject({ plan: null, doneChange: 'install' });
});

test('a change of the gate goes to the gate', async () => {
  request.mockResolvedValueOnce({ ok: true, value: PLAN });
  await planChange('gate', REQUEST);
  expect(request).toHaveBeenLastCalledWith('gate:plan', REQUEST);
  request.mockResolvedValueOnce({ ok: true, value: null });
  await applyChange();
  expect(request).toHaveBeenLastCalledWith('gate:apply', PLAN);
});

test('a refused change stays on screen with its reason', async () => {
  useGlance.setState({ plan: PLAN });
  request.mockResolvedValue({ ok: false, message: 'The file has changed.' });
  await applyChange();
  expect(useGlance.getState()).toMatchObject({ plan: PLAN, failure: 'The file has changed.' });
});

test('the reset changes its words at once and tells main', () => {
  request.mockResolvedValue(undefined);
  useGlance.setState({ snapshot: makeSnapshot() });
  toggleResetDisplay();
  expect(useGlance.getState().snapshot?.preferences).toEqual({ resetDisplay: 'countdown' });
  expect(request).toHaveBeenCalledWith('preferences:set', { resetDisplay: 'countdown' });
});
