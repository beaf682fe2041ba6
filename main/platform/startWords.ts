/** What the packaged program was started for: a command in the terminal, or the app. Pure. */

export type Start = {
  /** Everything after the program's own path. */
  readonly words: readonly string[];
  readonly platform: NodeJS.Platform;
  readonly variables: Readonly<Record<string, string | undefined>>;
  /** Whether somebody watches standard output. */
  readonly isTerminal: boolean;
};

/** Commands that look like switches. */
const SWITCHES = ['-h', '--help', '-v', '--version'];

/**
 * The words of a terminal command; null: the app is meant. What stands behind `--` is always a command, so
 * that the wrapper can put Chromium's switches before it and none of the user's words becomes one.
 */
export function commandWords({
  words,
  platform,
  variables,
  isTerminal,
}: Start): readonly string[] | null {
  const separator = words.indexOf('--');
  const own = separator === -1 ? words : words.slice(separator + 1);
  const [first] = own;
  if (first !== undefined && (separator !== -1 || isCommand(first))) return own;
  if (hasScreen(platform, variables)) return null;
  return isTerminal ? ['status', '--watch'] : ['status'];
}

function isCommand(word: string): boolean {
  return !word.startsWith('-') || SWITCHES.includes(word);
}

function hasScreen(platform: NodeJS.Platform, variables: Start['variables']): boolean {
  if (platform !== 'linux') return true;
  return Boolean(variables['DISPLAY'] || variables['WAYLAND_DISPLAY']);
}

/** Switches of Chromium that take a part of the sandbox away. */
const UNSAFE_SWITCH =
  /^--(?:no-sandbox|disable-(?:setuid|seccomp-filter|namespace|gpu)-sandbox)(?:=|$)/;

/**
 * Whether windows may be opened with these switches: nobody but root goes without the sandbox, because
 * Chromium has none for root. @param userId null where the system has no such numbers
 */
export function maySandboxBeOff(words: readonly string[], userId: number | null): boolean {
  return userId === 0 || !words.some((word) => UNSAFE_SWITCH.test(word));
}

/**
 * Why it does not start, and what helps. An AppImage's own start script adds the switch where the system gives
 * programs without a profile no user namespaces; there the user cannot leave it out.
 */
export function withoutSandbox({ APPIMAGE }: Start['variables']): string {
  const because = 'Tollgate does not run without its sandbox.';
  return APPIMAGE === undefined
    ? `${because} Start it without that switch.`
    : `${because} This system gives an AppImage none; the deb package brings what it takes.`;
}
