/** How an agent's hooks are written down: entries in its settings, or a file of our own that it loads. */
import type { Outcome } from '../../preload/contract/channels.ts';
import type { AgentHooks } from '../agents/agent.ts';
import { addHooks, readHooks, removeHooks, type FoundHook, type HookEntry } from './editHooks.ts';
import { addFlatHooks, readFlatHooks, removeFlatHooks } from './flatHooks.ts';
import { addPlugin, readPlugin, removePlugin } from './pluginFile.ts';

/** A text stands for the file's whole content, null for a file that is not there. */
export type HookForm = {
  /** The commands that are named, with their events. */
  read(text: string): Outcome<readonly FoundHook[]>;
  add(text: string | null, entries: readonly HookEntry[]): Outcome<string>;
  /** Takes out what `isOurs` names. */
  remove(text: string, isOurs: (command: string) => boolean): Outcome<string | null>;
};

const ENTRIES: HookForm = { read: readHooks, add: addHooks, remove: removeHooks };
const FLAT: HookForm = { read: readFlatHooks, add: addFlatHooks, remove: removeFlatHooks };
const PLUGIN: HookForm = { read: readPlugin, add: addPlugin, remove: removePlugin };

/** The form of an agent's hooks. */
export function hookFormOf({ form }: AgentHooks): HookForm {
  if (form === 'flat') return FLAT;
  return form === 'plugin' ? PLUGIN : ENTRIES;
}
