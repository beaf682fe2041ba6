/** Decides what installing or removing the hooks does to a settings file. Pure: texts in, texts out. */
import { inEnglish } from '../../preload/contract/languages/say.ts';
import type { Outcome } from '../../preload/contract/channels.ts';
import type { AgentHooks } from '../agents/agent.ts';
import { DEFAULT_ASK_SECONDS } from '../domain/gate.ts';
import { fingerprintOf } from '../sources/bridge/settingsFile.ts';
import type { HookEntry } from './editHooks.ts';
import { hookFormOf } from './hookForm.ts';
import { hookCommand, runsForeignGate, runsOurGate, type GatePaths } from './gatePaths.ts';
import type { HookRecord } from './hookRecord.ts';

export type HookSituation = {
  readonly agent: string;
  readonly hooks: AgentHooks;
  readonly accountId: string;
  readonly paths: GatePaths;
  readonly settingsPath: string;
  /** null when there is no settings file. */
  readonly text: string | null;
  readonly record: HookRecord | null;
  readonly platform: NodeJS.Platform;
};

export type HookWish = {
  readonly isStrict: boolean;
  /** The agent's version, such as `2.1.330`; null when it could not be found out. */
  readonly agentVersion: string | null;
  /** How long a hook may wait for the user. */
  readonly askSeconds: number;
};

export type HookInstallation = { readonly after: string; readonly record: HookRecord };

/** What the agent adds to the longest wait before it gives up on a hook. */
const SPARE_SECONDS = 5;
const QUICK_SECONDS = 5;

/** The entries for one agent's settings. Events that its version does not know are left out. */
export function hookEntries(situation: HookSituation, wish: HookWish): readonly HookEntry[] {
  const { hooks, accountId, paths, platform } = situation;
  const longest = longestWait(wish) + SPARE_SECONDS;
  return hooks.entries
    .filter(({ sinceVersion }) => isAtLeast(wish.agentVersion, sinceVersion))
    .map(({ event, word, canAsk }) => {
      const isStrict = wish.isStrict && canAsk;
      const answers = hooks.answers && { answers: hooks.answers };
      const command = hookCommand(paths, { accountId, word, isStrict, ...answers }, platform);
      const seconds = canAsk ? longest : QUICK_SECONDS;
      const timeout = hooks.timeoutUnit === 'milliseconds' ? seconds * 1000 : seconds;
      // An agent that does not know the word passes it over.
      if (hooks.form === 'flat') {
        const strictness = isStrict ? { failClosed: true } : {};
        return { event, handler: { command, timeout, ...strictness } };
      }
      // A plugin is our own code, which knows the word in every version.
      const isBlocking = isStrict && (hooks.strictSinceVersion !== null || hooks.form === 'plugin');
      const strictness = isBlocking ? { onFailure: 'block' } : {};
      return { event, handler: { type: 'command', command, timeout, ...strictness } };
    });
}

function longestWait({ askSeconds }: HookWish): number {
  return Math.max(askSeconds, DEFAULT_ASK_SECONDS);
}

/** Installing again brings older entries up to date, in place; the user's bytes from before are kept. */
export function decideHooks(
  situation: HookSituation,
  wish: HookWish,
  nowMs: number,
): Outcome<HookInstallation> {
  const { agent, hooks, paths, accountId, settingsPath, text, record } = situation;
  const since = hooks.strictSinceVersion;
  if (wish.isStrict && since !== null && !isAtLeast(wish.agentVersion, since)) {
    const found = wish.agentVersion ?? 'unknown';
    return refuse(
      inEnglish('Strict mode needs version {since} of this agent or later; found: {found}.', {
        since,
        found,
      }),
    );
  }
  const form = hookFormOf(hooks);
  const found = text === null ? ({ ok: true, value: [] } as const) : form.read(text);
  if (!found.ok) return found;
  const foreign = found.value.find(({ command }) => runsForeignGate(command, paths, accountId));
  if (foreign !== undefined) {
    return refuse(
      inEnglish(
        'The settings already run the gate of another folder or of another copy of Tollgate. Take it out first. It runs: {command}',
        { command: foreign.command },
      ),
    );
  }
  const base = withoutOurs(situation);
  if (!base.ok) return base;
  const added = form.add(base.value, hookEntries(situation, wish));
  if (!added.ok) return added;
  const fresh: HookRecord = {
    version: 1,
    agent,
    settingsPath,
    isStrict: wish.isStrict,
    installedAtMs: added.value === text && record !== null ? record.installedAtMs : nowMs,
    askSeconds: longestWait(wish),
    originalBase64: base.value === null ? null : Buffer.from(base.value).toString('base64'),
    installedFingerprint: fingerprintOf(added.value),
    isSettled: true,
  };
  return { ok: true, value: { after: added.value, record: fresh } };
}

/** The very bytes from before when nobody else has edited; otherwise only our own entries go. */
export function withoutOurs(situation: HookSituation): Outcome<string | null> {
  const { hooks, paths, accountId, text, record } = situation;
  if (text === null) return { ok: true, value: null };
  if (record !== null && record.installedFingerprint === fingerprintOf(text)) {
    const original = record.originalBase64;
    const value = original === null ? null : Buffer.from(original, 'base64').toString('utf8');
    return { ok: true, value };
  }
  return hookFormOf(hooks).remove(text, (command) => runsOurGate(command, paths, accountId));
}

/** The events whose hooks are in place; null for a text that cannot be read. */
export function installedEvents(
  text: string | null,
  { hooks, paths, accountId }: Pick<HookSituation, 'hooks' | 'paths' | 'accountId'>,
): readonly string[] | null {
  const found = text === null ? ({ ok: true, value: [] } as const) : hookFormOf(hooks).read(text);
  if (!found.ok) return null;
  const ours = found.value.filter(({ command }) => runsOurGate(command, paths, accountId));
  return ours.map(({ event }) => event);
}

/** The lines for a user who must write them by hand. */
export function handWrittenLines(situation: HookSituation, wish: HookWish): string {
  const lines = hookFormOf(situation.hooks).add(null, hookEntries(situation, wish));
  return lines.ok ? lines.value : '';
}

/** Compares versions such as 2.1.295 by their numbers; an unknown version knows only what all know. */
function isAtLeast(version: string | null, since: string | null): boolean {
  if (since === null) return true;
  if (version === null) return false;
  const [have, need] = [version, since].map((text) => text.split('.').map(Number));
  for (const [index, wanted] of (need ?? []).entries()) {
    const part = have?.[index] ?? 0;
    if (part !== wanted) return part > wanted;
  }
  return true;
}

function refuse(message: string): { readonly ok: false; readonly message: string } {
  return { ok: false, message };
}
