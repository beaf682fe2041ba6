/**
 * Polls organisations' accounts at providers, one at a time and beside the engine's turns: no look waits for a
 * network or a keychain. What was learnt is handed in as a turn of its own.
 */
import { inEnglish } from '../../preload/contract/languages/say.ts';
import {
  PROVIDER_IDS,
  PROVIDERS,
  type KeyId,
  type KeyReceipt,
  type KeyTest,
  type KeyView,
  type ProviderId,
} from '../../preload/contract/keys.ts';
import type { ProviderPoll, ProviderView } from '../../preload/contract/providers.ts';
import type { Settings } from '../../preload/contract/settings.ts';
import { beforePoll, jobsOf, mayPoll, wantedFrom, type Job } from '../domain/providers/schedule.ts';
import type { KeychainOutcome } from '../keychain/keychain.ts';
import type { KeyVault } from '../keychain/vault.ts';
import type { Clock } from '../ports.ts';
import type { ProviderHttp } from '../sources/providers/http.ts';
import { PROVIDER_SOURCES } from '../sources/providers/index.ts';
import { pollProvider, type PollOutcome } from '../sources/providers/poll.ts';
import { storeFailureOf, type StoreFailure } from '../store/problems.ts';
import type { ContactPage } from '../store/providerAccounts.ts';
import type { HandIn } from './askedDesk.ts';
import type { Tables } from './database.ts';
import { createKeysDesk } from './keysDesk.ts';
import type { Trouble } from './problemBook.ts';
import {
  isSwitchedOn,
  pageAfter,
  pageOf,
  pageWithoutKey,
  problemOf,
  savedOf,
  UNNAMED,
  viewOf,
  wishOf,
  withTraffic,
} from './providersPlan.ts';

/** What a program must have to speak to providers. */
export type ProviderPorts = { readonly vault: KeyVault; readonly http: ProviderHttp };

export type ProvidersDeskOptions = ProviderPorts & {
  readonly dataFolder: string;
  readonly clock: Clock;
  /** This program stays, and polls by itself. */
  readonly isLasting: boolean;
  readonly handIn: HandIn;
};

export type ProvidersLook = { readonly tables: Tables; readonly settings: Settings };

type Refused = Extract<ProviderPoll, { kind: 'refused' }>;

export type ProvidersDesk = ReturnType<typeof createProvidersDesk>;

