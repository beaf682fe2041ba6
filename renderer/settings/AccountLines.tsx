import type { SettingPath } from '../../preload/contract/settingPaths.ts';
import { settingRows } from '../../preload/contract/settingRows.ts';
import type { Settings } from '../../preload/contract/settings.ts';
import type { Snapshot } from '../../preload/contract/snapshot.ts';
import { AGENT_NAMES } from '../../preload/contract/wording.ts';
import { messages } from '../messages.ts';
import { useSay } from '../store/display.ts';
import { useReview } from '../store/reviewStore.ts';
import { PlanProposal } from './PlanProposal.tsx';
import type { SectionId } from './sections.ts';
import { SettingLine } from './SettingLine.tsx';

export type Account = {
  /** As the settings name it. */
  readonly key: string;
  /** Configuration folder. */
  readonly folder: string;
  readonly name: string;
};

/** Every account there is: folders that exist, and accounts that somebody set something for. */
export function accountsOf(snapshot: Snapshot | null, settings: Settings): Account[] {
  const found = (snapshot?.agents ?? []).flatMap(({ id, folders }) =>
    folders.filter(({ exists }) => exists).map(({ path }) => `${id}|${path}`),
  );
  return [...new Set([...found, ...Object.keys(settings.accounts)])].map((key) => {
    const [agent = '', ...folder] = key.split('|');
    const known = settings.accounts[key]?.name ?? null;
    const agentName = (AGENT_NAMES as Readonly<Record<string, string>>)[agent] ?? agent;
    const name = known === null ? agentName : `${agentName}, ${known}`;
    return { key, folder: folder.join('|'), name };
  });
}

type AccountLinesProps = {
  readonly settings: Settings;
  /** Which settings of an account. */
  readonly members: readonly string[];
  readonly section: SectionId;
};

/** The same few settings for each account. */
export function AccountLines({ settings, members, section }: AccountLinesProps) {
  const { say } = useSay();
  const snapshot = useReview((state) => state.snapshot);
  const accounts = accountsOf(snapshot, settings);
  if (accounts.length === 0) return <p className="settings-note">{say(messages.noAccounts)}</p>;
  return accounts.map(({ key, folder, name }) => (
    <div key={key} className="settings-group">
      <h3 className="settings-subheading">
        {name} <bdi className="path">{folder}</bdi>
      </h3>
      {members.flatMap((member) =>
        rowsOf(settings, ['accounts', key, member]).map((row) => (
          <SettingLine key={member} row={row} owner={`${name}, ${folder}`} />
        )),
      )}
      {section === 'accounts' && <PlanProposal accountKey={key} settings={settings} />}
    </div>
  ));
}

function rowsOf(settings: Settings, path: SettingPath) {
  return settingRows(settings, path);
}
