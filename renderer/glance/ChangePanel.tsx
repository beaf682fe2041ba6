import { useEffect, useRef, useState, type RefObject } from 'react';
import { Section } from '../components/Section.tsx';
import { changeMessages, messages } from '../messages.ts';
import { useGlance, type PlannedChange } from '../store/glanceStore.ts';
import { applyChange, cancelChange, copyText } from '../store/requests.ts';
import { Failure } from './Failure.tsx';
import { DiffView } from './DiffView.tsx';

/** The exact change, and the choice. */
export function ChangePanel({ plan }: { readonly plan: PlannedChange }) {
  const words = changeMessages[useGlance((state) => state.planSubject)][plan.change];
  const isBusy = useGlance((state) => state.busy === 'apply');
  const panel = useRef<HTMLDivElement>(null);
  useFocusInside(panel);
  return (
    <Section heading={words.title} className="bridge-panel">
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
          {words.apply}
        </button>
        <CopyButton text={plan.diff} />
        <button type="button" className="button" onClick={cancelChange}>
          {messages.cancel}
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
  const [isCopied, setIsCopied] = useState(false);
  const copy = () => {
    copyText(text);
    setIsCopied(true);
  };
  return (
    <button type="button" className="button" onClick={copy}>
      {isCopied ? messages.bridgeCopied : messages.bridgeCopy}
    </button>
  );
}
