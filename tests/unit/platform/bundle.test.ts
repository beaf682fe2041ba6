import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  bundlePath,
  CONTENT_SECURITY_POLICY,
  CONTENT_TYPES,
  SECURITY_HEADERS,
} from '../../../main/platform/bundle.ts';

describe('paths in the bundle', () => {
  it.each([
    ['app://bundle/glance.html', 'glance.html'],
    ['app://bundle/assets/glance-Bx_1.css', 'assets/glance-Bx_1.css'],
    ['app://bundle/glance.html?x=1#top', 'glance.html'],
  ])('%s is served', (url, path) => {
    expect(bundlePath(url)).toBe(path);
  });

  it.each([
    'app://evil/glance.html',
    'app://bundle.evil/glance.html',
    'app://bundle@evil/glance.html',
    'app://bundle',
    'app://bundle/',
    'app://bundle/../package.json',
    'app://bundle/assets/../../package.json',
    'app://bundle/%2e%2e/package.json',
    'app://bundle/%252e%252e/package.json',
    'app://bundle/..%5cpackage.json',
    'app://bundle/a\\..\\b.js',
    'app://bundle//etc/passwd',
    'app://bundle/.hidden.js',
    'app://bundle/assets/.hidden.js',
    'app://bundle/a..b.js',
    'app://bundle/a\u0000.js',
    'file:///etc/passwd',
    'https://bundle/glance.html',
    'APP://BUNDLE/glance.html',
  ])('%s is not', (url) => {
    expect(bundlePath(url)).toBeNull();
  });

  it('never leaves the folder, whatever is asked', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(fc.oneof(fc.webPath(), fc.string({ unit: 'binary' })), (path) => {
        const served = bundlePath(`app://bundle/${path}`);
        if (served === null) return;
        expect(served).not.toMatch(/\.\.|^\/|\\|\0|%/);
      }),
      { numRuns: 10_000 },
    );
  });

  it('serves only what the build makes', () => {
    expect(Object.keys(CONTENT_TYPES).sort()).toEqual(['.css', '.html', '.js', '.png', '.svg']);
  });
});

describe('security headers', () => {
  const directives = new Map(
    CONTENT_SECURITY_POLICY.split('; ').map((directive) => {
      const [name = '', ...values] = directive.split(' ');
      return [name, values.join(' ')];
    }),
  );

  it('allow nothing but the bundle', () => {
    expect(directives.get('default-src')).toBe("'none'");
    expect(directives.get('script-src')).toBe("'self'");
    expect(directives.get('style-src')).toBe("'self'");
    for (const name of [
      'connect-src',
      'object-src',
      'base-uri',
      'form-action',
      'frame-ancestors',
    ]) {
      expect(directives.get(name), name).toBe("'none'");
    }
  });

  it('name no unsafe source and no wildcard', () => {
    expect(CONTENT_SECURITY_POLICY).not.toMatch(/unsafe|\*|https?:|data:|blob:/);
  });

  it('close the script sinks to strings', () => {
    expect(directives.get('require-trusted-types-for')).toBe("'script'");
    expect(directives.get('trusted-types')).toBe("'none'");
  });

  it('are on every answer', () => {
    expect(SECURITY_HEADERS['content-security-policy']).toBe(CONTENT_SECURITY_POLICY);
    expect(SECURITY_HEADERS['x-content-type-options']).toBe('nosniff');
  });
});
