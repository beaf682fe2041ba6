import {
  formatDollars,
  formatTokens,
  type FormatContext,
} from '../../preload/contract/formatting.ts';
import type { SessionView } from '../../preload/contract/snapshot.ts';
import { AGENT_NAMES, modelWords } from '../../preload/contract/wording.ts';
import { ProjectName } from '../components/ProjectName.tsx';
import { messages } from '../messages.ts';
import { useSay } from '../store/display.ts';

type SessionRowProps = { readonly session: SessionView; readonly context: FormatContext };

export function SessionRow({ session, context }: SessionRowProps) {
  const { say } = useSay();
  return (
    <li className="session">
      <svg className="live-dot" width={7} height={7} aria-hidden="true">
        <circle cx={3.5} cy={3.5} r={3.5} />
      </svg>
      <ProjectName name={session.projectName} folder={session.project} />
      <Rate micros={session.costPerHourMicros} context={context} />
      <p className="session-detail">
        {AGENT_NAMES[session.agent]}
        {session.model !== null && <ModelName model={session.model} />}
        {session.contextTokens !== null &&
          ` · ${say(messages.context, { tokens: formatTokens(session.contextTokens, context) })}`}
      </p>
    </li>
  );
}

function ModelName({ model }: { readonly model: string }) {
  return (
    <>
      , <bdi title={model}>{modelWords(model)}</bdi>
    </>
  );
}

type RateProps = { readonly micros: number | null; readonly context: FormatContext };

function Rate({ micros, context }: RateProps) {
  const { say } = useSay();
  if (micros === null) return <span className="aside">{say(messages.notPriced)}</span>;
  return (
    <span className="figure">
      {formatDollars(micros, context)}
      <span className="unit">{say(messages.perHour)}</span>
    </span>
  );
}
