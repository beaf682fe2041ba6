/** What the user can ask for from the glance. */
import type { BridgeRequest } from '../../preload/contract/channels.ts';
import type { PageId } from '../../preload/contract/review/pages.ts';
import { messages } from '../messages.ts';
import { speech } from './display.ts';
import { useGlance, type Busy, type PlanSubject } from './glanceStore.ts';
import { tollgate } from './tollgateApi.ts';

/** One request at a time; a main process that does not answer becomes a sentence, never a dead button. */
export async function whileBusy(busy: Busy, work: () => Promise<void>): Promise<void> {
  if (useGlance.getState().busy !== null) return;
  useGlance.setState({ busy, failure: null });
  try {
    await work();
  } catch {
    useGlance.setState({ failure: speech().say(messages.noAnswer) });
  } finally {
    useGlance.setState({ busy: null });
  }
}

export function refresh(): Promise<void> {
  return whileBusy('refresh', () => tollgate().request('snapshot:refresh'));
}

export function beginReading(): Promise<void> {
  return whileBusy('begin', () => tollgate().request('reading:begin'));
}

/** Shown at once; main's next snapshot says the same. */
export function toggleResetDisplay(): void {
  const { snapshot } = useGlance.getState();
  if (snapshot === null) return;
  const resetDisplay = snapshot.preferences.resetDisplay === 'clock' ? 'countdown' : 'clock';
  useGlance.setState({ snapshot: { ...snapshot, preferences: { resetDisplay } } });
  send(() => tollgate().request('preferences:set', { resetDisplay }));
}

/** Asks what a change would do; nothing is written. */
export function planChange(planSubject: PlanSubject, request: BridgeRequest): Promise<void> {
  return whileBusy('plan', async () => {
    const outcome = await tollgate().request(`${planSubject}:plan`, request);
    if (outcome.ok) {
      const plan = { ...outcome.value, ...request };
      useGlance.setState({ plan, planSubject, doneChange: null });
    } else {
      useGlance.setState({ failure: outcome.message });
    }
  });
}

/** Carries out exactly the change that is on screen. */
export function applyChange(): Promise<void> {
  const { plan, planSubject } = useGlance.getState();
  if (plan === null) return Promise.resolve();
  return whileBusy('apply', async () => {
    const outcome = await tollgate().request(`${planSubject}:apply`, plan);
    if (outcome.ok) useGlance.setState({ plan: null, doneChange: plan.change });
    else useGlance.setState({ failure: outcome.message });
  });
}

export function cancelChange(): void {
  useGlance.setState({ plan: null, failure: null });
}

export function copyText(text: string): void {
  send(() => tollgate().request('text:copy', text));
}

/** Takes an answer at the boundary back; why not is shown. */
export async function revokeAnswer(answerId: string): Promise<void> {
  try {
    const outcome = await tollgate().request('answer:revoke', answerId);
    if (!outcome.ok) useGlance.setState({ failure: outcome.message });
  } catch {
    useGlance.setState({ failure: messages.noAnswer });
  }
}

/** Takes a held session off the list. */
export function dismissStopped(sessionId: string): void {
  send(() => tollgate().request('stopped:dismiss', sessionId));
}

/** Brings the glance up from another window. */
export function openGlance(): void {
  send(() => tollgate().request('glance:open'));
}

export function closeGlance(): void {
  send(() => tollgate().request('glance:close'));
}

/** Opens the main window at a page; the glance closes, since it loses the focus. */
export function openWindow(page: PageId): void {
  send(() => tollgate().request('window:open', page));
}

export function quit(): void {
  send(() => tollgate().request('app:quit'));
}

export function reportHeight(heightPx: number): void {
  send(() => tollgate().request('glance:height', heightPx));
}

/** For requests whose answer changes nothing on screen; only their failing is shown. */
function send(ask: () => Promise<void>): void {
  ask().catch(() => {
    useGlance.setState({ failure: speech().say(messages.noAnswer) });
  });
}
