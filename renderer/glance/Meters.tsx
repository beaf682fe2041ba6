import { formatPercent, shownPercent, UNKNOWN } from '../../preload/contract/formatting.ts';
import type { Snapshot, WindowView } from '../../preload/contract/snapshot.ts';
import {
  provenanceWords,
  resetWords,
  usedWords,
  windowName,
  windowNameWithAgent,
} from '../../preload/contract/wording.ts';
import { Bar } from '../components/Bar.tsx';
import { Section } from '../components/Section.tsx';
import { messages } from '../messages.ts';
import { useSay } from '../store/display.ts';
import { useGlance } from '../store/glanceStore.ts';
import { isNearBoundary } from './nearness.ts';

type MetersProps = { readonly snapshot: Snapshot; readonly leadingId: string | null };

/** Every limit beside the leading one, as a bar. */
export function Meters({ snapshot, leadingId }: MetersProps) {
  const { say } = useSay();
  const others = snapshot.windows.filter(({ id }) => id !== leadingId);
  if (others.length === 0) return null;
  const areSeveralAgents = new Set(snapshot.windows.map(({ agent }) => agent)).size > 1;
  return (
    <Section heading={say(messages.limits)} isHeadingHidden>
      {others.map((window) => (
        <Meter
          key={window.id}
          window={window}
          snapshot={snapshot}
          name={
            areSeveralAgents ? windowNameWithAgent(window, snapshot) : windowName(window, snapshot)
          }
        />
      ))}
    </Section>
  );
}

type MeterProps = {
  readonly window: WindowView;
  readonly snapshot: Snapshot;
  readonly name: string;
};

function Meter({ window, snapshot, name }: MeterProps) {
  const { say } = useSay();
  const nowMs = useGlance((state) => state.nowMs);
  const { usedPercent, evenPacePercent } = window;
  const reset = resetWords(window.resetsAtMs, nowMs, snapshot.preferences, snapshot, window.basis);
  const used = usedWords(window, snapshot);
  const shown = usedPercent === null ? null : shownPercent(usedPercent, snapshot);
  const even = evenPacePercent === null ? null : shownPercent(evenPacePercent, snapshot);
  return (
    <div className="meter" title={provenanceWords(window, nowMs, snapshot)}>
      <p className="row">
        <span>
          {name}{' '}
          <span className="aside">
            {window.phase === 'open' ? reset : say(messages.notStarted)}
          </span>
        </span>
        <span className="figure">{shown === null ? UNKNOWN : formatPercent(shown, snapshot)}</span>
      </p>
      {shown !== null && (
        <div
          role="meter"
          aria-label={name}
          aria-valuemin={0}
          aria-valuemax={100}
          aria-valuenow={Math.min(100, shown)}
          aria-valuetext={`${used}, ${reset}, ${provenanceWords(window, nowMs, snapshot)}`}
        >
          <Bar
            percent={shown}
            tone={isNearBoundary(window, snapshot) ? 'near' : 'plan'}
            tickPercent={even}
          />
        </div>
      )}
    </div>
  );
}
