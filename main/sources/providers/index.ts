/** The providers whose accounts can be read, one line each. */
import type { ProviderId } from '../../../preload/contract/keys.ts';
import { anthropic } from './anthropic/index.ts';
import { enterprise } from './anthropic/enterprise.ts';
import { openai } from './openai/index.ts';
import type { Provider } from './provider.ts';

export const PROVIDER_SOURCES: Readonly<Record<ProviderId, Provider>> = {
  anthropic,
  openai,
  'anthropic-enterprise': enterprise,
};
