import { useEffect, useRef, useState } from 'react';
import type { Settings } from '../../preload/contract/settings.ts';
import { messages } from '../messages.ts';
import { ChangeNews } from '../settings/ChangeNews.tsx';
import { useUndoKey } from '../settings/useUndoKey.ts';
import { useSay } from '../store/display.ts';
import { closeTour } from '../store/reviewStore.ts';
import { followSettings, undoSettings, useSettings } from '../store/settingsStore.ts';
import { DoneStep } from './DoneStep.tsx';
import { GateStep } from './GateStep.tsx';
import { PlanStep } from './PlanStep.tsx';
import { ReadStep } from './ReadStep.tsx';
import type { tourMessages } from './messages.ts';
import { SourcesStep } from './SourcesStep.tsx';

export type StepProps = { readonly settings: Settings; readonly onNext: () => void };

type StepTitle = (typeof tourMessages)[
  'tourReadTitle' | 'tourPlanTitle' | 'tourSourcesTitle' | 'tourGateTitle' | 'tourDoneTitle'];

type Step = {
  readonly title: StepTitle;
  readonly Part: (props: StepProps) => React.JSX.Element;
  /** The step has its own button for going on. */
  readonly hasOwnNext?: true;
};

const STEPS: readonly Step[] = [
  { title: messages.tourReadTitle, Part: ReadStep, hasOwnNext: true },
  { title: messages.tourPlanTitle, Part: PlanStep },
  { title: messages.tourSourcesTitle, Part: SourcesStep },
  { title: messages.tourGateTitle, Part: GateStep },
  { title: messages.tourDoneTitle, Part: DoneStep, hasOwnNext: true },
];

/** The first steps, one question a page; every one can be skipped, and what was switched can be undone. */
export function Tour() {
  const { say } = useSay();
  const [index, setIndex] = useState(0);
  const parsed = useSettings((state) => state.parsed);
  const said = useSettings((state) => state.said);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(followSettings, []);
  useUndoKey();
  useEffect(() => heading.current?.focus(), [index]);
  const { title, Part, hasOwnNext } = STEPS[index] as Step;
  const isLast = index === STEPS.length - 1;
  const onNext = () => (isLast ? closeTour('history') : setIndex(index + 1));
  return (
    <main className="tour" aria-labelledby="tour-title">
      <div className="tour-page">
        <h1 id="tour-title" className="tour-step">
          {say(messages.tourStep, { step: String(index + 1), steps: String(STEPS.length) })}
        </h1>
        <h2 ref={heading} tabIndex={-1} className="tour-title">
          {say(title)}
        </h2>
        {parsed !== null && <Part key={index} settings={parsed.settings} onNext={onNext} />}
        <ChangeNews />
        <div className="tour-foot">
          {index > 0 && (
            <button type="button" className="button" onClick={() => setIndex(index - 1)}>
              {say(messages.tourBack)}
            </button>
          )}
          {!hasOwnNext && (
            <button type="button" className="button button-strong" onClick={onNext}>
              {say(messages.tourNext)}
            </button>
          )}
          {index > 0 && said !== null && (
            <button type="button" className="button" onClick={() => void undoSettings()}>
              {say(messages.undo)}
            </button>
          )}
          {!isLast && (
            <button
              type="button"
              className="quiet-button tour-skip"
              onClick={() => closeTour('history')}
            >
              {say(messages.tourSkip)}
            </button>
          )}
        </div>
      </div>
    </main>
  );
}
