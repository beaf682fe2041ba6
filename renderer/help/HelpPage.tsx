import { useId, useState, type ReactNode } from 'react';
import type { HelpView } from '../../preload/contract/review/help.ts';
import { formatCount } from '../../preload/contract/formatting.ts';
import { ColumnHead, TableHead } from '../components/TableHead.tsx';
import { messages } from '../messages.ts';
import { PageHeader } from '../review/PageHeader.tsx';
import { useSay } from '../store/display.ts';
import { tollgate } from '../store/tollgateApi.ts';
import { useAnswer } from '../store/useAnswer.ts';
import { useFormat } from '../store/useFormat.ts';
import { Checks } from './Checks.tsx';
import { DRAW_NOTE, GLOSSARY, VERSUS, words } from './words.ts';

/** Questions checked against the user's own data, the words, what is read, and a report to copy. */
export function HelpPage() {
  const { say, sayAgain } = useSay();
  const answer = useAnswer('help', () => tollgate().request('help:page'), say(words.noAnswer));
  const view = answer.value;
  return (
    <div className="help" aria-busy={answer.isAsking}>
      <PageHeader title={say(messages.pageNames.help)} />
      {answer.failure && (
        <p className="page-failure" role="alert">
          {sayAgain(answer.failure)}
        </p>
      )}
      <Part heading={say(words.checks)} note={say(words.checksNote)}>
        {view ? <Checks checks={view.checks} /> : <p className="page-note">{say(words.reading)}</p>}
      </Part>
      <Versus />
      <Part heading={say(words.glossary)}>
        <dl className="glossary">
          {GLOSSARY.map(([word, meaning]) => (
            <div key={word} className="glossary-word">
              <dt>{say(word)}</dt>
              <dd>{say(meaning)}</dd>
            </div>
          ))}
        </dl>
      </Part>
      {view && <Places view={view} />}
      {view && <Diagnostics text={view.diagnostics} />}
    </div>
  );
}

type PartProps = {
  readonly heading: string;
  readonly note?: string;
  readonly children: ReactNode;
};

function Part({ heading, note, children }: PartProps) {
  const id = useId();
  return (
    <section className="part" aria-labelledby={id}>
      <h2 id={id} className="part-heading">
        {heading}
      </h2>
      {note && <p className="page-note help-note">{note}</p>}
      {children}
    </section>
  );
}

function Versus() {
  const { say } = useSay();
  return (
    <Part heading={say(words.versus)}>
      <table className="table" aria-label={say(words.versus)}>
        <TableHead>
          <td />
          <ColumnHead>{say(words.plan)}</ColumnHead>
          <ColumnHead>{say(words.credits)}</ColumnHead>
        </TableHead>
        <tbody>
          {VERSUS.map(([name, plan, credits]) => (
            <tr key={name}>
              <th scope="row" className="quiet">
                {say(name)}
              </th>
              <td>{say(plan)}</td>
              <td>{say(credits)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="page-note help-note">{say(DRAW_NOTE)}</p>
    </Part>
  );
}

function Places({ view: { places } }: { readonly view: HelpView }) {
  const { say } = useSay();
  const format = useFormat();
  return (
    <Part heading={say(words.reads)} note={say(words.readsNote)}>
      <table className="table" aria-label={say(words.reads)}>
        <TableHead>
          <ColumnHead>{say(words.agent)}</ColumnHead>
          <ColumnHead>{say(words.folder)}</ColumnHead>
          <ColumnHead isFigure>{say(words.files)}</ColumnHead>
        </TableHead>
        <tbody>
          {places.map(({ agent, path, exists, logFiles }) => (
            <tr key={`${agent} ${path}`} className={exists ? undefined : 'quiet'}>
              <th scope="row">{agent}</th>
              <td className="path">
                <bdi>{path}</bdi>
              </td>
              <td className="number">
                {exists ? formatCount(logFiles, format) : say(words.notThere)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Part>
  );
}

function Diagnostics({ text }: { readonly text: string }) {
  const { say } = useSay();
  const [state, setState] = useState<'ready' | 'copied' | 'failed'>('ready');
  const copy = async () => {
    await tollgate().request('text:copy', text);
    setState('copied');
  };
  return (
    <Part heading={say(words.diagnostics)} note={say(words.diagnosticsNote)}>
      <pre className="diagnostics" tabIndex={0}>
        {text}
      </pre>
      <div className="actions">
        <button
          type="button"
          className="button"
          onClick={() => void copy().catch(() => setState('failed'))}
        >
          {state === 'copied' ? say(words.copied) : say(words.copy)}
        </button>
        {state === 'failed' && (
          <p className="page-failure" role="alert">
            {say(words.noAnswer)}
          </p>
        )}
      </div>
    </Part>
  );
}
