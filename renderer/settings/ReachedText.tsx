import { formatInstant } from '../../preload/contract/formatting.ts';
import type { LimitReached } from '../../preload/contract/settingsOfAccounts.ts';
import { messages } from '../messages.ts';
import { useSay } from '../store/display.ts';
import { useReview } from '../store/reviewStore.ts';

/** What the user said of a reached limit. It is said in the glance, beside the window; here it can be taken back. */
export function ReachedText({ value }: { readonly value: unknown }) {
  const { say } = useSay();
  const snapshot = useReview((state) => state.snapshot);
  const nowMs = useReview((state) => state.nowMs);
  const reached = value as LimitReached | null;
  if (reached === null || snapshot === null)
    return <p className="aside">{say(messages.notSaid)}</p>;
  const instant = (atMs: number) => formatInstant(atMs, nowMs, snapshot);
  return (
    <p>
      {say(messages.reached[reached.window], {
        since: instant(reached.saidAtMs),
        until: instant(reached.untilMs),
      })}
      {reached.untilMs <= nowMs && <span className="aside"> {say(messages.reachedOver)}</span>}
    </p>
  );
}
