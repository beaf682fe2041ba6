/**
 * Takes everything key-like out of a text before it is shown, saved or logged. Texts from programs, providers
 * and errors may quote a key; better a word too many is lost than a key too few.
 */

export const REDACTED = '[redacted]';

/** Characters of which keys and tokens are made. */
const KEY = String.raw`[A-Za-z0-9_\-]`;

/**
 * Known shapes, as their makers document them and as leak scanners look for them (gitleaks' rules): Anthropic
 * and OpenAI keys by their beginning, Google, GitHub, GitLab, Slack, AWS and npm tokens, JSON Web Tokens,
 * private keys, credentials in an address.
 */
const SHAPES: readonly (readonly [RegExp, string])[] = [
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g, REDACTED],
  [new RegExp(String.raw`(?<![A-Za-z0-9])sk-${KEY}{8,}`, 'g'), REDACTED],
  [new RegExp(String.raw`(?<![A-Za-z0-9])(?:sess|ak|pk|rk)[-_]${KEY}{20,}`, 'g'), REDACTED],
  [/AIza[\w-]{20,}/g, REDACTED],
  [/gh[pousr]_\w{16,}|github_pat_\w{16,}|glpat-[\w-]{16,}|npm_\w{16,}/g, REDACTED],
  [/xox[a-z]-[\w-]{10,}|(?:AKIA|ASIA)[A-Z0-9]{12,}/g, REDACTED],
  [/eyJ[\w-]{8,}\.[\w-]{8,}(?:\.[\w-]*)?/g, REDACTED],
  // With a digit, or longer than any word: “basic information” is no secret.
  [/\b(bearer|basic)\s+(?:(?=[\w\-.~+/=]*\d)[\w\-.~+/=]{6,}|[\w\-.~+/=]{20,})/gi, `$1 ${REDACTED}`],
  [
    /((?:x-api-key|authorization|api[-_ ]?key|access[-_ ]?token|refresh[-_ ]?token|secret|password|passwd)["']?\s*[:=]\s*["']?)(?!bearer |basic |\[redacted\])[^\s"',;}]{4,}/gi,
    `$1${REDACTED}`,
  ],
  [/(:\/\/[^\s/:@]*:)[^\s/@]+@/g, `$1${REDACTED}@`],
];

/** A part of a held key that is shorter than this names nothing; whatever is as long as this goes. */
const LEAST_HELD = 8;

/**
 * A text without keys.
 *
 * @param held keys that are known at the moment: they go whatever they look like, whole and in pieces
 * @param isFormer whether a word is a key that was held once: such a one goes where it stands whole
 */
export function redact(
  text: string,
  held: readonly string[] = [],
  isFormer: (word: string) => boolean = isNone,
): string {
  let clean = isFormer === isNone ? text : withoutFormer(text, isFormer);
  for (const key of held) {
    if (key.length >= LEAST_HELD) clean = clean.replaceAll(key, REDACTED);
  }
  for (const [shape, instead] of SHAPES) clean = clean.replace(shape, instead);
  for (const key of held) clean = withoutPieces(clean, key);
  return clean;
}

const isNone = (): boolean => false;

/** Long enough for a key; what stands around a quoted one is no part of it. */
const LONG_WORD = /[^\s"'`<>(){}[\]|]{16,}/gu;
const LAST_SIGNS = /[.,;:!?\u2026]+$/u;

function withoutFormer(text: string, isFormer: (word: string) => boolean): string {
  return text.replace(LONG_WORD, (word) => {
    const plain = word.replace(LAST_SIGNS, '');
    const named = [word, plain].flatMap((one) => [one, one.replace(/^[^=:]*[=:]/u, '')]);
    const key = named.find(isFormer);
    return key === undefined ? word : word.replaceAll(key, REDACTED);
  });
}

/** Providers quote keys by their beginning and their end, and each cuts them elsewhere. */
function withoutPieces(text: string, key: string): string {
  let clean = text;
  for (let at = 0; at + LEAST_HELD <= key.length; at += 1) {
    if (clean.includes(key.slice(at, at + LEAST_HELD))) clean = withoutPiece(clean, key, at);
  }
  return clean;
}

/** Takes out the longest part of the key that begins at `at` and stands in the text. */
function withoutPiece(text: string, key: string, at: number): string {
  let end = at + LEAST_HELD;
  while (end < key.length && text.includes(key.slice(at, end + 1))) end += 1;
  return text.replaceAll(key.slice(at, end), REDACTED);
}
