import { messages } from '../messages.ts';
import { useSay } from '../store/display.ts';
import { SECTIONS, type SectionId } from './sections.ts';

/** Ways into the page; the section's heading takes the keyboard, so that Tab goes on from there. */
export function SectionList() {
  const { say } = useSay();
  return (
    <nav className="settings-list" aria-label={say(messages.settingsSections)}>
      <ul>
        {SECTIONS.map(({ id, title }) => (
          <li key={id}>
            <button type="button" className="settings-list-item" onClick={() => goTo(id)}>
              {say(title)}
            </button>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function goTo(id: SectionId): void {
  const heading = document.getElementById(`section-${id}`);
  heading?.scrollIntoView({ block: 'start' });
  heading?.focus({ preventScroll: true });
}
