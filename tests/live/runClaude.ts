/** Runs the real Claude Code against the loopback provider, in print mode or in a terminal. */
import fs from 'node:fs';
import path from 'node:path';
import type { AgentHome } from './agentHome.ts';
import { type RunResult, runProgram } from './runProgram.ts';
import { openTerminal, type Terminal } from './terminal.ts';

export type ClaudeSetup = {
  readonly program: string;
  readonly home: AgentHome;
  readonly serverUrl: string;
};

const ENTER = '\r';
const DOWN = '\u001b[B';

/** The environment of a subscriber: a (made-up) sign-in token, not an API key. */
export function claudeEnvironment({ home, serverUrl }: ClaudeSetup): Record<string, string> {
  return {
    ...home.env,
    ANTHROPIC_BASE_URL: serverUrl,
    CLAUDE_CODE_OAUTH_TOKEN: 'sk-ant-oat01-loopback',
    CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: '1',
    DISABLE_AUTOUPDATER: '1',
  };
}

/** One prompt in print mode (`claude -p`). */
export function runClaude(
  setup: ClaudeSetup,
  prompt: string,
  args: readonly string[] = [],
): Promise<RunResult> {
  return runProgram(setup.program, ['-p', prompt, ...args], {
    cwd: setup.home.project,
    env: claudeEnvironment(setup),
  });
}

export type ClaudeTerminal = {
  /** Types a prompt and waits for words of what comes of it; with the status line that follows. */
  say(prompt: string, expectedAnswer: string): Promise<void>;
  leave(): Promise<void>;
  /** Everything that was drawn, without escape sequences. */
  screenText(): string;
  /** Ends it by force where it still runs. */
  close(): void;
};

/** The interactive program, at its first prompt. Only there does Claude Code run the status line. */
export async function openClaude(
  setup: ClaudeSetup,
  args: readonly string[] = [],
): Promise<ClaudeTerminal> {
  skipWelcome(setup.home);
  const terminal = openTerminal(setup.program, args, {
    cwd: setup.home.project,
    env: claudeEnvironment(setup),
  });
  try {
    await trustFolder(terminal);
  } catch (error) {
    terminal.close();
    throw error;
  }
  return {
    async say(prompt, expectedAnswer) {
      terminal.type(prompt);
      await terminal.waitFor(asPattern(prompt));
      terminal.type(ENTER);
      await terminal.waitFor(asPattern(expectedAnswer));
      // The status line is drawn anew some 300 ms after an answer.
      await terminal.waitUntilQuiet(1_500);
    },
    async leave() {
      terminal.type('/exit');
      await terminal.waitFor(/Exit the CLI/);
      terminal.type(ENTER);
      await terminal.waitForExit();
    },
    screenText: () => terminal.screenText(),
    close: () => terminal.close(),
  };
}

/** One prompt in the interactive program; @returns everything that was drawn */
export async function runClaudeInTerminal(
  setup: ClaudeSetup,
  prompt: string,
  expectedAnswer: string,
  args: readonly string[] = [],
): Promise<string> {
  const claude = await openClaude(setup, args);
  try {
    await claude.say(prompt, expectedAnswer);
    await claude.leave();
    return claude.screenText();
  } finally {
    claude.close();
  }
}

/**
 * Answers "do you trust this folder". The safe answer is preselected and the list may be drawn
 * again while it loads, so each key is chosen by where the marker stands now.
 */
async function trustFolder(terminal: Terminal): Promise<void> {
  await terminal.waitFor(/trust this folder|for agents|to cycle/);
  for (let attempt = 0; attempt < 40; attempt += 1) {
    await terminal.waitUntilQuiet(400);
    const screen = terminal.screenText();
    // Below its first prompt stands one of these, depending on what else the line must hold.
    if (/for agents|to cycle/.test(screen)) return;
    const isYesMarked = screen.lastIndexOf('❯ Yes') > screen.lastIndexOf('❯ No');
    terminal.type(isYesMarked ? ENTER : DOWN);
  }
  throw new Error(`the folder could not be trusted:\n${terminal.screenText()}`);
}

/** The first-start welcome asks the real service whether it can be reached, so it is skipped. */
function skipWelcome(home: AgentHome): void {
  const file = path.join(home.folder, '.claude.json');
  const state: unknown = fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')) : {};
  const done = { ...(state as object), hasCompletedOnboarding: true, theme: 'dark' };
  fs.writeFileSync(file, JSON.stringify(done));
}

/** Matches the text however the screen broke its blanks. */
function asPattern(text: string): RegExp {
  const words = text.split(' ').map((word) => word.replaceAll(/[^\p{L}\p{N}]/gu, '\\$&'));
  return new RegExp(words.join('\\s*'), 'u');
}
