import { formatBytes, formatCount, formatPercent } from '../../preload/contract/formatting.ts';
import type { Snapshot } from '../../preload/contract/snapshot.ts';
import { verdictWords } from '../../preload/contract/wording.ts';
import { Bar } from '../components/Bar.tsx';
import { messages } from '../messages.ts';
import { useSay } from '../store/display.ts';

/** How far the first reading has come, in bytes, because files differ a thousandfold in size. */
export function ImportBar({ snapshot }: { readonly snapshot: Snapshot }) {
  const { say } = useSay();
  const { importProgress: progress, verdict } = snapshot;
  const percent = verdict.kind === 'importing' ? verdict.donePercent : 0;
  return (
    <div className="section section-joined">
      <div
        role="progressbar"
        aria-label={verdictWords(snapshot).headline}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(percent)}
        aria-valuetext={formatPercent(percent, snapshot)}
      >
        <Bar percent={percent} tone="neutral" />
      </div>
      {progress !== null && (
        <p className="row aside">
          <span>
            {say(messages.filesOf, {
              done: formatCount(progress.filesDone, snapshot),
              total: formatCount(progress.filesTotal, snapshot),
            })}
          </span>
          <span>
            {say(messages.bytesOf, {
              done: formatBytes(progress.bytesDone, snapshot),
              total: formatBytes(progress.bytesTotal, snapshot),
            })}
          </span>
        </p>
      )}
    </div>
  );
}
