/** 20: what a page gets of Electron, which is the declared door and nothing that leads further. */
import { EventEmitter } from 'node:events';
import { expect, it, vi } from 'vitest';
import {
  PAGE_PUSH_CHANNEL,
  PROMPT_PUSH_CHANNEL,
  REQUEST_CHANNELS,
  SNAPSHOT_PUSH_CHANNEL,
} from '../../../preload/contract/channels.ts';

const electron = vi.hoisted(() => ({
  exposed: new Map<string, Record<string, (...words: unknown[]) => unknown>>(),
  invoked: [] as unknown[][],
  ipc: null as EventEmitter | null,
}));
vi.mock('electron', () => {
  const ipc = Object.assign(new EventEmitter(), {
    invoke: (...words: unknown[]) => Promise.resolve(void electron.invoked.push(words)),
  });
  electron.ipc = ipc;
  return {
    contextBridge: {
      exposeInMainWorld: (name: string, api: Record<string, () => unknown>) =>
        void electron.exposed.set(name, api),
    },
    ipcRenderer: ipc,
  };
});
vi.stubGlobal('location', { pathname: '/index.html' });
await import('../../../preload/index.ts');

const door = () => electron.exposed.get('tollgate') ?? {};

it('is one name with four functions, and nothing of Electron’s', () => {
  expect([...electron.exposed.keys()]).toEqual(['tollgate']);
  expect(Object.keys(door()).sort()).toEqual(['onPage', 'onPrompt', 'onSnapshot', 'request']);
  for (const value of Object.values(door())) expect(value).toBeTypeOf('function');
});

it('lets the declared requests through, and no other', async () => {
  for (const channel of REQUEST_CHANNELS) await door()['request']?.(channel, 1, 'two');
  expect(electron.invoked).toEqual(REQUEST_CHANNELS.map((channel) => [channel, 1, 'two']));
  electron.invoked.length = 0;
  const others = ['', 'snapshot', '__proto__', 'constructor', SNAPSHOT_PUSH_CHANNEL, null, {}];
  for (const channel of others) await expect(door()['request']?.(channel)).rejects.toThrow();
  expect(electron.invoked).toEqual([]);
});

it.each([
  ['onSnapshot', SNAPSHOT_PUSH_CHANNEL],
  ['onPrompt', PROMPT_PUSH_CHANNEL],
  ['onPage', PAGE_PUSH_CHANNEL],
])('%s hands on what main pushed, never the event, until it is let go', (name, channel) => {
  const heard: unknown[][] = [];
  const leave = door()[name]?.((...words: unknown[]) => void heard.push(words)) as () => void;
  electron.ipc?.emit(channel, { sender: 'main' }, { figures: 1 }, 'more');
  expect(heard).toEqual([[{ figures: 1 }]]);
  leave();
  electron.ipc?.emit(channel, { sender: 'main' }, { figures: 2 });
  expect(heard).toHaveLength(1);
  expect(electron.ipc?.listenerCount(channel)).toBe(0);
});

it('asks for the glance’s first figures ahead of its script, once, and nothing else for anybody', async () => {
  expect(electron.invoked).toEqual([]);
  vi.resetModules();
  vi.stubGlobal('location', { pathname: '/glance.html' });
  await import('../../../preload/index.ts');
  expect(electron.invoked).toEqual([['snapshot:get']]);
  await door()['request']?.('snapshot:get');
  expect(electron.invoked).toHaveLength(1);
  await door()['request']?.('snapshot:get');
  expect(electron.invoked).toHaveLength(2);
});
