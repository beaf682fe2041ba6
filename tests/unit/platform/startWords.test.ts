import { describe, expect, it } from 'vitest';
import {
  commandWords,
  maySandboxBeOff,
  withoutSandbox,
  type Start,
} from '../../../main/platform/startWords.ts';

const ON_A_DESKTOP: Start = {
  words: [],
  platform: 'linux',
  variables: { DISPLAY: ':0' },
  isTerminal: false,
};
const start = (change: Partial<Start>) => commandWords({ ...ON_A_DESKTOP, ...change });

describe('a packaged program', () => {
  it.each([[[]], [['--hidden']], [['--user-data-dir=/tmp/x', '--no-sandbox']]])(
    'is the app with %j',
    (words) => {
      expect(start({ words })).toBeNull();
    },
  );

  it.each([
    [['status', '--json']],
    [['--help']],
    [['-h']],
    [['-v']],
    [['--version']],
    // A mistyped command is answered as one, and opens no window.
    [['stats']],
  ])('is the command with %j', (words) => {
    expect(start({ words })).toEqual(words);
  });

  it('takes what is behind “--” as words, whatever they look like', () => {
    expect(start({ words: ['--no-sandbox', '--', 'status', '--json'] })).toEqual([
      'status',
      '--json',
    ]);
    expect(start({ words: ['--', '--inspect'] })).toEqual(['--inspect']);
  });

  it('shows the figures where there is no screen', () => {
    expect(start({ variables: {} })).toEqual(['status']);
    expect(start({ variables: { DISPLAY: '' } })).toEqual(['status']);
    expect(start({ variables: {}, isTerminal: true })).toEqual(['status', '--watch']);
    expect(start({ variables: { WAYLAND_DISPLAY: 'wayland-0' } })).toBeNull();
    expect(start({ variables: {}, platform: 'darwin' })).toBeNull();
    expect(start({ variables: {}, platform: 'win32' })).toBeNull();
  });
});

describe('the sandbox', () => {
  it('may be switched off for root only, who can have none', () => {
    expect(maySandboxBeOff(['--no-sandbox'], 1000)).toBe(false);
    expect(maySandboxBeOff(['--no-sandbox'], 0)).toBe(true);
    expect(maySandboxBeOff(['--no-sandbox=1'], 1000)).toBe(false);
    expect(maySandboxBeOff(['--disable-setuid-sandbox'], 1000)).toBe(false);
    expect(maySandboxBeOff(['--disable-seccomp-filter-sandbox'], 1000)).toBe(false);
    expect(maySandboxBeOff(['--hidden'], 1000)).toBe(true);
    // Windows and macOS have no such user.
    expect(maySandboxBeOff(['--no-sandbox'], null)).toBe(false);
  });
});

it('without its sandbox it says what helps, also where the user gave no switch', () => {
  expect(withoutSandbox({})).toMatch(/without that switch\.$/);
  expect(withoutSandbox({ APPIMAGE: '/home/u/Tollgate.AppImage' })).toMatch(/the deb package/);
});
