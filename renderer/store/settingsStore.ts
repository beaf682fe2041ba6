/** The settings as the main window shows them: asked for while they are on screen, changed through one door. */
import { create } from 'zustand';
import type { Outcome } from '../../preload/contract/channels.ts';
import type { SettingsFacts } from '../../preload/contract/settingsFacts.ts';
import type { AskableSource } from '../../preload/contract/sources.ts';
import type { ParsedSettings, SettingChange } from '../../preload/contract/settingsTree.ts';
import { messages } from '../messages.ts';
import { speech } from './display.ts';
import { tollgate } from './tollgateApi.ts';

/** Another program may change settings as well; this often they are asked for while somebody looks. */
const LOOK_AGAIN_MS = 2000;

export type SettingsState = {
  readonly parsed: ParsedSettings | null;
  readonly facts: SettingsFacts | null;
  /** Why the last request did not work. */
  readonly failure: string | null;
  /** What came of the last change, for those who listen. */
  readonly said: string | null;
};

export const useSettings = create<SettingsState>()(() => ({
  parsed: null,
  facts: null,
  failure: null,
  said: null,
}));

let lastText = '';

async function load(): Promise<void> {
  const parsed = await tollgate().request('settings:get');
  const text = JSON.stringify(parsed);
  // The same settings are the same object, so that no field is drawn anew while somebody types in it.
  if (text === lastText && useSettings.getState().parsed !== null) return;
  lastText = text;
  useSettings.setState({ parsed });
}

async function loadFacts(): Promise<void> {
  const outcome = await tollgate().request('settings:facts');
  if (outcome.ok) useSettings.setState({ facts: outcome.value });
  else useSettings.setState({ failure: outcome.message });
}

async function carryOut(ask: () => Promise<Outcome<null>>, done: string): Promise<boolean> {
  try {
    const outcome = await ask();
    useSettings.setState(
      outcome.ok ? { failure: null, said: done } : { failure: outcome.message, said: null },
    );
    await load();
    void loadFacts().catch(fail);
    return outcome.ok;
  } catch {
    fail();
    return false;
  }
}

/** All changes or none; `done` is what is said of them. */
export function changeSettings(changes: readonly SettingChange[], done: string): Promise<boolean> {
  return carryOut(() => tollgate().request('settings:change', changes), done);
}

export function undoSettings(): Promise<boolean> {
  return carryOut(() => tollgate().request('settings:undo'), speech().say(messages.undone));
}

/** Asks an agent's own program now. */
export function askSource(source: AskableSource): Promise<boolean> {
  return carryOut(() => tollgate().request('source:ask', source), speech().say(messages.asked));
}

export function revealData(): void {
  tollgate().request('data:reveal').catch(fail);
}

/** Keeps settings and facts fresh while a page shows them; returns the way to stop. */
export function followSettings(): () => void {
  const look = () => {
    if (document.visibilityState === 'visible') load().catch(fail);
  };
  load().catch(fail);
  loadFacts().catch(fail);
  const timer = setInterval(look, LOOK_AGAIN_MS);
  return () => clearInterval(timer);
}

function fail(): void {
  useSettings.setState({ failure: speech().say(messages.noAnswer) });
}
