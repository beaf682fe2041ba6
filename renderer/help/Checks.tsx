import type { Finding, HelpCheck } from '../../preload/contract/review/help.ts';
import { LINK_TARGETS, type LinkId } from '../../preload/contract/review/links.ts';
import { useSay } from '../store/display.ts';
import { tollgate } from '../store/tollgateApi.ts';
import { words } from './words.ts';

/** A question a row; open, it lists what was found, the likeliest first. */
export function Checks({ checks }: { readonly checks: readonly HelpCheck[] }) {
  const { sayAgain } = useSay();
  return (
    <ul className="checks">
      {checks.map((check, index) => (
        <li key={check.id}>
          <details className="check" open={index === 0}>
            <summary className="check-question">{sayAgain(check.question)}</summary>
            <p className="check-answer">{sayAgain(check.answer)}</p>
            <ul>
              {check.findings.map((finding, at) => (
                <FindingRow key={`${finding.cause} ${at}`} finding={finding} />
              ))}
            </ul>
          </details>
        </li>
      ))}
    </ul>
  );
}

function FindingRow({ finding }: { readonly finding: Finding }) {
  const { say, sayAgain } = useSay();
  return (
    <li className="finding" data-verdict={finding.verdict}>
      <span className="finding-verdict">{say(words.verdicts[finding.verdict])}</span>
      <div>
        <p className="finding-cause">
          <bdi>{sayAgain(finding.cause)}</bdi>
        </p>
        <p>
          {sayAgain(finding.found)} {finding.remedy && sayAgain(finding.remedy)}
        </p>
        {finding.link && <Link link={finding.link} />}
      </div>
    </li>
  );
}

function Link({ link }: { readonly link: LinkId }) {
  const { name } = LINK_TARGETS[link];
  const { say } = useSay();
  return (
    <button
      type="button"
      className="link-button"
      title={say(words.opens)}
      onClick={() => void tollgate().request('link:open', link)}
    >
      {name.includes(' ') ? say(name) : name} ↗
    </button>
  );
}
