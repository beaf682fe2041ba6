/**
 * The tray's menu as plain data. It holds every action of the glance, because some Linux trays
 * deliver no click, and clock times instead of times left, because a menu that is rebuilt while it
 * is open closes under the pointer.
 */
import { answersInForce } from '../../preload/contract/boundaryWording.ts';
import { formatClock, isolateText } from '../../preload/contract/formatting.ts';
import { say, sayCount } from '../../preload/contract/languages/say.ts';
import {
  isBoundaryNear,
  isGateInstalled,
  isGateMissing,
  sessionResetMs,
} from '../../preload/contract/gateWording.ts';
import type { GateOrderRequest } from '../../preload/contract/channels.ts';
import type {
  AgentId,
  BoundaryView,
  BridgeState,
  Snapshot,
  WindowView,
} from '../../preload/contract/snapshot.ts';
import {
  AGENT_NAMES,
  resetWords,
  usedWords,
  verdictWords,
  windowName,
} from '../../preload/contract/wording.ts';

/** An object is something said to the gate, or an answer taken back. */
export type TrayAction =
  | 'open-glance'
  | 'open-question'
  | 'open-window'
  | 'refresh'
  | 'toggle-reset-display'
  | 'quit'
  | GateOrderRequest
  | { readonly kind: 'revoke-answer'; readonly answerId: string };

export type TrayMenuItem =
  | { readonly kind: 'label'; readonly label: string }
  | { readonly kind: 'action'; readonly label: string; readonly action: TrayAction }
  | {
      readonly kind: 'checkbox';
      readonly label: string;
      readonly action: TrayAction;
      readonly checked: boolean;
    }
  | { readonly kind: 'separator'; readonly label: '' };

const SEPARATOR: TrayMenuItem = { kind: 'separator', label: '' };

/** Bridge states that leave something to install. */
const INSTALLABLE: ReadonlySet<BridgeState> = new Set(['not-installed', 'replaced']);

export function trayMenu(snapshot: Snapshot): readonly TrayMenuItem[] {
  return [
    { kind: 'label', label: verdictWords(snapshot).headline },
    ...snapshot.windows.map((window) => label(windowLine(window, snapshot))),
    ...answerItems(snapshot),
    ...gateItems(snapshot),
    SEPARATOR,
    ...glanceItems(snapshot),
    SEPARATOR,
    {
      kind: 'checkbox',
      label: say(snapshot, 'Show time left until reset'),
      action: 'toggle-reset-display',
      checked: snapshot.preferences.resetDisplay === 'countdown',
    },
    SEPARATOR,
    { kind: 'action', label: say(snapshot, 'Quit Tollgate'), action: 'quit' },
  ];
}

function label(text: string): TrayMenuItem {
  return { kind: 'label', label: text };
}

function opensGlance(text: string): TrayMenuItem {
  return { kind: 'action', label: text, action: 'open-glance' };
}

/**
 * Consent, bridge changes and problems need more room than a menu line: these open the glance,
 * where the paths and the exact change are shown. Before consent there is nothing to refresh.
 */
function glanceItems(snapshot: Snapshot): readonly TrayMenuItem[] {
  const items = [
    opensGlance(say(snapshot, 'Open glance')),
    {
      kind: 'action',
      label: say(snapshot, 'Open Tollgate…'),
      action: 'open-window',
    } as TrayMenuItem,
  ];
  if (snapshot.phase === 'first-run') {
    items.push(opensGlance(say(snapshot, 'Begin reading session files…')));
  } else {
    items.push({ kind: 'action', label: say(snapshot, 'Refresh now'), action: 'refresh' });
    items.push(...bridgeItems(snapshot));
  }
  const problems = snapshot.problems.length;
  if (problems > 0)
    items.push(
      opensGlance(
        sayCount(snapshot, problems, { one: '{count} problem…', other: '{count} problems…' }),
      ),
    );
  return items;
}

function bridgeItems(snapshot: Snapshot): readonly TrayMenuItem[] {
  const states = snapshot.agents
    .flatMap(({ folders }) => folders)
    .flatMap(({ exists, bridge }) => (exists && bridge !== null ? [bridge] : []));
  return [
    ...(states.some((state) => INSTALLABLE.has(state))
      ? [opensGlance(say(snapshot, 'Show bridge change…'))]
      : []),
    ...(states.includes('installed') ? [opensGlance(say(snapshot, 'Remove bridge…'))] : []),
  ];
}

