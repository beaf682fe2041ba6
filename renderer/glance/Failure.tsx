import { useGlance } from '../store/glanceStore.ts';
import { ProblemGlyph } from './ProblemGlyph.tsx';

/** Why the last thing the user asked for did not work. */
export function Failure() {
  const failure = useGlance((state) => state.failure);
  return (
    <div role="alert" className={failure === null ? 'visually-hidden' : 'failure'}>
      {failure !== null && (
        <>
          <ProblemGlyph severity="error" />
          <span>{failure}</span>
        </>
      )}
    </div>
  );
}
