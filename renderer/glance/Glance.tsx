import { useEffect, useRef } from 'react';
import type { Snapshot } from '../../preload/contract/snapshot.ts';
import { useContentHeight } from '../components/useContentHeight.ts';
import { followClock } from '../store/connect.ts';
import { useGlance } from '../store/glanceStore.ts';
import { reportHeight } from '../store/requests.ts';
import { Adjust } from './Adjust.tsx';
import { Failure } from './Failure.tsx';
import { Footer } from './Footer.tsx';
import { GlanceBody } from './GlanceBody.tsx';
import { useKeys } from './useKeys.ts';
import { useStartAtTop } from './useStartAtTop.ts';
import { Verdict } from './Verdict.tsx';

/** The popover: the answer first, then what supports it. */
export function Glance() {
  const snapshot = useGlance((state) => state.snapshot);
  const content = useRef<HTMLDivElement>(null);
  useEffect(followClock, []);
  useContentHeight(content, reportHeight);
  useKeys();
  useStartAtTop();
  return (
    <div className="glance" ref={content}>
      {snapshot === null ? <Failure /> : <Filled snapshot={snapshot} />}
    </div>
  );
}

/** A failure is said where the user is looking: in the panel of the change while that is open. */
function Filled({ snapshot }: { readonly snapshot: Snapshot }) {
  const isPlanShown = useGlance((state) => state.plan !== null);
  return (
    <>
      <main>
        <Verdict snapshot={snapshot} />
        {!isPlanShown && <Failure />}
        <GlanceBody snapshot={snapshot} />
        <Adjust snapshot={snapshot} />
      </main>
      <Footer snapshot={snapshot} />
    </>
  );
}
