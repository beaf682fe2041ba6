import { formatAge } from '../../preload/contract/formatting.ts';
import type { Problem, Snapshot } from '../../preload/contract/snapshot.ts';
import { countUnit, messages } from '../messages.ts';
import { Section } from '../components/Section.tsx';
import { useDisplay, useSay } from '../store/display.ts';
import { useGlance } from '../store/glanceStore.ts';
import { ProblemGlyph } from './ProblemGlyph.tsx';

type ProblemListProps = {
  readonly snapshot: Snapshot;
  readonly severity: Problem['severity'];
};

export function ProblemList({ snapshot, severity }: ProblemListProps) {
  const { say } = useSay();
  const problems = snapshot.problems.filter((problem) => problem.severity === severity);
  if (problems.length === 0) return null;
  const heading = severity === 'error' ? say(messages.problems) : say(messages.notices);
  return (
    <Section heading={heading} isHeadingHidden={severity === 'error'}>
      <ul className="problems">
        {problems.map((problem) => (
          <ProblemRow key={`${problem.kind} ${problem.path ?? ''}`} problem={problem} />
        ))}
      </ul>
    </Section>
  );
}

function ProblemRow({ problem }: { readonly problem: Problem }) {
  const { say, sayCount, sayAgain } = useSay();
  const nowMs = useGlance((state) => state.nowMs);
  const display = useDisplay();
  const age = formatAge(problem.sinceMs, nowMs, display);
  const counted = problem.count === null ? null : countUnit(problem.kind);
  const number = counted && sayCount(problem.count ?? 0, counted);
  const since = [number, age].filter((words) => words !== null);
  return (
    <li className={`problem problem-${problem.severity}`}>
      <ProblemGlyph severity={problem.severity} />
      <div>
        <p>
          {problem.severity === 'error' && (
            <span className="visually-hidden">{say(messages.problemError)}</span>
          )}
          {sayAgain(problem.message)} <span className="aside">{since.join(', ')}</span>
        </p>
        {problem.path !== null && (
          <p className="path">
            <bdi>{problem.path}</bdi>
          </p>
        )}
      </div>
    </li>
  );
}
