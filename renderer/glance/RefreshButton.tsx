import { messages } from '../messages.ts';
import { useGlance } from '../store/glanceStore.ts';
import { refresh } from '../store/requests.ts';

export function RefreshButton() {
  const isBusy = useGlance((state) => state.busy === 'refresh');
  return (
    <button
      type="button"
      className="quiet-button"
      title={messages.refreshKey}
      aria-keyshortcuts="R"
      aria-disabled={isBusy}
      onClick={() => void refresh()}
    >
      {isBusy ? messages.refreshing : messages.refresh}
    </button>
  );
}