export function createProvidersDesk(options: ProvidersDeskOptions) {
  const { clock, http, handIn } = options;
  const stop = new AbortController();
  const keys = createKeysDesk(options);
  let latest: ProvidersLook | null = null;
  let running: { readonly provider: ProviderId; readonly work: Promise<unknown> } | null = null;
  let failure: StoreFailure | null = null;
  let troubles: readonly Trouble[] = [];

  function begin<T>(provider: ProviderId, work: Promise<T>): Promise<T> {
    const poll = work.finally(() => (running = null));
    running = { provider, work: poll };
    return poll;
  }

  function keyOf({ tables }: Pick<ProvidersLook, 'tables'>, provider: KeyId): KeyView {
    return keys
      .views(tables.providers.keys())
      .find((view) => view.provider === provider) as KeyView;
  }

  function statesOf({ tables }: ProvidersLook, page: ContactPage) {
    return tables.providers.reportStates(page.provider, page.organisation?.id ?? UNNAMED.id);
  }

  function jobsFor(look: ProvidersLook, page: ContactPage, isRequested: boolean): Job[] {
    const states = statesOf(look, page);
    return jobsOf(wishOf(look.settings, page.provider, states, isRequested), clock());
  }

  /** Polls whatever is due. Called in the engine's turn, which does not wait for it. */
  function pollDue(look: ProvidersLook, pages: readonly ContactPage[]): void {
    const { writing } = look.tables;
    if (!options.isLasting || !writing || running || stop.signal.aborted) return;
    for (const provider of PROVIDER_IDS) {
      if (!isSwitchedOn(look.settings, provider)) continue;
      const page = pageOf(pages, provider);
      const key = keyOf(look, provider);
      if (!key.present || !mayPoll(page, clock()).mayPoll) continue;
      const jobs = jobsFor(look, page, false);
      if (jobs.length === 0) continue;
      const polled = { ...page, ...beforePoll(page, clock()) };
      writing.providers.savePoll(polled);
      void begin(provider, poll(look, polled, key, jobs));
      return;
    }
  }

  /** One poll; its time has been saved already. @returns the page as it is then */
  async function poll(
    look: ProvidersLook,
    page: ContactPage,
    key: KeyView,
    jobs: readonly Job[],
  ): Promise<ContactPage> {
    const { provider } = page;
    const secret = await keys.read(provider, key);
    if (!secret.ok) {
      const next = pageWithoutKey(page, secret.problem.message, clock());
      await save(next, (writing) => writing.savePoll(next));
      return next;
    }
    const source = PROVIDER_SOURCES[provider];
    const { signal } = stop;
    const outcome = await pollProvider({
      provider: source,
      key: secret.value,
      jobs,
      http,
      clock,
      signal,
    });
    // Tollgate is quitting: nothing was learnt, neither good nor bad.
    if (outcome.failure?.kind === 'cancelled') return page;
    const next = pageAfter(page, outcome, clock());
    await save(next, (writing) => saveOutcome(look, next, outcome, writing));
    return next;
  }

  function saveOutcome(
    { tables }: ProvidersLook,
    page: ContactPage,
    outcome: PollOutcome,
    writing: NonNullable<Tables['writing']>['providers'],
  ): void {
    const organisation = page.organisation?.id ?? UNNAMED.id;
    const before = tables.providers.reportStates(page.provider, organisation);
    const { reports, states } = savedOf(outcome.results, before, clock());
    const named = { ...page, organisation: page.organisation ?? UNNAMED };
    writing.savePoll(reports.length + states.length > 0 ? named : page, reports, states);
  }

  async function save(
    page: ContactPage,
    work: (writing: NonNullable<Tables['writing']>['providers']) => void,
  ): Promise<void> {
    await handIn(({ providers }) => {
      try {
        work(providers);
        failure = null;
      } catch (error) {
        failure = storeFailureOf(error);
      }
      // Said with the picture that follows, not a look later.
      if (latest) troubles = troublesIn(latest, [page]);
    }, true);
  }

  function troublesIn(look: ProvidersLook, pages: readonly ContactPage[]): Trouble[] {
    return PROVIDER_IDS.flatMap((provider): Trouble[] => {
      const problem = problemOf(pageOf(pages, provider));
      if (!problem || !isSwitchedOn(look.settings, provider)) return [];
      const { name, host } = PROVIDERS[provider];
      const message = [`${name}: ${problem.message}`, problem.wayOut ?? []].flat().join(' ');
      return [{ kind: 'source-failed', severity: 'notice', message, path: host, count: null }];
    });
  }

  /** A poll by hand: the floor and the provider's own pauses hold for it too. */
  async function pollNow(provider: ProviderId): Promise<ProviderPoll> {
    await keys.ready();
    const look = latest;
    if (!look) return refused('another-program', inEnglish('The database cannot be opened.'));
    const page = pageOf(look.tables.providers.contacts(), provider);
    const key = keyOf(look, provider);
    const no = refusalOf(look, page, key);
    if (no) return no;
    const jobs = jobsFor(look, page, true);
    const polled = { ...page, ...beforePoll(page, clock()) };
    return begin(provider, pollAndTell(look, polled, key, jobs));
  }

  async function pollAndTell(
    look: ProvidersLook,
    page: ContactPage,
    key: KeyView,
    jobs: readonly Job[],
  ): Promise<ProviderPoll> {
    await save(page, (writing) => writing.savePoll(page));
    const next = await poll(look, page, key, jobs);
    return { kind: 'polled', problem: problemOf(next) };
  }

  function refusalOf(look: ProvidersLook, page: ContactPage, key: KeyView): Refused | null {
    const { name } = PROVIDERS[page.provider];
    if (!isSwitchedOn(look.settings, page.provider)) {
      return refused('switched-off', inEnglish('{name} is switched off.', { name }));
    }
    if (!look.tables.writing) {
      return refused(
        'another-program',
        inEnglish('Another Tollgate is running, which polls by itself.'),
      );
    }
    if (!key.present) return refused('no-key', inEnglish('There is no key for {name}.', { name }));
    if (running) return refused('polling', inEnglish('A poll is going on.'));
    const decision = mayPoll(page, clock());
    if (decision.mayPoll || isMendable(page, decision.because)) return null;
    const message =
      decision.because === 'floor'
        ? inEnglish('The last poll was less than a minute ago.')
        : inEnglish('After a failure, or because the provider asked for it, Tollgate waits.');
    return refused(decision.because, message, decision.notBeforeMs);
  }

  /** What a person may have mended meanwhile need not wait for its pause to end. */
  function isMendable(
    { problem, lastPolledAtMs }: ContactPage,
    because: 'floor' | 'paused',
  ): boolean {
    if (because === 'floor' || (problem?.kind !== 'keychain' && problem?.kind !== 'not-reached')) {
      return false;
    }
    return mayPoll({ lastPolledAtMs, failures: 0, notBeforeMs: 0 }, clock()).mayPoll;
  }

  async function testKey(provider: ProviderId): Promise<KeyTest> {
    await keys.ready();
    const look = latest;
    const { name, host } = PROVIDERS[provider];
    if (!look || !isSwitchedOn(look.settings, provider)) {
      const message = inEnglish(
        'Nobody was asked: {host} is contacted only while {name} is switched on.',
        { host, name },
      );
      return { ok: false, kind: 'switched-off', message };
    }
    const key = keyOf(look, provider);
    if (!key.present)
      return {
        ok: false,
        kind: 'missing',
        message: inEnglish('There is no key for {name}.', { name }),
      };
    const secret = await keys.read(provider, key);
    if (!secret.ok) {
      const { kind, message, wayOut } = secret.problem;
      return { ok: false, kind, message: `${message} ${wayOut}` };
    }
    const { signal } = stop;
    const source = PROVIDER_SOURCES[provider];
    const outcome = await pollProvider({
      provider: source,
      key: secret.value,
      jobs: [],
      http,
      clock,
      signal,
    });
    await handIn(({ providers }) => {
      try {
        const page = pageOf(look.tables.providers.contacts(), provider);
        providers.savePoll(withTraffic(page, outcome));
      } catch (error) {
        failure = storeFailureOf(error);
      }
    }, false);
    if (!outcome.failure) {
      const organisation = outcome.organisation?.name ?? outcome.organisation?.id ?? null;
      return { ok: true, atMs: clock(), organisation };
    }
    const { kind, message } = outcome.failure;
    return { ok: false, kind: kind === 'key-refused' ? kind : 'not-reached', message };
  }

  return {
    /** Called at the end of a look, in the engine's turn. */
    look(look: ProvidersLook): void {
      latest = look;
      try {
        const pages = look.tables.providers.contacts();
        troubles = troublesIn(look, pages);
        pollDue(look, pages);
      } catch (error) {
        failure = storeFailureOf(error);
      }
    },
    /** What is known between two looks. */
    note(look: ProvidersLook): void {
      latest = look;
    },
    /** In the engine's turn. @throws SQLite's error */
    async views(look: ProvidersLook): Promise<ProviderView[]> {
      await keys.ready();
      const pages = look.tables.providers.contacts();
      const nowMs = clock();
      const fromMs = wantedFrom(look.settings.providers, nowMs);
      return PROVIDER_IDS.map((provider) => {
        const page = pageOf(pages, provider);
        const organisation = page.organisation?.id ?? UNNAMED.id;
        return viewOf({
          provider,
          key: keyOf(look, provider),
          page,
          states: look.tables.providers.reportStates(provider, organisation),
          rows: look.tables.providers.rowsSince(provider, organisation, fromMs),
          settings: look.settings,
          isPolling: running?.provider === provider,
          nowMs,
        });
      });
    },
    /** In the engine's turn. */
    async keyViews({ tables }: Pick<ProvidersLook, 'tables'>): Promise<KeyView[]> {
      await keys.ready();
      return keys.views(tables.providers.keys());
    },
    /** A secret that somebody else sends; null where there is none. */
    async readKey(
      look: Pick<ProvidersLook, 'tables'>,
      id: KeyId,
    ): Promise<KeychainOutcome<string> | null> {
      await keys.ready();
      const key = keyOf(look, id);
      return key.present ? keys.read(id, key) : null;
    },
    // The rest speaks to keychain and network, and is not for the engine's turn.
    saveKey: (provider: KeyId, key: string): Promise<KeyReceipt> => keys.save(provider, key),
    forgetKey: (provider: KeyId): Promise<KeyReceipt> => keys.forget(provider),
    testKey,
    pollNow,
    troubles: (): readonly Trouble[] => troubles,
    failure: (): StoreFailure | null => failure,
    async close(): Promise<void> {
      stop.abort();
      options.vault.close();
      await running?.work.catch(() => undefined);
    },
  };
}

function refused(
  because: Refused['because'],
  message: string,
  notBeforeMs: number | null = null,
): Refused {
  return { kind: 'refused', because, message, notBeforeMs };
}
