/** What the Settings page and the tour show beside the settings themselves. Nothing here is a secret. */
import type { PlanId } from './credits.ts';
import type { AgentId, SourceId } from './snapshot.ts';

/** What a provider's own program said about an account's plan. */
export type StatedPlan = {
  readonly agent: AgentId;
  /** Configuration folder. */
  readonly account: string;
  readonly source: SourceId;
  readonly asOfMs: number;
  readonly isSignedIn: boolean | null;
  readonly billing: 'subscription' | 'api-key' | 'other-provider' | null;
  /** The provider's own words for it. */
  readonly plan: string | null;
  readonly tier: string | null;
  readonly email: string | null;
  /** Ours, where the words name one; else the user has to choose. */
  readonly proposal: PlanId | null;
};

/** How often and when an agent's own program was asked, and what is wrong with it. */
export type AskedFact = {
  readonly source: SourceId;
  readonly account: string;
  readonly lastAskedAtMs: number | null;
  readonly problem: string | null;
};

/** One row of prices: US micro-dollars per million tokens. */
export type PriceView = {
  readonly model: string;
  readonly mode: 'standard' | 'fast' | 'batch';
  /** First and first day no more, UTC; null: always. */
  readonly fromDay: string | null;
  readonly untilDay: string | null;
  readonly upToPromptTokens: number | null;
  readonly input: number;
  readonly output: number;
  readonly cacheWrite5m: number;
  readonly cacheWrite1h: number;
  readonly cacheRead: number;
  /** `own`: said by the user, and before the table's. */
  readonly origin: 'table' | 'own';
};

export type PriceBook = {
  /** Day of the table that ships with this version, YYYY-MM-DD. */
  readonly tableDay: string;
  readonly tableAtMs: number;
  readonly sources: readonly string[];
  readonly rows: readonly PriceView[];
  /** Models in the user's own history, and those of them that have no price at all. */
  readonly modelsInUse: readonly string[];
  readonly modelsUnpriced: readonly string[];
};

/** Contacts made to look for a new version, all together. */
export type UpdateContact = {
  readonly lastContactAtMs: number;
  readonly requests: number;
  /** What the hosts said that they sent, without what frames it; where they did not say, nothing is added. */
  readonly bytesReceived: number;
  readonly hosts: readonly string[];
};

export type SettingsFacts = {
  readonly version: string;
  readonly dataFolder: string;
  /** null: it cannot be measured. */
  readonly databaseBytes: number | null;
  readonly plans: readonly StatedPlan[];
  readonly asked: readonly AskedFact[];
  /** Where the address and token of the OpenTelemetry receiver stand. */
  readonly receiverFile: string | null;
  readonly prices: PriceBook;
  /** null: nobody was ever asked. */
  readonly updates: UpdateContact | null;
};