/** The question at the boundary, and the way back from an answer. */
function answerItems(snapshot: Snapshot): readonly TrayMenuItem[] {
  return snapshot.boundaries.flatMap((boundary): TrayMenuItem[] => {
    const { state, agent } = boundary;
    const owned = (words: string) => (agent === null ? words : `${AGENT_NAMES[agent]}: ${words}`);
    const takeBack = takeBackItems(boundary, owned, snapshot);
    const isAsked = state === 'at-boundary' || state === 'on-credits-without-consent';
    if (!isAsked) return takeBack;
    const words = owned(say(snapshot, 'go on or stop…'));
    return [{ kind: 'action', label: words, action: 'open-question' }, ...takeBack];
  });
}

function takeBackItems(
  boundary: BoundaryView,
  owned: (words: string) => string,
  snapshot: Snapshot,
): TrayMenuItem[] {
  return answersInForce(boundary).map(({ answerId, isStop, modelName: model }) => {
    const words =
      model !== null
        ? say(snapshot, 'take “stop” for {model} back', { model })
        : isStop
          ? say(snapshot, 'take “stop” back')
          : say(snapshot, 'take the consent back');
    return { kind: 'action', label: owned(words), action: { kind: 'revoke-answer', answerId } };
  });
}

type Account = { readonly agent: AgentId; readonly account: string };

/** What can be said to the gate of each account; where there is none, the way to it when it would matter. */
function gateItems(snapshot: Snapshot): readonly TrayMenuItem[] {
  if (snapshot.phase === 'first-run') return [];
  const folders = snapshot.agents.flatMap(({ id, folders }) =>
    folders.map(({ path, gate }) => ({ agent: id, account: path, gate })),
  );
  const installed = folders.filter(({ gate }) => isGateInstalled(gate));
  const isMissed = folders.some(
    ({ agent, account, gate }) => isGateMissing(gate) && isBoundaryNear(snapshot, agent, account),
  );
  const items = [
    ...installed.flatMap(({ agent, account }) =>
      orderItems({ agent, account }, nameOf({ agent, account }, installed), snapshot),
    ),
    ...(isMissed ? [opensGlance(say(snapshot, 'Hold agents at the boundary…'))] : []),
  ];
  return items.length === 0 ? [] : [SEPARATOR, ...items];
}

function orderItems(account: Account, name: string, snapshot: Snapshot): readonly TrayMenuItem[] {
  const resetsAtMs = sessionResetMs(snapshot, account.agent, account.account);
  const order = (kind: GateOrderRequest['kind'], words: string): TrayMenuItem => ({
    kind: 'action',
    label: `${words}: ${name}`,
    action: { kind, ...account },
  });
  const until = resetsAtMs === null ? null : formatClock(resetsAtMs, snapshot);
  return [
    order('stop', say(snapshot, 'Stop now')),
    order('allow-once', say(snapshot, 'Allow one prompt')),
    ...(until === null
      ? []
      : [
          order(
            'open-until-reset',
            say(snapshot, 'Open until the reset at {time}', { time: until }),
          ),
        ]),
  ];
}

/** Two folders of one agent would read alike. */
function nameOf({ agent, account }: Account, all: readonly Account[]): string {
  const isShared = all.filter((one) => one.agent === agent).length > 1;
  return isShared ? `${AGENT_NAMES[agent]} (${isolateText(account)})` : AGENT_NAMES[agent];
}

/** `Five-hour window, Claude Code: 62% used, resets 16:00`. */
function windowLine(window: WindowView, snapshot: Snapshot): string {
  const owner = `${AGENT_NAMES[window.agent]}${accountSuffix(window, snapshot)}`;
  return `${windowName(window, snapshot)}, ${owner}: ${windowFacts(window, snapshot).join(', ')}`;
}

function windowFacts(window: WindowView, snapshot: Snapshot): readonly string[] {
  if (window.phase === 'not-started') return [say(snapshot, 'starts with the next message')];
  return [
    usedWords(window, snapshot),
    resetWords(window.resetsAtMs, snapshot.takenAtMs, { resetDisplay: 'clock' }, snapshot),
    ...(window.basis === 'estimated' ? [say(snapshot, 'estimated')] : []),
    ...(window.isStale
      ? [say(snapshot, 'as of {time}', { time: formatClock(window.asOfMs, snapshot) })]
      : []),
  ];
}

/** Two accounts of one agent would read alike; a single one needs no name. */
function accountSuffix(window: WindowView, snapshot: Snapshot): string {
  const isShared = snapshot.windows.some(
    ({ agent, account }) => agent === window.agent && account !== window.account,
  );
  return isShared ? ` (${isolateText(window.account)})` : '';
}
