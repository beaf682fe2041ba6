import { useId, useRef, useState, type FormEvent } from 'react';
import { formatAge } from '../../preload/contract/formatting.ts';
import { KEYS, type KeyView } from '../../preload/contract/keys.ts';
import { useSay } from '../store/display.ts';
import { forgetKey, saveKey, testKey, useProviders } from '../store/providersStore.ts';
import { useReview } from '../store/reviewStore.ts';
import { useFormat } from '../store/useFormat.ts';
import { providerMessages as words } from './providerMessages.ts';

type KeyLineProps = { readonly keyView: KeyView };

/** That there is a key, and what can be done with it; a field only where one is to be put in. */
export function KeyLine({ keyView }: KeyLineProps) {
  const { say } = useSay();
  const [doing, setDoing] = useState<'nothing' | 'replacing' | 'forgetting'>('nothing');
  const { provider, present } = keyView;
  const busy = useProviders((state) => state.busy);
  const isTesting = busy?.provider === provider && busy.what === 'test';
  const name = say(KEYS[provider].name);
  const end = () => setDoing('nothing');
  return (
    <>
      <div className="settings-fact">
        <KeyWords keyView={keyView} />
        {present && doing === 'nothing' && (
          <span className="provider-buttons">
            {provider !== 'collector' && (
              <Action
                text={isTesting ? say(words.testing) : say(words.test)}
                name={name}
                isBusy={isTesting}
                onClick={() => void testKey(provider)}
              />
            )}
            <Action text={say(words.replace)} name={name} onClick={() => setDoing('replacing')} />
            <Action text={say(words.forget)} name={name} onClick={() => setDoing('forgetting')} />
          </span>
        )}
      </div>
      {present && doing === 'forgetting' && (
        <div className="settings-fact">
          <span className="aside">{say(words.forgetNote)}</span>
          <span className="provider-buttons">
            <button type="button" className="button" autoFocus onClick={end}>
              {say(words.cancel)}
            </button>
            <Action
              text={say(words.forgetSure)}
              name={name}
              onClick={() => {
                end();
                void forgetKey(provider);
              }}
            />
          </span>
        </div>
      )}
      {(!present || doing === 'replacing') && (
        <KeyField keyView={keyView} onSaved={end} onCancel={present ? end : null} />
      )}
    </>
  );
}

type ActionProps = {
  readonly text: string;
  /** The provider's, for those who hear one button at a time. */
  readonly name: string;
  readonly isBusy?: boolean;
  readonly onClick: () => void;
};

export function Action({ text, name, isBusy = false, onClick }: ActionProps) {
  return (
    <button
      type="button"
      className="button"
      aria-label={`${text}, ${name}`}
      aria-disabled={isBusy}
      onClick={onClick}
    >
      {text}
    </button>
  );
}

function KeyWords({ keyView }: KeyLineProps) {
  const { say } = useSay();
  const format = useFormat();
  const nowMs = useReview((state) => state.nowMs);
  const { provider, present, lastFour, savedAtMs, keptIn } = keyView;
  const isHeaders = provider === 'collector';
  if (!present || lastFour === null || savedAtMs === null || keptIn === null) {
    return <span>{isHeaders ? say(words.noHeaders) : say(words.noKey)}</span>;
  }
  const values = { lastFour, age: formatAge(savedAtMs, nowMs, format) };
  return (
    <span>
      {isHeaders ? say(words.headersIn[keptIn], values) : say(words.keptIn[keptIn], values)}
    </span>
  );
}

type FieldProps = KeyLineProps & {
  readonly onSaved: () => void;
  readonly onCancel: (() => void) | null;
};

/** The key stands in the field alone, never in the page's state, and leaves the field when it is handed over. */
function KeyField({ keyView: { provider }, onSaved, onCancel }: FieldProps) {
  const { say } = useSay();
  const field = useRef<HTMLInputElement>(null);
  const hintId = useId();
  const { keyWords, keyBegins } = KEYS[provider];
  const name = say(KEYS[provider].name);
  const save = provider === 'collector' ? say(words.saveHeaders) : say(words.save);
  const handOver = async (event: FormEvent) => {
    event.preventDefault();
    const key = field.current?.value ?? '';
    if (field.current === null || key === '') return;
    field.current.value = '';
    if (await saveKey(provider, key)) onSaved();
  };
  return (
    <form className="settings-add" onSubmit={(event) => void handOver(event)}>
      <label className="settings-add-field">
        <span className="visually-hidden">{say(words.keyOf, { name })}</span>
        <input
          ref={field}
          type="password"
          className="field"
          autoComplete="off"
          spellCheck={false}
          autoFocus={onCancel !== null}
          aria-describedby={hintId}
          onKeyDown={(event) => {
            if (event.key === 'Escape') onCancel?.();
          }}
        />
      </label>
      <button type="submit" className="button" aria-label={`${save}, ${name}`}>
        {save}
      </button>
      {onCancel && (
        <button type="button" className="button" onClick={onCancel}>
          {say(words.cancel)}
        </button>
      )}
      <p id={hintId} className="settings-note provider-hint">
        {say(words.takes, { key: say(keyWords), beginning: keyBegins })}
      </p>
    </form>
  );
}
