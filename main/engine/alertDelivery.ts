/** Empties the alerts' outbox into whatever shows them. */
import type { Alert } from '../../preload/contract/alerts.ts';
import type { Clock } from '../ports.ts';
import type { AlertOutbox } from '../store/outbox.ts';

/** `ok: false` only where the alert is surely not on screen; `reason` is kept for people. */
export type ShowResult = { readonly ok: true } | { readonly ok: false; readonly reason: string };

export type AlertDelivery = {
  readonly outbox: Pick<AlertOutbox, 'toShow' | 'begin' | 'confirm' | 'fail'>;
  readonly show: (alert: Alert) => Promise<ShowResult>;
  readonly clock: Clock;
};

/**
 * Returns the pump: shows what is due, one after the other, and resolves when nothing is left for now. A call
 * while one is under way joins it, so that nothing is shown twice side by side.
 */
export function createAlertDelivery(ports: AlertDelivery): () => Promise<void> {
  let underWay: Promise<void> | null = null;
  return () => {
    underWay ??= pump(ports).finally(() => {
      underWay = null;
    });
    return underWay;
  };
}

async function pump({ outbox, show, clock }: AlertDelivery): Promise<void> {
  for (const { id, alert } of outbox.toShow(clock())) {
    const isOver = alert.expiresAtMs !== null && alert.expiresAtMs <= clock();
    // The next look takes it out; an earlier showing may have taken its time.
    if (isOver || !outbox.begin(id, clock())) continue;
    const result = await show(alert);
    if (result.ok) outbox.confirm(id, clock());
    // What is missing for one is missing for all: the others wait as well, without being tried.
    else return outbox.fail(id, result.reason, clock());
  }
}
