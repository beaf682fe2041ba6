/**
 * A small Electron app of the tests: the product's notifier and prompt window, without the rest, so that a
 * test can make them do what only a boundary would.
 */
import path from 'node:path';
import { app } from 'electron';
import { handleRequests, type Handlers } from '../../../main/ipc/handle.ts';
import { registerAppScheme, serveBundle } from '../../../main/platform/appProtocol.ts';
import { hardenDefaultSession, hardenProcess } from '../../../main/platform/hardening.ts';
import type { Notifier } from '../../../main/platform/notifier.ts';
import { createSystemNotifier } from '../../../main/platform/systemNotifier.ts';
import { createPromptWindow, type PromptWindow } from '../../../main/tray/promptWindow.ts';
import { REQUEST_CHANNELS } from '../../../preload/contract/channels.ts';
import type { NotificationRequest } from '../../../preload/contract/alerts.ts';
import type { PromptAnswer, PromptReceipt, PromptView } from '../../../preload/contract/prompt.ts';

export type Harness = {
  readonly answers: string[];
  readonly promptAnswers: PromptAnswer[];
  readonly silences: string[];
  show(request: NotificationRequest): ReturnType<Notifier['show']>;
  ask(view: PromptView, isCalledFor: boolean): void;
  isOpen(): boolean;
  /** What the next answers are told; the window stays open unless they are recorded. */
  receive(receipt: PromptReceipt): void;
};

const OUT = process.env['TOLLGATE_HARNESS_OUT'] ?? '';

const answers: string[] = [];
const promptAnswers: PromptAnswer[] = [];
const silences: string[] = [];
let receipt: PromptReceipt = { kind: 'recorded' };

function start(): Harness {
  hardenDefaultSession();
  serveBundle(path.join(OUT, 'renderer'));
  const prompt: PromptWindow = createPromptWindow({
    preload: path.join(OUT, 'preload', 'index.cjs'),
    background: () => '#fcfbf8',
    iconBounds: () => null,
    onSilence: (question) => silences.push(question),
  });
  const notifier = createSystemNotifier(({ key }, action) => answers.push(`${key} ${action}`));
  const nothing = () => {
    throw new Error('Not offered here');
  };
  const unoffered = Object.fromEntries(REQUEST_CHANNELS.map((channel) => [channel, nothing]));
  handleRequests({
    ...(unoffered as unknown as Handlers),
    'prompt:get': () => prompt.view(),
    'prompt:height': (heightPx) => prompt.setHeight(heightPx),
    'prompt:answer': (answer) => {
      promptAnswers.push(answer);
      if (receipt.kind === 'recorded') setImmediate(() => prompt.close());
      return receipt;
    },
  });
  return {
    answers,
    promptAnswers,
    silences,
    show: (request) => notifier.show(request),
    ask: (view, isCalledFor) => prompt.ask(view, isCalledFor),
    isOpen: () => prompt.isOpen(),
    receive: (next) => {
      receipt = next;
    },
  };
}

registerAppScheme();
hardenProcess();
app.on('window-all-closed', () => undefined);
void app.whenReady().then(() => {
  (globalThis as { harness?: Harness }).harness = start();
});
