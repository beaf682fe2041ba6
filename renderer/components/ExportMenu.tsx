import { useEffect, useRef, useState } from 'react';
import {
  formatsOf,
  type ExportKind,
  type ExportRequest,
} from '../../preload/contract/review/exports.ts';
import { messages } from '../messages.ts';
import { useSay } from '../store/display.ts';
import { tollgate } from '../store/tollgateApi.ts';

type ExportMenuProps = {
  readonly kinds: readonly ExportKind[];
  /** Local days that the page shows; left out: everything. */
  readonly sinceDay?: string | null;
  readonly untilDay?: string | null;
};

/** What can be taken out of this page, each with its formats. Escape and a click elsewhere close it. */
export function ExportMenu({ kinds, sinceDay = null, untilDay = null }: ExportMenuProps) {
  const { say, sayCount, sayAgain } = useSay();
  const [said, setSaid] = useState<string | null>(null);
  const menu = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    const close = (event: Event) => {
      const isOutside = event.target instanceof Node && !menu.current?.contains(event.target);
      const isEscape = event instanceof KeyboardEvent && event.key === 'Escape';
      if (menu.current && (isEscape || (event.type === 'pointerdown' && isOutside))) {
        menu.current.open = false;
      }
    };
    document.addEventListener('pointerdown', close);
    document.addEventListener('keydown', close);
    return () => {
      document.removeEventListener('pointerdown', close);
      document.removeEventListener('keydown', close);
    };
  }, []);
  const save = async (request: ExportRequest) => {
    if (menu.current) menu.current.open = false;
    setSaid(null);
    const outcome = await tollgate().request('export:save', request);
    if (!outcome.ok) setSaid(outcome.message);
    else if (outcome.value !== null) setSaid(sayCount(outcome.value.rows, messages.exported));
  };
  return (
    <div className="export">
      <details ref={menu} className="export-menu">
        <summary className="button">{say(messages.export)}</summary>
        <ul className="export-list">
          {kinds.flatMap((kind) =>
            formatsOf(kind).map((format) => (
              <li key={`${kind} ${format}`}>
                <button
                  type="button"
                  className="export-item"
                  onClick={() => {
                    save({ kind, format, sinceDay, untilDay }).catch(() =>
                      setSaid(say(messages.noAnswer)),
                    );
                  }}
                >
                  {say(messages.exportKinds[kind])}
                  <span className="page-note">{format.toUpperCase()}</span>
                </button>
              </li>
            )),
          )}
        </ul>
      </details>
      <p className="visually-hidden" role="status">
        {said && sayAgain(said)}
      </p>
      {said && (
        <p className="page-note export-said" aria-hidden="true">
          {sayAgain(said)}
        </p>
      )}
    </div>
  );
}
