import { useGlance } from '../store/glanceStore.ts';
import { useSay } from '../store/display.ts';
import { ProblemGlyph } from './ProblemGlyph.tsx';

/** Why the last thing the user asked for did not work. */
export function Failure() {
  const { sayAgain } = useSay();
  const failure = useGlance((state) => state.failure);
  return (
    <div role="alert" className={failure === null ? 'visually-hidden' : 'failure'}>
      {failure !== null && (
        <>
          <ProblemGlyph severity="error" />
          <span>{sayAgain(failure)}</span>
        </>
      )}
    </div>
  );
}
