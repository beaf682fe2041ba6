/** What people call what was used: accounts by their given name, projects by the shortest end of their path. */
import type { HistoryDimension } from '../../preload/contract/review/history.ts';
import type { Settings } from '../../preload/contract/settings.ts';
import { accountSettings } from '../../preload/contract/settingsTree.ts';
import type { AgentId } from '../../preload/contract/snapshot.ts';
import { AGENT_NAMES, modelWords } from '../../preload/contract/wording.ts';
import { UNKNOWN_PROJECT } from '../domain/history.ts';
import { projectNames } from '../domain/sessions.ts';

/** Name of an account by its text (`agent|folder`). */
export function accountLabel(text: string, settings: Settings, homeFolder: string): string {
  const { name } = accountSettings(settings, text);
  if (name !== null) return name;
  const cut = text.indexOf('|');
  const folder = text.slice(cut + 1);
  const short = folder.startsWith(homeFolder) ? `~${folder.slice(homeFolder.length)}` : folder;
  return `${AGENT_NAMES[text.slice(0, cut) as AgentId]}, ${short}`;
}

/** Names for keys of every dimension; @param projects all paths there are, so that like ends are told apart */
export function createLabels(
  projects: Iterable<string | null>,
  settings: Settings,
  homeFolder: string,
) {
  const paths = [...new Set(projects)].filter((path) => path !== null);
  const names = new Map(projectNames(paths).map((name, index) => [paths[index] as string, name]));
  return (dimension: HistoryDimension, key: string): string => {
    switch (dimension) {
      case 'model':
        return modelWords(key);
      case 'agent':
        return AGENT_NAMES[key as AgentId];
      case 'project':
        return key === UNKNOWN_PROJECT ? 'no project' : (names.get(key) ?? key);
      case 'account':
        return accountLabel(key, settings, homeFolder);
      default:
        return dimension satisfies never;
    }
  };
}
