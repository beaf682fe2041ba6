import { useEffect, useRef, useState, type RefObject } from 'react';
import { Section } from '../components/Section.tsx';
import { changeMessages, messages } from '../messages.ts';
import { useSay } from '../store/display.ts';
import { useGlance, type PlannedChange } from '../store/glanceStore.ts';
import { applyChange, cancelChange, copyText } from '../store/requests.ts';
import { Failure } from './Failure.tsx';
import { DiffView } from './DiffView.tsx';

/** The exact change, and the choice. */
export function ChangePanel({ plan }: { readonly plan: PlannedChange }) {
  const { say } = useSay();
  const words = changeMessages[useGlance((state) => state.planSubject)][plan.change];
  const isBusy = useGlance((state) => state.busy === 'apply');
  const panel = useRef<HTMLDivElement>(null);
  useFocusInside(panel);
  return (
    <Section heading={say(words.title)} className="bridge-panel">
      <p className="path">
        <bdi>{plan.settingsPath}</bdi>
      </p>
      <div ref={panel}>
        <DiffView diff={plan.diff} />
      </div>
      <Failure />
      <div className="actions">
        <button
          type="button"
          className="button button-strong"
          aria-disabled={isBusy}
          onClick={() => void applyChange()}
        >
          {say(words.apply)}
        </button>
        <CopyButton text={plan.diff} />
        <button type="button" className="button" onClick={cancelChange}>
          {say(messages.cancel)}
        </button>
      </div>
    </Section>
  );
}

/** The change itself takes the keyboard, so that Enter installs nothing unread; leaving gives it back. */
function useFocusInside(panel: RefObject<HTMLElement | null>): void {
  const [opener] = useState(() => document.activeElement);
  useEffect(() => {
    const diff = panel.current?.querySelector('pre');
    diff?.focus({ preventScroll: true });
    panel.current?.parentElement?.scrollIntoView({ block: 'nearest' });
    return () => {
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
    };
  }, [opener, panel]);
}

function CopyButton({ text }: { readonly text: string }) {
  const { say } = useSay();
  const [isCopied, setIsCopied] = useState(false);
  const copy = () => {
    copyText(text);
    setIsCopied(true);
  };
  return (
    <button type="button" className="button" onClick={copy}>
      {isCopied ? say(messages.bridgeCopied) : say(messages.bridgeCopy)}
    </button>
  );
}
