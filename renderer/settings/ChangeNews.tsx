import { useSay } from '../store/display.ts';
import { useSettings } from '../store/settingsStore.ts';

/** What came of the last change of a setting; the first place is always there, so that it is read out. */
export function ChangeNews() {
  const { sayAgain } = useSay();
  const said = useSettings((state) => state.said);
  const failure = useSettings((state) => state.failure);
  return (
    <>
      <p role="status" className="settings-said">
        {said && sayAgain(said)}
      </p>
      {failure !== null && (
        <p role="alert" className="page-failure">
          {sayAgain(failure)}
        </p>
      )}
    </>
  );
}
