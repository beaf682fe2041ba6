/** Words of `tollgate keys`, `tollgate providers` and `tollgate metrics`. A key is never one of them. */
import { inEnglish } from '../../preload/contract/languages/say.ts';
import { KEY_IDS, PROVIDER_IDS, type KeyId, type ProviderId } from '../../preload/contract/keys.ts';

export type KeysCommand = { readonly name: 'keys'; readonly isJson: boolean } & (
  | { readonly action: 'list' }
  | { readonly action: 'save' | 'test' | 'forget'; readonly provider: KeyId }
);

export type ProvidersCommand = {
  readonly name: 'providers';
  readonly isJson: boolean;
  readonly action: 'status' | 'poll';
  /** null: all. */
  readonly provider: ProviderId | null;
};

export type MetricsCommand = {
  readonly name: 'metrics';
  readonly isJson: boolean;
  readonly action: 'status' | 'send';
};

type Parsed<T> =
  { readonly ok: true; readonly command: T } | { readonly ok: false; readonly message: string };

const NAMES = PROVIDER_IDS.join(', ');
const KEY_NAMES = KEY_IDS.join(', ');

export function parseKeys(words: readonly string[], isJson: boolean): Parsed<KeysCommand> {
  const [action = 'list', provider, ...rest] = words;
  if (action === 'list') {
    return words.length <= 1
      ? { ok: true, command: { name: 'keys', isJson, action } }
      : refuse(inEnglish('keys list takes nothing more.'));
  }
  if (action !== 'save' && action !== 'test' && action !== 'forget') {
    return refuse(inEnglish('keys takes list, save, test or forget.'));
  }
  if (!isKey(provider))
    return refuse(inEnglish('keys {action} takes one of {names}.', { action, names: KEY_NAMES }));
  // The words are not repeated: one of them may be a key.
  if (rest.length > 0) {
    return refuse(
      inEnglish(
        'A key is never given as a word of a command: others could read it in the list of processes and in the shell’s history. It is asked for, or read from standard input. If this one was real, change it at the provider.',
      ),
    );
  }
  return { ok: true, command: { name: 'keys', isJson, action, provider } };
}

export function parseProviders(
  words: readonly string[],
  isJson: boolean,
): Parsed<ProvidersCommand> {
  const [action = 'status', provider, ...rest] = words;
  if ((action !== 'status' && action !== 'poll') || rest.length > 0) {
    return refuse(
      inEnglish('providers takes “status” or “poll”, and a provider if only one is meant.'),
    );
  }
  if (provider !== undefined && !isProvider(provider)) {
    return refuse(inEnglish('providers {action} takes one of {names}.', { action, names: NAMES }));
  }
  return { ok: true, command: { name: 'providers', isJson, action, provider: provider ?? null } };
}

export function parseMetrics(words: readonly string[], isJson: boolean): Parsed<MetricsCommand> {
  const [action = 'status', ...rest] = words;
  if ((action !== 'status' && action !== 'send') || rest.length > 0) {
    return refuse(inEnglish('metrics takes “status” or “send”.'));
  }
  return { ok: true, command: { name: 'metrics', isJson, action } };
}

function isKey(word: string | undefined): word is KeyId {
  return (KEY_IDS as readonly (string | undefined)[]).includes(word);
}

function isProvider(word: string | undefined): word is ProviderId {
  return (PROVIDER_IDS as readonly (string | undefined)[]).includes(word);
}

function refuse(message: string): { readonly ok: false; readonly message: string } {
  return { ok: false, message };
}
