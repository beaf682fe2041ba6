import { expect, it } from 'vitest';
import { isSwitchedOn } from '../../../main/engine/providersPlan.ts';
import { PROVIDER_IDS, PROVIDERS } from '../../../preload/contract/keys.ts';
import { DEFAULT_SETTINGS } from '../../../preload/contract/settingsTree.ts';

it('a provider is asked by its own switch alone', () => {
  for (const provider of PROVIDER_IDS) {
    expect(isSwitchedOn(DEFAULT_SETTINGS, provider), provider).toBe(false);
    const [, name] = PROVIDERS[provider].setting;
    const providers = { ...DEFAULT_SETTINGS.providers, [name]: true };
    const settings = { ...DEFAULT_SETTINGS, providers };
    expect(PROVIDER_IDS.filter((one) => isSwitchedOn(settings, one))).toEqual([provider]);
  }
});
