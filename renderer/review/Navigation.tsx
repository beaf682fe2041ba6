import { PAGES, type PageId } from '../../preload/contract/review/pages.ts';
import { messages } from '../messages.ts';
import { useSay } from '../store/display.ts';
import { showPage } from '../store/reviewStore.ts';

/** Settings stand apart at the foot: they are not looked back at. */
const AT_FOOT: ReadonlySet<PageId> = new Set(['settings']);

export function Navigation({ page }: { readonly page: PageId }) {
  const { say } = useSay();
  return (
    <nav className="navigation" aria-label={say(messages.navigation)}>
      <p className="navigation-name" aria-hidden="true">
        Tollgate
      </p>
      <ul className="navigation-list">
        {PAGES.map((id) => (
          <li key={id} className={AT_FOOT.has(id) ? 'navigation-foot' : undefined}>
            <button
              type="button"
              className="navigation-item"
              aria-current={id === page ? 'page' : undefined}
              onClick={() => showPage(id)}
            >
              {say(messages.pageNames[id])}
            </button>
          </li>
        ))}
      </ul>
    </nav>
  );
}
