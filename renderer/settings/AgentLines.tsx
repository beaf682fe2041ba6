import { settingRows } from '../../preload/contract/settingRows.ts';
import type { Settings } from '../../preload/contract/settings.ts';
import type { AgentFolderView, AgentView, BridgeState } from '../../preload/contract/snapshot.ts';
import { messages } from '../messages.ts';
import { useSay } from '../store/display.ts';
import { useReview } from '../store/reviewStore.ts';
import { ChangeButton } from './ChangeButton.tsx';
import { SettingLine } from './SettingLine.tsx';

type AgentLinesProps = { readonly settings: Settings; readonly members: readonly string[] };

/** Agents by folder: what is there, what it draws on, and its status line bridge. */
export function AgentLines({ settings, members }: AgentLinesProps) {
  const snapshot = useReview((state) => state.snapshot);
  return (snapshot?.agents ?? []).map((agent) => (
    <div key={agent.id} className="settings-group">
      <h3 className="settings-subheading">{agent.name}</h3>
      {agent.folders.map((folder) => (
        <Folder
          key={folder.path}
          agent={agent}
          folder={folder}
          settings={settings}
          members={members}
        />
      ))}
    </div>
  ));
}

type FolderProps = AgentLinesProps & {
  readonly agent: AgentView;
  readonly folder: AgentFolderView;
};

function Folder({ agent, folder, settings, members }: FolderProps) {
  const { say, sayCount } = useSay();
  const { path, exists, logFiles, bridge } = folder;
  return (
    <>
      <p className="settings-fact">
        <bdi className="path">{path}</bdi>
        <span className="aside">
          {exists ? sayCount(logFiles, messages.logFiles) : say(messages.folderMissing)}
        </span>
      </p>
      {bridge !== null && (
        <div className="settings-fact">
          <span>
            {say(messages.bridgeHeading)}: {say(BRIDGE_WORDS[bridge])}
          </span>
          {bridge !== 'unreadable' && (
            <ChangeButton
              subject="bridge"
              request={{
                agent: agent.id,
                folder: path,
                change: bridge === 'installed' ? 'remove' : 'install',
              }}
              name={agent.name}
            />
          )}
        </div>
      )}
      {exists &&
        members.flatMap((member) =>
          settingRows(settings, ['accounts', `${agent.id}|${path}`, member]).map((row) => (
            <SettingLine key={member} row={row} owner={`${agent.name}, ${path}`} />
          )),
        )}
    </>
  );
}

const BRIDGE_WORDS = {
  installed: 'installed; plan use comes with each answer',
  'not-installed': 'not installed; plan use is not reported this way',
  replaced: 'another program took its place',
  unreadable: 'the agent’s settings cannot be read',
} as const satisfies Readonly<Record<BridgeState, string>>;
