/** What the glance draws: the last snapshot, the ticking clock, and what the user has just asked for. */
import { create } from 'zustand';
import type { BridgePlan, BridgeRequest } from '../../preload/contract/channels.ts';
import type { Settings } from '../../preload/contract/settings.ts';
import type { AgentId, Snapshot } from '../../preload/contract/snapshot.ts';

/** A change to an agent's settings that is on screen and not yet carried out. */
export type PlannedChange = BridgePlan & BridgeRequest;

/** What a change on screen is about: the status line, or the hooks of the gate. */
export type PlanSubject = 'bridge' | 'gate';

export type Busy = 'refresh' | 'begin' | 'plan' | 'apply' | 'adjust';

/** How the last adjustment is taken back. */
export type AdjustUndo =
  { readonly kind: 'settings' } | ({ readonly kind: 'balance' } & BalanceUndo);

type BalanceUndo = { readonly agent: AgentId; readonly account: string };

export type GlanceState = {
  readonly snapshot: Snapshot | null;
  /** Ticks while the window is visible; countdowns and ages are drawn from it. */
  readonly nowMs: number;
  readonly busy: Busy | null;
  readonly plan: PlannedChange | null;
  /** Of `plan` and `doneChange`. */
  readonly planSubject: PlanSubject;
  /** Why the last request did not work, in words. */
  readonly failure: string | null;
  /** The change that was carried out last, until the next one is begun. */
  readonly doneChange: BridgeRequest['change'] | null;
  /** The panel of adjustments is open. */
  readonly isAdjusting: boolean;
  /** As of when the adjustments were opened, or the last of them was made; null: not read. */
  readonly settings: Settings | null;
  /** What the last adjustment did, in words, and how it is taken back. */
  readonly adjusted: { readonly words: string; readonly undo: AdjustUndo | null } | null;
};

export const useGlance = create<GlanceState>()(() => ({
  snapshot: null,
  nowMs: Date.now(),
  busy: null,
  plan: null,
  planSubject: 'bridge',
  failure: null,
  doneChange: null,
  isAdjusting: false,
  settings: null,
  adjusted: null,
}));
