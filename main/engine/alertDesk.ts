/**
 * The alerts beside the pictures: decides what is due, saves it with what led to it, and has the outbox
 * shown. Only where there is somebody to show it, which is the app.
 */
import type { Alert, NotificationRequest } from '../../preload/contract/alerts.ts';
import {
  alertButtons,
  alertWords,
  type AlertContext,
} from '../../preload/contract/alertWording.ts';
import {
  readBaselines,
  watchAccounts,
  writeBaselines,
  type Baselines,
} from '../domain/alerts/fromDetectors.ts';
import {
  alertAccountsOf,
  alertSettingsOf,
  ownAlertSettings,
} from '../domain/alerts/fromPicture.ts';
import { isAboutPaidUse } from '../domain/alerts/quiet.ts';
import { stepAlerts } from '../domain/alerts/step.ts';
import type { AlertState } from '../domain/alerts/types.ts';
import { accountText } from '../domain/figures.ts';
import type { Clock } from '../ports.ts';
import type { AlertOutbox } from '../store/outbox.ts';
import { storeFailureOf, type StoreFailure } from '../store/problems.ts';
import { createAlertDelivery, type ShowResult } from './alertDelivery.ts';
import { detectorInput, withPriceEvents } from './detectorInput.ts';
import type { Followed, Follower } from './follow.ts';
import type { Trouble } from './problemBook.ts';

export type AlertDeskPorts = {
  /** Resolves when it is on screen, or when it surely is not; never, when nobody can say. */
  readonly show: (request: NotificationRequest) => Promise<ShowResult>;
  readonly clock: Clock;
};

type Memory = {
  readonly outbox: AlertOutbox;
  readonly pump: () => Promise<void>;
  state: AlertState | null;
  baselines: Baselines;
  baselinesText: string;
};

/** The follower that turns pictures into notifications. */
export function createAlertDesk({ show, clock }: AlertDeskPorts): Follower {
  let memory: Memory | null = null;
  let latest: Followed | null = null;
  let isClosed = false;
  let saveFailure: StoreFailure | null = null;
  let showFailure: StoreFailure | null = null;
  let unshownReason: string | null = null;

  function remember(outbox: AlertOutbox): Memory {
    if (memory?.outbox === outbox) return memory;
    const state = outbox.readState();
    const baselinesText = outbox.readBaselines() ?? '';
    const baselines = readBaselines(baselinesText);
    const pump = createAlertDelivery({ outbox, show: showOne, clock });
    return (memory = { outbox, pump, state, baselines, baselinesText });
  }

  /** Nothing is kept in memory that was not saved, so that a failed step is done again whole. */
  function step(known: Memory, followed: Followed): void {
    const { snapshot, standings, settings, nowMs } = followed;
    const { windows, timeZone } = snapshot;
    const { events: seen, baselines } = watchAccounts(
      known.baselines,
      standings,
      windows,
      detectorInput(followed),
    );
    const events = withPriceEvents(seen, followed);
    const accounts = alertAccountsOf(standings, windows, events);
    const done = stepAlerts({
      accounts,
      settings: alertSettingsOf(settings),
      ownSettings: ownAlertSettings(settings),
      state: known.state,
      nowMs,
      timeZone,
    });
    const text = writeBaselines(baselines);
    if (done.state === known.state && done.due.length === 0 && text === known.baselinesText) return;
    known.outbox.saveStep(done, nowMs, text === known.baselinesText ? null : text);
    known.state = done.state;
    known.baselines = baselines;
    known.baselinesText = text;
  }

  async function showOne(alert: Alert): Promise<ShowResult> {
    const context = contextOf(alert);
    const result = await show({
      key: alert.key,
      group: alert.group,
      endsGroup: alert.content.kind === 'plan-back',
      ...alertWords(alert, context),
      isUrgent: isAboutPaidUse(alert.content),
      buttons: alertButtons(alert, context),
      about: aboutOf(alert),
    });
    // The database is closed by now: what was shown stays unconfirmed, and may come once more.
    if (isClosed) throw new Error('The engine has ended.');
    unshownReason = result.ok ? null : result.reason;
    return result;
  }

  /** The words are those of the moment in which it is shown. */
  function contextOf(alert: Alert): AlertContext {
    if (!latest) throw new Error('Nothing was followed yet');
    const { timeZone, locale } = latest.snapshot;
    return { timeZone, locale, nowMs: clock(), accountName: accountNameOf(alert, latest) };
  }

  function deliver({ pump }: Memory): void {
    pump()
      .then(() => (showFailure = null))
      .catch((error: unknown) => {
        if (!isClosed) showFailure = storeFailureOf(error);
      });
  }

  return {
    follow(followed) {
      const outbox = followed.tables.writing?.outbox;
      if (!outbox || isClosed) return;
      latest = followed;
      try {
        const known = remember(outbox);
        step(known, followed);
        saveFailure = null;
        deliver(known);
      } catch (error) {
        saveFailure = storeFailureOf(error);
      }
    },
    troubles: () => [
      ...failureTroubles(saveFailure ?? showFailure),
      ...unshownTroubles(unshownReason),
    ],
    close() {
      isClosed = true;
    },
  };
}

/** Only where an agent has more than one account does a name tell anything; without one, the folder does. */
function accountNameOf({ agent, account }: Alert, followed: Followed): string | null {
  if (agent === null || account === null) return null;
  const own = followed.standings.filter(({ facts }) => facts.key.agent === agent);
  if (own.length < 2) return null;
  return followed.settings.accounts[accountText({ agent, account })]?.name ?? account;
}

function failureTroubles(failure: StoreFailure | null): Trouble[] {
  return failure ? [{ ...failure, severity: 'error', path: null, count: null }] : [];
}

function unshownTroubles(reason: string | null): Trouble[] {
  if (reason === null) return [];
  const kind = 'notifications-unavailable';
  return [{ kind, severity: 'notice', message: reason, path: null, count: null }];
}

/** What is asked by the alerts that bring buttons (`alertButtons`). */
function aboutOf({ content, agent, account }: Alert): NotificationRequest['about'] {
  const isForecast = content.kind === 'forecast' && content.mayBePaid;
  const isAtGate = content.kind === 'plan-level' && content.isPaidNext;
  if ((!isForecast && !isAtGate) || agent === null || account === null) return null;
  const { windowKind, modelName, resetsAtMs } = content;
  return { agent, account, windowKind, modelName, resetsAtMs };
}
