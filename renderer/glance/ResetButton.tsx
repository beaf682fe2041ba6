import { messages } from '../messages.ts';
import { toggleResetDisplay } from '../store/requests.ts';

/** The reset in words; a click changes between time left and clock time everywhere. */
export function ResetButton({ words }: { readonly words: string }) {
  return (
    <button
      type="button"
      className="reset-button"
      title={messages.resetToggle}
      onClick={toggleResetDisplay}
    >
      {words}
    </button>
  );
}
