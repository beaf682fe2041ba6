/** Keys of provider accounts as a window sees them: it can save, test and forget one, never read one. */

/** Providers whose organisation accounts can be read with a key that the user enters. */
export const PROVIDER_IDS = ['anthropic', 'openai', 'anthropic-enterprise'] as const;
export type ProviderId = (typeof PROVIDER_IDS)[number];

/** What a window may say of a provider without asking anybody. */
export type ProviderFacts = {
  readonly name: string;
  /** The only host that is ever contacted for it, by https. */
  readonly host: string;
  /** What kind of key it takes, as a person finds it in the provider's console. */
  readonly keyWords: string;
  /** How such a key begins. Only a hint: makers change it. */
  readonly keyBegins: string;
  /** The name of its switch among the settings. */
  readonly setting: readonly [
    'providers',
    'anthropicAdmin' | 'openaiAdmin' | 'anthropicEnterprise',
  ];
};

export const PROVIDERS: Readonly<Record<ProviderId, ProviderFacts>> = {
  anthropic: {
    name: 'Anthropic organisation',
    host: 'api.anthropic.com',
    keyWords: 'an Admin API key of a Console organisation',
    keyBegins: 'sk-ant-admin',
    setting: ['providers', 'anthropicAdmin'],
  },
  openai: {
    name: 'OpenAI organisation',
    host: 'api.openai.com',
    keyWords: 'an Admin key of an API organisation',
    keyBegins: 'sk-admin-',
    setting: ['providers', 'openaiAdmin'],
  },
  'anthropic-enterprise': {
    name: 'Claude Enterprise',
    host: 'api.anthropic.com',
    keyWords: 'a key of claude.ai’s organisation settings that may read analytics or spend limits',
    keyBegins: 'sk-ant-',
    setting: ['providers', 'anthropicEnterprise'],
  },
};

/** Everything whose secret is kept in the keychain: accounts at providers, and the user's own collector. */
export const KEY_IDS = [...PROVIDER_IDS, 'collector'] as const;
export type KeyId = (typeof KEY_IDS)[number];

/** What a person is told of a key before it is there. */
export type KeyFacts = Pick<ProviderFacts, 'name' | 'keyWords' | 'keyBegins'>;

export const KEYS: Readonly<Record<KeyId, KeyFacts>> = {
  ...PROVIDERS,
  collector: {
    name: 'Own collector',
    keyWords: 'headers as OpenTelemetry writes them, NAME=VALUE with commas between, blanks as %20',
    keyBegins: 'authorization=Bearer%20',
  },
};

/** Characters of a key. Windows keeps 2,560 bytes of UTF-16 in one credential, and the others must not differ. */
export const LONGEST_KEY = 1280;
export const SHORTEST_KEY = 16;

export type KeyProblemKind =
  | 'no-keychain'
  | 'locked'
  | 'denied'
  | 'timed-out'
  /** The keychain gave back something that is no key. */
  | 'garbage'
  | 'too-long'
  /** What was typed is no key. */
  | 'not-a-key'
  /** No key is saved, or somebody else took it out of the keychain. */
  | 'missing'
  | 'failed';

export type KeyProblem = {
  readonly kind: KeyProblemKind;
  /** One plain sentence. */
  readonly message: string;
  /** What a person can do about it. */
  readonly wayOut: string;
};

/** Everything that anybody is told of a key. */
export type KeyView = {
  readonly provider: KeyId;
  readonly present: boolean;
  readonly lastFour: string | null;
  readonly savedAtMs: number | null;
  /** `session`: in the memory of the running app, and gone when it quits. */
  readonly keptIn: 'keychain' | 'session' | null;
};

/** What became of saving or forgetting. `notice`: done, but not as one would expect. */
export type KeyReceipt =
  | { readonly ok: true; readonly key: KeyView; readonly notice: KeyProblem | null }
  | { readonly ok: false; readonly problem: KeyProblem };

/** What a provider said to a key. `switched-off`: nobody was asked. */
export type KeyTest =
  | {
      readonly ok: true;
      readonly atMs: number;
      /** As the provider names it; null where it does not say. */
      readonly organisation: string | null;
    }
  | {
      readonly ok: false;
      readonly kind: KeyProblemKind | 'switched-off' | 'key-refused' | 'not-reached';
      readonly message: string;
    };
