import { describe, expect, it } from 'vitest';
import { languageOf, say, sayCount } from '../../../preload/contract/languages/say.ts';

const english = { locale: 'en-GB' };
const sessions = { one: '{count} session of {name}', other: '{count} sessions of {name}' };

describe('say', () => {
  it('fills in values, and leaves a name that has none', () => {
    expect(say(english, '{a} before {b} and {c}', { a: '1', b: '{a}' })).toBe(
      '1 before {a} and {c}',
    );
  });

  it('speaks English where it does not speak the language', () => {
    expect(languageOf({ locale: 'de-AT-u-hc-h23-x-hide' })).toBe('de');
    expect(languageOf({ locale: 'EN' })).toBe('en');
    expect(languageOf({ locale: 'den-x-de' })).toBe('en');
    expect(say({ locale: 'fr-CH' }, 'no such text')).toBe('no such text');
    expect(say({ locale: 'de' }, 'no such text')).toBe('no such text');
  });

  it('writes a number of things with the plural of the language and the digits of the locale', () => {
    expect(sayCount(english, 1, sessions, { name: 'x' })).toBe('1 session of x');
    expect(sayCount(english, 0, sessions, { name: 'x' })).toBe('0 sessions of x');
    expect(sayCount(english, 1234, sessions, { name: 'x' })).toBe('1,234 sessions of x');
  });
});
