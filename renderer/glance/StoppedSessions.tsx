import { projectWords } from '../../preload/contract/projectWording.ts';
import { formatInstant } from '../../preload/contract/formatting.ts';
import type { Snapshot, StoppedSessionView } from '../../preload/contract/snapshot.ts';
import { AGENT_NAMES } from '../../preload/contract/wording.ts';
import { Section } from '../components/Section.tsx';
import { useCopied } from '../components/useCopied.ts';
import { messages } from '../messages.ts';
import { useSay } from '../store/display.ts';
import { copyText, dismissStopped } from '../store/requests.ts';

/** Who was held, and the way back: the command that takes each session up again. */
export function StoppedSessions({ snapshot }: { readonly snapshot: Snapshot }) {
  const { say } = useSay();
  const { stoppedSessions } = snapshot;
  if (stoppedSessions.length === 0) return null;
  const canAllGoOn = stoppedSessions.every(({ canGoOn }) => canGoOn);
  return (
    <Section
      heading={say(messages.stoppedHere)}
      note={canAllGoOn ? say(messages.stoppedCanGoOn) : say(messages.stoppedHeld)}
    >
      <ul className="sessions">
        {stoppedSessions.map((session) => (
          <StoppedSession key={session.id} session={session} snapshot={snapshot} />
        ))}
      </ul>
    </Section>
  );
}

type StoppedSessionProps = {
  readonly session: StoppedSessionView;
  readonly snapshot: Snapshot;
};

function StoppedSession({ session, snapshot }: StoppedSessionProps) {
  const { say } = useSay();
  const { project, agent, command, stoppedAtMs } = session;
  const projectName = projectWords(session.projectName, snapshot);
  const at = formatInstant(stoppedAtMs, snapshot.takenAtMs, snapshot);
  return (
    <li className="stopped-session">
      <bdi className="project-name" title={project ?? projectName}>
        {projectName}
      </bdi>
      <span className="stopped-actions">
        {command !== null && <CopyCommand command={command} name={projectName} />}
        <button
          type="button"
          className="quiet-button"
          aria-label={say(messages.dismissOne, { name: projectName })}
          onClick={() => dismissStopped(session.id)}
        >
          {say(messages.dismiss)}
        </button>
      </span>
      <p className="session-detail">
        {say(messages.stoppedAt, { agent: AGENT_NAMES[agent], time: at })}
        {command === null && ` · ${say(messages.nothingToTakeUp)}`}
      </p>
      {command !== null && (
        <code className="stopped-command" dir="ltr" title={command}>
          {command}
        </code>
      )}
    </li>
  );
}

type CopyCommandProps = { readonly command: string; readonly name: string };

function CopyCommand({ command, name }: CopyCommandProps) {
  const { say } = useSay();
  const { isCopied, markCopied } = useCopied();
  const words = isCopied ? say(messages.commandCopied) : say(messages.copyCommand);
  return (
    <>
      <button
        type="button"
        className="button button-small"
        aria-label={`${words}, ${name}`}
        onClick={() => {
          copyText(command);
          markCopied();
        }}
      >
        {words}
      </button>
      <span role="status" className="visually-hidden">
        {isCopied ? say(messages.commandCopied) : ''}
      </span>
    </>
  );
}
