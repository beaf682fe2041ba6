import { messages } from '../messages.ts';
import { useSay } from '../store/display.ts';
import { toggleResetDisplay } from '../store/requests.ts';

/** The reset in words; a click changes between time left and clock time everywhere. */
export function ResetButton({ words }: { readonly words: string }) {
  const { say } = useSay();
  return (
    <button
      type="button"
      className="reset-button"
      title={say(messages.resetToggle)}
      onClick={toggleResetDisplay}
    >
      {words}
    </button>
  );
}
