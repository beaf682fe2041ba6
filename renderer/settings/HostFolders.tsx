import { useId, useState } from 'react';
import { hostFolderState } from '../../preload/contract/agentWording.ts';
import { hostFolderKey, isHostFolderKey } from '../../preload/contract/settingsOfFolders.ts';
import type { AgentId, AgentView } from '../../preload/contract/snapshot.ts';
import { speech, useSay, type Speech } from '../store/display.ts';
import { useReview } from '../store/reviewStore.ts';
import { changeSettings } from '../store/settingsStore.ts';
import { tollgate } from '../store/tollgateApi.ts';
import { useFormat } from '../store/useFormat.ts';
import { AddError, AddField, AddForm } from './AddForm.tsx';
import { hostMessages as words } from './hostMessages.ts';
import { typedValue } from './typedValue.ts';

/** Folders of other computers: how each stands, and a line for one more. */
export function HostFolders() {
  const { say } = useSay();
  const agents = useReview((state) => state.snapshot?.agents ?? null);
  return (
    <div className="settings-group">
      <h3 className="settings-subheading">{say(words.heading)}</h3>
      <p className="settings-note">{say(words.note)}</p>
      {(agents ?? []).map((agent) => (
        <FoldersOfAgent key={agent.id} agent={agent} />
      ))}
      {agents !== null && <AddFolder agents={agents.filter(canBeRead)} />}
    </div>
  );
}

/** Agents that write token counts into files. */
function canBeRead({ keepsNoUsage }: AgentView): boolean {
  return keepsNoUsage === null;
}

function FoldersOfAgent({ agent }: { readonly agent: AgentView }) {
  const { say } = useSay();
  const format = useFormat();
  const { id, name, hostFolders } = agent;
  return hostFolders.map(({ path, host, state, logFiles }) => (
    <div key={path} className="settings-fact">
      <span>
        {name} · {host} <bdi className="path">{path}</bdi>{' '}
        <span className={state === 'read' ? 'aside' : 'host-fault'}>
          {hostFolderState({ state, logFiles }, format)}
        </span>
      </span>
      <button
        type="button"
        className="button"
        aria-label={say(words.removeOne, { agent: name, host })}
        onClick={() =>
          void changeSettings(
            [{ path: ['logFolders', `${id}|${path}`] }],
            speech().say(words.removed),
          )
        }
      >
        {say(words.remove)}
      </button>
    </div>
  ));
}

function AddFolder({ agents }: { readonly agents: readonly AgentView[] }) {
  const { say } = useSay();
  const [chosen, setAgent] = useState<AgentId | null>(null);
  const agent = chosen ?? agents[0]?.id;
  const [host, setHost] = useState('');
  const [folder, setFolder] = useState('');
  const errorId = useId();
  const key = agent === undefined ? '' : hostFolderKey(agent, folder);
  const path = ['logFolders', key];
  const read = typedValue(path, host);
  const error = errorOf({ folder, host, key, read }, say);
  const isReady = error === null && folder.trim() !== '' && host.trim() !== '';
  const add = async () => {
    if (!isReady || !read.ok) return;
    if (
      !(await changeSettings(
        [{ path, value: read.value }],
        speech().say(words.added, { host: host.trim() }),
      ))
    )
      return;
    setHost('');
    setFolder('');
  };
  const choose = () => {
    tollgate()
      .request('folder:choose')
      .then((chosen) => chosen !== null && setFolder(chosen))
      .catch(() => undefined);
  };
  return (
    <AddForm onSubmit={() => void add()}>
      <label className="settings-add-field">
        <span className="aside">{say(words.agent)}</span>
        <select
          className="field"
          value={agent ?? ''}
          onChange={(event) => setAgent(event.target.value as AgentId)}
        >
          {agents.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <AddField
        label={say(words.host)}
        value={host}
        example={say(words.hostExample)}
        errorId={errorId}
        onChange={setHost}
      />
      <AddField
        label={say(words.folder)}
        value={folder}
        example={say(words.folderExample)}
        errorId={errorId}
        isWide
        isPath
        onChange={setFolder}
      />
      <button type="button" className="button" onClick={choose}>
        {say(words.choose)}
      </button>
      <button type="submit" className="button" aria-disabled={!isReady}>
        {say(words.add)}
      </button>
      <AddError id={errorId} error={error} />
    </AddForm>
  );
}

type Typed = {
  readonly folder: string;
  readonly host: string;
  readonly key: string;
  readonly read: ReturnType<typeof typedValue>;
};

/** Why what was typed does not do; null while nothing is wrong yet. */
function errorOf({ folder, host, key, read }: Typed, say: Speech['say']): string | null {
  if (folder.trim() !== '' && !isHostFolderKey(key)) return say(words.needsFolder);
  if (folder.trim() === '' || host.trim() === '') return null;
  return read.ok ? null : read.message;
}
