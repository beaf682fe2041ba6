import { useId, useState } from 'react';
import { HOST_FOLDER_WORDS } from '../../preload/contract/agentWording.ts';
import { hostFolderKey, isHostFolderKey } from '../../preload/contract/settingsOfFolders.ts';
import type { AgentId, AgentView } from '../../preload/contract/snapshot.ts';
import { useReview } from '../store/reviewStore.ts';
import { changeSettings } from '../store/settingsStore.ts';
import { tollgate } from '../store/tollgateApi.ts';
import { hostMessages as words } from './hostMessages.ts';
import { typedValue } from './typedValue.ts';

/** Folders of other computers: how each stands, and a line for one more. */
export function HostFolders() {
  const agents = useReview((state) => state.snapshot?.agents ?? null);
  return (
    <div className="settings-group">
      <h3 className="settings-subheading">{words.heading}</h3>
      <p className="settings-note">{words.note}</p>
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
  const { id, name, hostFolders } = agent;
  return hostFolders.map(({ path, host, state, logFiles }) => (
    <div key={path} className="settings-fact">
      <span>
        {name} · {host} <bdi className="path">{path}</bdi>{' '}
        <span className={state === 'read' ? 'aside' : 'host-fault'}>
          {HOST_FOLDER_WORDS[state](logFiles)}
        </span>
      </span>
      <button
        type="button"
        className="button"
        aria-label={words.removeOne(name, host)}
        onClick={() =>
          void changeSettings([{ path: ['logFolders', `${id}|${path}`] }], words.removed)
        }
      >
        {words.remove}
      </button>
    </div>
  ));
}

function AddFolder({ agents }: { readonly agents: readonly AgentView[] }) {
  const [chosen, setAgent] = useState<AgentId | null>(null);
  const agent = chosen ?? agents[0]?.id;
  const [host, setHost] = useState('');
  const [folder, setFolder] = useState('');
  const errorId = useId();
  const key = agent === undefined ? '' : hostFolderKey(agent, folder);
  const path = ['logFolders', key];
  const read = typedValue(path, host);
  const error = errorOf(folder, host, key, read);
  const isReady = error === null && folder.trim() !== '' && host.trim() !== '';
  const add = async () => {
    if (!isReady || !read.ok) return;
    if (!(await changeSettings([{ path, value: read.value }], words.added(host.trim())))) return;
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
    <form
      className="settings-add"
      onSubmit={(event) => {
        event.preventDefault();
        void add();
      }}
    >
      <label className="settings-add-field">
        <span className="aside">{words.agent}</span>
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
      <label className="settings-add-field">
        <span className="aside">{words.host}</span>
        <input
          className="field"
          value={host}
          placeholder={words.hostExample}
          autoComplete="off"
          aria-describedby={errorId}
          onChange={(event) => setHost(event.target.value)}
        />
      </label>
      <label className="settings-add-field settings-add-value">
        <span className="aside">{words.folder}</span>
        <input
          className="field"
          value={folder}
          placeholder={words.folderExample}
          autoComplete="off"
          spellCheck={false}
          aria-describedby={errorId}
          onChange={(event) => setFolder(event.target.value)}
        />
      </label>
      <button type="button" className="button" onClick={choose}>
        {words.choose}
      </button>
      <button type="submit" className="button" aria-disabled={!isReady}>
        {words.add}
      </button>
      <p id={errorId} role="alert" className="setting-error" hidden={error === null}>
        {error}
      </p>
    </form>
  );
}

/** Why what was typed does not do; null while nothing is wrong yet. */
function errorOf(
  folder: string,
  host: string,
  key: string,
  read: ReturnType<typeof typedValue>,
): string | null {
  if (folder.trim() !== '' && !isHostFolderKey(key)) return words.needsFolder;
  if (folder.trim() === '' || host.trim() === '') return null;
  return read.ok ? null : read.message;
}
