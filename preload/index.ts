/**
 * The door between main and a window: the declared requests and what main pushes, nothing else.
 *
 * A page that was taken over can call no other channel, and never holds an event object, through which
 * it could reach the sender.
 */
import { contextBridge, ipcRenderer, type IpcRendererEvent } from 'electron';
import {
  PAGE_PUSH_CHANNEL,
  PROMPT_PUSH_CHANNEL,
  REQUEST_CHANNELS,
  SNAPSHOT_PUSH_CHANNEL,
  type TollgateApi,
} from './contract/channels.ts';

const FIRST_QUESTION = 'snapshot:get';

/** Asked while the page's script is still being loaded, because the glance has nothing to draw without the answer. */
let first: Promise<unknown> | null =
  location.pathname === '/glance.html' ? ipcRenderer.invoke(FIRST_QUESTION) : null;
// Whoever takes it up is told; until then nobody listens.
first?.catch(() => undefined);

const request: TollgateApi['request'] = (channel, ...args) => {
  // The type says it is one of them; whoever runs in the page need not keep to types.
  if (!REQUEST_CHANNELS.includes(channel)) {
    return Promise.reject(new Error('This request is not offered'));
  }
  if (channel === FIRST_QUESTION && first !== null) {
    const answer = first;
    first = null;
    return answer as ReturnType<TollgateApi['request']>;
  }
  return ipcRenderer.invoke(channel, ...args);
};

/** Follows a channel that main pushes on, without handing the event on. */
function follow<T>(channel: string, listener: (value: T) => void): () => void {
  const forward = (_event: IpcRendererEvent, value: T) => {
    listener(value);
  };
  ipcRenderer.on(channel, forward);
  return () => {
    ipcRenderer.removeListener(channel, forward);
  };
}

const onSnapshot: TollgateApi['onSnapshot'] = (listener) => follow(SNAPSHOT_PUSH_CHANNEL, listener);
const onPrompt: TollgateApi['onPrompt'] = (listener) => follow(PROMPT_PUSH_CHANNEL, listener);

const onPage: TollgateApi['onPage'] = (listener) => follow(PAGE_PUSH_CHANNEL, listener);

const api: TollgateApi = { request, onSnapshot, onPrompt, onPage };

contextBridge.exposeInMainWorld('tollgate', api);
