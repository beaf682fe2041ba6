import { useState, type RefObject } from 'react';
import { messages } from '../messages.ts';
import { useSay } from '../store/display.ts';
import { tollgate } from '../store/tollgateApi.ts';

type SavePictureProps = {
  /** What is in the picture, with its heading and its legend. */
  readonly of: RefObject<HTMLElement | null>;
};

/** Saves a chart as it stands in the window. What is out of sight cannot be taken, so it is brought into sight first. */
export function SavePicture({ of }: SavePictureProps) {
  const { say, sayAgain } = useSay();
  const [said, setSaid] = useState('');
  const save = async () => {
    const element = of.current;
    if (element === null) return;
    setSaid('');
    element.scrollIntoView({ block: 'nearest' });
    await nextPainting();
    const { left, top, right, bottom } = element.getBoundingClientRect();
    const x = Math.max(0, Math.floor(left));
    const y = Math.max(0, Math.floor(top));
    const outcome = await tollgate().request('picture:save', {
      x,
      y,
      width: Math.max(1, Math.ceil(Math.min(right, innerWidth)) - x),
      height: Math.max(1, Math.ceil(Math.min(bottom, innerHeight)) - y),
    });
    if (!outcome.ok) setSaid(outcome.message);
    else if (outcome.value !== null) setSaid(say(messages.pictureSaved));
  };
  return (
    <span className="save-picture">
      <span className="page-note" role="status">
        {said && sayAgain(said)}
      </span>
      <button
        type="button"
        className="quiet-button"
        onClick={() => {
          save().catch(() => setSaid(say(messages.noAnswer)));
        }}
      >
        {say(messages.savePicture)}
      </button>
    </span>
  );
}

/** Scrolling shows in the frame after the next. */
function nextPainting(): Promise<void> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => requestAnimationFrame(() => resolve()));
  });
}
