/** What people call what was used: accounts by their given name, projects by the shortest end of their path. */
import type { HistoryDimension } from '../../preload/contract/review/history.ts';
import type { Settings } from '../../preload/contract/settings.ts';
import { say } from '../../preload/contract/languages/say.ts';
import { accountSettings } from '../../preload/contract/settingsTree.ts';
import type { AgentId } from '../../preload/contract/snapshot.ts';
import { AGENT_NAMES, modelWords } from '../../preload/contract/wording.ts';
import { UNKNOWN_PROJECT } from '../domain/history.ts';
import { projectNames } from '../domain/sessions.ts';
import type { Hosts } from '../store/hosts.ts';

/** Name of an account by its text (`agent|folder`). */
function accountLabel(
  text: string,
  { settings, homeFolder, hosts }: Pick<Naming, 'settings' | 'homeFolder' | 'hosts'>,
): string {
  const { name } = accountSettings(settings, text);
  if (name !== null) return name;
  const cut = text.indexOf('|');
  const folder = text.slice(cut + 1);
  const agent = AGENT_NAMES[text.slice(0, cut) as AgentId];
  const host = hosts.get(text);
  if (host !== undefined) {
    return `${agent} (${host}), ${folder.startsWith(`${host}:`) ? folder.slice(host.length + 1) : folder}`;
  }
  const short = folder.startsWith(homeFolder) ? `~${folder.slice(homeFolder.length)}` : folder;
  return `${agent}, ${short}`;
}

type Naming = {
  /** All paths there are, so that like ends are told apart. */
  readonly projects: Iterable<string | null>;
  readonly settings: Settings;
  readonly homeFolder: string;
  readonly locale: string;
  /** Names of other computers by account. */
  readonly hosts: Hosts;
};

/** Names for keys of every dimension. */
export function createLabels(naming: Naming) {
  const { projects, locale } = naming;
  const paths = [...new Set(projects)].filter((path) => path !== null);
  const names = new Map(projectNames(paths).map((name, index) => [paths[index] as string, name]));
  return (dimension: HistoryDimension, key: string): string => {
    switch (dimension) {
      case 'model':
        return modelWords(key);
      case 'agent':
        return AGENT_NAMES[key as AgentId];
      case 'project':
        return key === UNKNOWN_PROJECT
          ? say({ locale }, 'no project named')
          : (names.get(key) ?? key);
      case 'account':
        return accountLabel(key, naming);
      default:
        return dimension satisfies never;
    }
  };
}
