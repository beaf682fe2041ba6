/** The only door for windows' requests: right sender, right arguments, or nothing happens. */
import { ipcMain, type IpcMainInvokeEvent } from 'electron';
import type { RequestChannel, Requests } from '../../preload/contract/channels.ts';
import { requestSchemas } from '../../preload/contract/schemas.ts';
import { isTrustedSender } from './sender.ts';

export type Handlers = {
  readonly [C in RequestChannel]: (
    ...args: Parameters<Requests[C]>
  ) => ReturnType<Requests[C]> | Promise<ReturnType<Requests[C]>>;
};

/** Installs a handler for every channel; forgetting one does not compile. */
export function handleRequests(handlers: Handlers): void {
  for (const channel of Object.keys(requestSchemas) as RequestChannel[]) {
    ipcMain.handle(channel, (event: IpcMainInvokeEvent, ...args: unknown[]) => {
      if (!isTrustedSender(event.senderFrame)) throw new Error('Refused: unknown sender');
      const parsed = requestSchemas[channel].safeParse(args);
      if (!parsed.success) throw new Error('Refused: wrong arguments');
      const handler = handlers[channel] as (...values: unknown[]) => unknown;
      return handler(...parsed.data);
    });
  }
}
