/**
 * A recorder in Electron's place: it notes what the product's own modules register and lets a test set it
 * off. What Chromium does with it is shown by the end-to-end tests; here every case can be tried.
 */
import { EventEmitter } from 'node:events';

export class FakeContents extends EventEmitter {
  openHandler: ((details: { url: string }) => { action: string }) | null = null;
  setWindowOpenHandler(handler: FakeContents['openHandler']): void {
    this.openHandler = handler;
  }
  /** Emits with an event that can be refused. @returns whether it was */
  isRefused(name: string): boolean {
    let isPrevented = false;
    this.emit(name, { preventDefault: () => (isPrevented = true) });
    return isPrevented;
  }
}

/** One session; everything that is set on it, by the method's name. */
export class FakeSession {
  readonly set: Record<string, unknown> = {};
  constructor() {
    return new Proxy(this, {
      get: (target, name) =>
        name === 'set' || typeof name !== 'string'
          ? Reflect.get(target, name)
          : (value: unknown) => (target.set[name] = value),
    });
  }
}

type Answer = (response: {
  data: Buffer;
  headers: Record<string, string>;
  statusCode: number;
}) => void;
type ProtocolHandler = (request: { url: string; method: string }, answer: Answer) => void;

/** What the recorder has seen. */
export function createElectronFake() {
  const app = Object.assign(new EventEmitter(), {
    isPackaged: true,
    sandboxed: 0,
    enableSandbox() {
      this.sandboxed += 1;
    },
  });
  const handlers = new Map<string, (event: unknown, ...args: unknown[]) => unknown>();
  const protocolHandlers = new Map<string, ProtocolHandler>();
  const schemes: unknown[] = [];
  const defaultSession = new FakeSession();
  return {
    app,
    handlers,
    protocolHandlers,
    schemes,
    defaultSession,
    module: {
      app,
      session: { defaultSession },
      ipcMain: {
        handle: (channel: string, handler: (event: unknown, ...args: unknown[]) => unknown) =>
          handlers.set(channel, handler),
      },
      protocol: {
        registerSchemesAsPrivileged: (list: unknown[]) => schemes.push(...list),
        registerBufferProtocol: (scheme: string, handler: ProtocolHandler) =>
          protocolHandlers.set(scheme, handler),
      },
    },
  };
}
