/**
 * The door between main and a window: the declared requests and the pushed snapshot, nothing else.
 *
 * A page that was taken over can call no other channel, and never holds an event object, through which
 * it could reach the sender.
 */
import { contextBridge, ipcRenderer, type IpcRendererEvent } from 'electron';
import { REQUEST_CHANNELS, SNAPSHOT_PUSH_CHANNEL, type TollgateApi } from './contract/channels.ts';
import type { Snapshot } from './contract/snapshot.ts';

const request: TollgateApi['request'] = (channel, ...args) => {
  // The type says it is one of them; whoever runs in the page need not keep to types.
  if (!REQUEST_CHANNELS.includes(channel)) {
    return Promise.reject(new Error('This request is not offered'));
  }
  return ipcRenderer.invoke(channel, ...args);
};

const onSnapshot: TollgateApi['onSnapshot'] = (listener) => {
  const forward = (_event: IpcRendererEvent, snapshot: Snapshot) => {
    listener(snapshot);
  };
  ipcRenderer.on(SNAPSHOT_PUSH_CHANNEL, forward);
  return () => {
    ipcRenderer.removeListener(SNAPSHOT_PUSH_CHANNEL, forward);
  };
};

const api: TollgateApi = { request, onSnapshot };

contextBridge.exposeInMainWorld('tollgate', api);
