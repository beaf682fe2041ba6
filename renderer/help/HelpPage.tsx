import { useId, useState, type ReactNode } from 'react';
import type { HelpView } from '../../preload/contract/review/help.ts';
import { formatCount } from '../../preload/contract/formatting.ts';
import { messages } from '../messages.ts';
import { PageHeader } from '../review/PageHeader.tsx';
import { tollgate } from '../store/tollgateApi.ts';
import { useAnswer } from '../store/useAnswer.ts';
import { useFormat } from '../store/useFormat.ts';
import { Checks } from './Checks.tsx';
import { DRAW_NOTE, GLOSSARY, VERSUS, words } from './words.ts';

/** Questions checked against the user's own data, the words, what is read, and a report to copy. */
export function HelpPage() {
  const answer = useAnswer('help', () => tollgate().request('help:page'), words.noAnswer);
  const view = answer.value;
  return (
    <div className="help" aria-busy={answer.isAsking}>
      <PageHeader title={messages.pageNames.help} />
      {answer.failure && (
        <p className="page-failure" role="alert">
          {answer.failure}
        </p>
      )}
      <Part heading={words.checks} note={words.checksNote}>
        {view ? <Checks checks={view.checks} /> : <p className="page-note">{words.reading}</p>}
      </Part>
      <Versus />
      <Part heading={words.glossary}>
        <dl className="glossary">
          {GLOSSARY.map(([word, meaning]) => (
            <div key={word} className="glossary-word">
              <dt>{word}</dt>
              <dd>{meaning}</dd>
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
  return (
    <Part heading={words.versus}>
      <table className="table" aria-label={words.versus}>
        <thead>
          <tr>
            <td />
            <th scope="col">{words.plan}</th>
            <th scope="col">{words.credits}</th>
          </tr>
        </thead>
        <tbody>
          {VERSUS.map(([name, plan, credits]) => (
            <tr key={name}>
              <th scope="row" className="quiet">
                {name}
              </th>
              <td>{plan}</td>
              <td>{credits}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="page-note help-note">{DRAW_NOTE}</p>
    </Part>
  );
}

function Places({ view: { places } }: { readonly view: HelpView }) {
  const format = useFormat();
  return (
    <Part heading={words.reads} note={words.readsNote}>
      <table className="table" aria-label={words.reads}>
        <thead>
          <tr>
            <th scope="col">{words.agent}</th>
            <th scope="col">{words.folder}</th>
            <th scope="col" className="number">
              {words.files}
            </th>
          </tr>
        </thead>
        <tbody>
          {places.map(({ agent, path, exists, logFiles }) => (
            <tr key={`${agent} ${path}`} className={exists ? undefined : 'quiet'}>
              <th scope="row">{agent}</th>
              <td className="path">
                <bdi>{path}</bdi>
              </td>
              <td className="number">{exists ? formatCount(logFiles, format) : words.notThere}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Part>
  );
}

function Diagnostics({ text }: { readonly text: string }) {
  const [state, setState] = useState<'ready' | 'copied' | 'failed'>('ready');
  const copy = async () => {
    await tollgate().request('text:copy', text);
    setState('copied');
  };
  return (
    <Part heading={words.diagnostics} note={words.diagnosticsNote}>
      <pre className="diagnostics" tabIndex={0}>
        {text}
      </pre>
      <div className="actions">
        <button
          type="button"
          className="button"
          onClick={() => void copy().catch(() => setState('failed'))}
        >
          {state === 'copied' ? words.copied : words.copy}
        </button>
        {state === 'failed' && (
          <p className="page-failure" role="alert">
            {words.noAnswer}
          </p>
        )}
      </div>
    </Part>
  );
}
