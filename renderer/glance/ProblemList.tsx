import { formatAge, formatCount } from '../../preload/contract/formatting.ts';
import type { Problem, Snapshot } from '../../preload/contract/snapshot.ts';
import { countUnits, messages } from '../messages.ts';
import { Section } from '../components/Section.tsx';
import { useGlance } from '../store/glanceStore.ts';
import { ProblemGlyph } from './ProblemGlyph.tsx';

type ProblemListProps = {
  readonly snapshot: Snapshot;
  readonly severity: Problem['severity'];
};

export function ProblemList({ snapshot, severity }: ProblemListProps) {
  const problems = snapshot.problems.filter((problem) => problem.severity === severity);
  if (problems.length === 0) return null;
  const heading = severity === 'error' ? messages.problems : messages.notices;
  return (
    <Section heading={heading} isHeadingHidden={severity === 'error'}>
      <ul className="problems">
        {problems.map((problem) => (
          <ProblemRow
            key={`${problem.kind} ${problem.path ?? ''}`}
            problem={problem}
            snapshot={snapshot}
          />
        ))}
      </ul>
    </Section>
  );
}

type ProblemRowProps = { readonly problem: Problem; readonly snapshot: Snapshot };

function ProblemRow({ problem, snapshot }: ProblemRowProps) {
  const nowMs = useGlance((state) => state.nowMs);
  const age = formatAge(problem.sinceMs, nowMs, snapshot);
  const since = [countWords(problem, snapshot), age].filter((words) => words !== null);
  return (
    <li className={`problem problem-${problem.severity}`}>
      <ProblemGlyph severity={problem.severity} />
      <div>
        <p>
          {problem.severity === 'error' && (
            <span className="visually-hidden">{messages.problemError}</span>
          )}
          {problem.message} <span className="aside">{since.join(', ')}</span>
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

/** `3 lines`, where the problem counts something that has a name. */
function countWords({ kind, count }: Problem, snapshot: Snapshot): string | null {
  const unit = countUnits[kind];
  if (count === null || unit === undefined) return null;
  return `${formatCount(count, snapshot)} ${count === 1 ? unit.one : unit.other}`;
}
