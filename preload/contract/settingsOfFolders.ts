/** Folders with agents' logs that belong to other computers: mounted here, or synced. */
import { where } from './checks.ts';
import { leaf, plainText, plainTextOf } from './settingNodes.ts';
import { AGENT_IDS, type AgentId } from './snapshot.ts';

/** A folder of another computer, as the user named it. */
export type HostFolder = {
  readonly agent: AgentId;
  /** Absolute path here of the agent's configuration folder there. */
  readonly path: string;
  /** What the user calls the other computer. */
  readonly host: string;
};

/** A name that cannot be taken for a path, nor for an account. */
export const HOST_NAME = where(plainTextOf(40), (name) =>
  /^[^|/\\:]*[^|/\\:\s][^|/\\:]*$/u.test(name),
);

/** Value of an entry of `logFolders`: the computer. */
export const HOST = leaf<string | null>(
  HOST_NAME,
  null,
  { kind: 'text', example: 'laptop' },
  'What you call the computer whose session files lie in this folder.',
);

/** Whether a key is an agent and an absolute path, parted by `|`. */
export function isHostFolderKey(key: string): boolean {
  return plainText.safeParse(key).success && hostFolderOf(key, '') !== null;
}

/** The key of a folder; what a person typed is taken without the separator at its end. */
export function hostFolderKey(agent: AgentId, path: string): string {
  const typed = path.trim();
  return `${agent}|${typed.length > 3 ? typed.replace(/[/\\]+$/, '') : typed}`;
}

/** An entry of `logFolders`; null: its key names no agent, or no absolute path. */
export function hostFolderOf(key: string, host: string): HostFolder | null {
  const cut = key.indexOf('|');
  const [agent, path] = [key.slice(0, cut), key.slice(cut + 1)];
  const known = AGENT_IDS.find((id) => id === agent);
  return known !== undefined && /^(?:\/|[A-Za-z]:[\\/]|\\\\)/.test(path)
    ? { agent: known, path, host }
    : null;
}
