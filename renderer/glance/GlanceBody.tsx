import type { Snapshot } from '../../preload/contract/snapshot.ts';
import { Credits } from './Credits.tsx';
import { FirstRun } from './FirstRun.tsx';
import { FoldersLookedIn } from './FoldersLookedIn.tsx';
import { ImportBar } from './ImportBar.tsx';
import { Meters } from './Meters.tsx';
import { Offers } from './Offers.tsx';
import { ProblemList } from './ProblemList.tsx';
import { Road } from './Road.tsx';
import { Sessions } from './Sessions.tsx';
import { SilentAgents } from './SilentAgents.tsx';
import { StoppedSessions } from './StoppedSessions.tsx';
import { Totals } from './Totals.tsx';

/** Errors stand before the figures they make doubtful; notices can wait until after them. */
export function GlanceBody({ snapshot }: { readonly snapshot: Snapshot }) {
  return (
    <>
      <ProblemList snapshot={snapshot} severity="error" />
      <PhasePart snapshot={snapshot} />
      <Figures snapshot={snapshot} />
      <ProblemList snapshot={snapshot} severity="notice" />
    </>
  );
}

/** What the present phase needs before, or instead of, figures. */
function PhasePart({ snapshot }: { readonly snapshot: Snapshot }) {
  if (snapshot.phase === 'first-run') return <FirstRun agents={snapshot.agents} />;
  if (snapshot.phase === 'importing') return <ImportBar snapshot={snapshot} />;
  return hasNothing(snapshot) ? <FoldersLookedIn agents={snapshot.agents} /> : null;
}

/** Where nothing was ever logged a sum of zero would only look like a figure. */
function hasNothing({ verdict: { kind } }: Snapshot): boolean {
  return kind === 'no-agent' || kind === 'no-sessions';
}

function Figures({ snapshot }: { readonly snapshot: Snapshot }) {
  const leading = snapshot.windows.find(({ kind }) => kind === 'session');
  return (
    <>
      {leading && <Road window={leading} snapshot={snapshot} />}
      <Offers snapshot={snapshot} />
      <StoppedSessions snapshot={snapshot} />
      <Meters snapshot={snapshot} leadingId={leading?.id ?? null} />
      <Credits snapshot={snapshot} />
      <Sessions snapshot={snapshot} />
      {!hasNothing(snapshot) && <Totals snapshot={snapshot} />}
      {snapshot.phase === 'ready' && <SilentAgents snapshot={snapshot} />}
    </>
  );
}
