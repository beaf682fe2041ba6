/**
 * Every place that may be contacted, one entry each: a source that is added to Tollgate adds its line here, and
 * the Settings page shows nothing else. Tollgate's own connections carry `tollgate`; programs of the user's
 * that it starts sign in and connect by themselves, and what they send Tollgate does not see.
 */
import { PROVIDERS, type ProviderFacts, type ProviderId } from './keys.ts';
import type { SettingPath } from './settingPaths.ts';
import type { SourceId } from './snapshot.ts';

export type Contact = {
  /** Host, or how its program chooses it. */
  readonly host: string;
  readonly opener: 'tollgate' | 'own-program' | 'incoming';
  readonly purpose: string;
  readonly switchPath: SettingPath;
  /** Whose asking is kept with its time; null: none is. */
  readonly source: SourceId | null;
  /** Whose account it is for, where contact and bytes are kept with it; null: nobody's. */
  readonly provider: ProviderId | 'collector' | null;
};

export const CONTACTS: readonly Contact[] = [
  contactOf('anthropic', PROVIDERS.anthropic),
  contactOf('openai', PROVIDERS.openai),
  contactOf('anthropic-enterprise', PROVIDERS['anthropic-enterprise']),
  {
    host: 'none until you set one',
    opener: 'tollgate',
    purpose: 'counters of use and the state of your windows, to your own OpenTelemetry collector',
    switchPath: ['metricsExport', 'enabled'],
    source: null,
    provider: 'collector',
  },
  {
    host: 'where this copy was released',
    opener: 'tollgate',
    purpose: 'a new version, asked for once a day; nothing about you is sent',
    switchPath: ['lookForUpdates'],
    source: null,
    provider: null,
  },
  {
    host: 'chosen by claude',
    opener: 'own-program',
    purpose: 'claude, started by Tollgate, asks for plan use and credit use',
    switchPath: ['sources', 'claudeUsage'],
    source: 'claude-usage',
    provider: null,
  },
  {
    host: 'chosen by claude',
    opener: 'own-program',
    purpose: 'claude auth status, started by Tollgate, says plan and account',
    switchPath: ['sources', 'claudeAuthStatus'],
    source: 'claude-auth',
    provider: null,
  },
  {
    host: 'chosen by codex',
    opener: 'own-program',
    purpose: 'codex app-server, started by Tollgate, asks for plan use and credits',
    switchPath: ['sources', 'codexAppServer'],
    source: 'codex-app-server',
    provider: null,
  },
  {
    host: '127.0.0.1',
    opener: 'incoming',
    purpose: 'Claude Code sends its OpenTelemetry export to Tollgate on this computer',
    switchPath: ['sources', 'openTelemetry'],
    source: 'open-telemetry',
    provider: null,
  },
];

function contactOf(provider: ProviderId, { host, name, setting }: ProviderFacts): Contact {
  const purpose = `use and cost of your ${name}, with your key`;
  return { host, opener: 'tollgate', purpose, switchPath: setting, source: null, provider };
}
