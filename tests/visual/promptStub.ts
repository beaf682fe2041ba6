import type { PromptReceipt, PromptView } from '../../preload/contract/prompt.ts';

/** Runs in the page before anything else and stands in for the preload script: one question, for ever. */
export function installPromptStub(given: { view: PromptView; receipt: PromptReceipt }): void {
  const gallery: Window['gallery'] & { answers: unknown[] } = {
    heights: [],
    violations: [],
    asked: [],
    answers: [],
  };
  const answer = (channel: string, args: unknown[]): unknown => {
    gallery.asked.push(channel);
    if (channel === 'prompt:get') return given.view;
    if (channel === 'prompt:height') gallery.heights.push(args[0] as number);
    if (channel !== 'prompt:answer') return undefined;
    gallery.answers.push(args[0]);
    return given.receipt;
  };
  document.addEventListener('securitypolicyviolation', (event) => {
    gallery.violations.push(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`);
  });
  Object.assign(window, {
    gallery,
    tollgate: {
      request: (channel: string, ...args: unknown[]) => Promise.resolve(answer(channel, args)),
      onSnapshot: () => () => undefined,
      onPrompt: () => () => undefined,
      onPage: () => () => undefined,
    },
  });
}
