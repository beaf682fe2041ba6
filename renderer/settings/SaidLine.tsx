import { useSay } from '../store/display.ts';
import type { Said } from './useCare.ts';

/** What came of something that was asked for; both places are always there, so that it is read out. */
export function SaidLine({ said }: { readonly said: Said | null }) {
  const { sayAgain } = useSay();
  return (
    <>
      <p role="status" className="provider-said">
        {said?.isGood === true && sayAgain(said.text)}
      </p>
      {said?.isGood === false && (
        <p role="alert" className="provider-failure">
          {sayAgain(said.text)}
        </p>
      )}
    </>
  );
}
