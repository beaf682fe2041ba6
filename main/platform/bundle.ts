/** What windows may load, and the rules they load it under. Pure, so that every rule has a test. */

export const BUNDLE_ORIGIN = 'app://bundle';

/**
 * Nothing from anywhere but the bundle, no inline code or style, no connections, no frames; script sinks
 * take no strings (https://www.w3.org/TR/trusted-types/).
 */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "font-src 'none'",
  "connect-src 'none'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');

export const SECURITY_HEADERS = {
  'content-security-policy': CONTENT_SECURITY_POLICY,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
} as const;

/** Kinds of files the build makes; anything else is not served. */
export const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
};

const SAFE_PATH = /^(?:[A-Za-z0-9_-][A-Za-z0-9_.-]*\/)*[A-Za-z0-9_-][A-Za-z0-9_.-]*$/;

/** Path of a URL inside the bundle; null for another host, an encoded or hidden name, or a way out. */
export function bundlePath(url: string): string | null {
  if (!url.startsWith(`${BUNDLE_ORIGIN}/`)) return null;
  const [path = ''] = url.slice(BUNDLE_ORIGIN.length + 1).split(/[?#]/);
  return SAFE_PATH.test(path) && !path.includes('..') ? path : null;
}
