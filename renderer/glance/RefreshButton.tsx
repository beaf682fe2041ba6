import { messages } from '../messages.ts';
import { useSay } from '../store/display.ts';
import { useGlance } from '../store/glanceStore.ts';
import { refresh } from '../store/requests.ts';

export function RefreshButton() {
  const { say } = useSay();
  const isBusy = useGlance((state) => state.busy === 'refresh');
  return (
    <button
      type="button"
      className="quiet-button"
      title={say(messages.refreshKey)}
      aria-keyshortcuts="R"
      aria-disabled={isBusy}
      onClick={() => void refresh()}
    >
      {isBusy ? say(messages.refreshing) : say(messages.refresh)}
    </button>
  );
}
