import { useId, useState, type KeyboardEvent } from 'react';
import { hidesAmounts } from '../../preload/contract/formatting.ts';
import { writeValue } from '../../preload/contract/settingTexts.ts';
import type { ProviderView } from '../../preload/contract/providers.ts';
import { useSay } from '../store/display.ts';
import { useProviders } from '../store/providersStore.ts';
import { useReview } from '../store/reviewStore.ts';
import type { ControlProps } from './SettingLine.tsx';
import { typedValue } from './typedValue.ts';

/** Kinds of value that are, or hold, an amount of money. */
const MONEY: ReadonlySet<string> = new Set(['money', 'spend-limit', 'auto-reload', 'budget']);

/** Anything that is written: checked with each letter, saved with Enter or on leaving, Escape takes it back. */
export function TextControl({ row, label, describedBy, noneWords, onChange }: ControlProps) {
  const { form } = row.leaf;
  const { none } = row.leaf;
  const saved = row.value === null && none !== null ? '' : writeValue(row.leaf, row.value);
  const [typed, setTyped] = useState<string | null>(null);
  const [isFocused, setIsFocused] = useState(false);
  const { say, sayAgain } = useSay();
  const errorId = useId();
  const listId = useId();
  const isHidden = useReview(({ snapshot }) => snapshot !== null && hidesAmounts(snapshot));
  const checked = typed === null ? null : typedValue(row.path, typed);
  const error = checked?.ok === false ? checked.message : null;

  const save = () => {
    if (!checked?.ok) return;
    setTyped(null);
    if (JSON.stringify(checked.value) !== JSON.stringify(row.value)) onChange(checked.value);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') save();
    if (event.key === 'Escape') setTyped(null);
  };
  const members = useProviders(({ views }) =>
    isFocused && row.path.at(-1) === 'member' ? views : null,
  );
  const choices = isFocused ? [...choicesOf(row), ...membersOf(members)] : [];
  return (
    <>
      <span className="field-row">
        <input
          type="text"
          className={`field ${isHidden && MONEY.has(form.kind) ? 'field-hidden' : ''}`}
          aria-label={label}
          aria-describedby={error === null ? describedBy : `${errorId} ${describedBy}`}
          aria-invalid={error !== null}
          autoComplete="off"
          placeholder={noneWords ?? undefined}
          list={choices.length > 0 ? listId : undefined}
          value={typed ?? saved}
          onChange={(event) => setTyped(event.target.value)}
          onFocus={() => setIsFocused(true)}
          onBlur={() => {
            setIsFocused(false);
            save();
          }}
          onKeyDown={onKeyDown}
        />
        {form.kind === 'whole' && <span className="field-unit">{say(form.unit)}</span>}
      </span>
      {choices.length > 0 && (
        <datalist id={listId}>
          {choices.map(({ value, label }) => (
            <option key={value} value={value} label={label} />
          ))}
        </datalist>
      )}
      <p id={errorId} className="setting-error" role="alert" hidden={error === null}>
        {error && sayAgain(error)}
      </p>
    </>
  );
}

type Choice = { readonly value: string; readonly label?: string };

/** The system's own list, or the names that a setting has for its values. */
function choicesOf({ path, leaf: { form, none } }: ControlProps['row']): readonly Choice[] {
  const zones = path.at(-1) === 'timeZone' ? Intl.supportedValuesOf('timeZone') : null;
  if (zones !== null) return ['system', 'UTC', ...zones].map((value) => ({ value }));
  const names = form.kind === 'text' ? Object.keys(form.names ?? {}) : [];
  const all = names.length === 0 || none === null ? names : [none, ...names];
  return all.map((value) => ({ value }));
}

/** Whoever the organisation's report names: one of them is the user. */
function membersOf(views: readonly ProviderView[] | null): readonly Choice[] {
  const limits = (views ?? []).flatMap(({ figures }) => figures?.spendLimits ?? []);
  return limits.map(({ memberId, email, member }) => ({ value: email ?? memberId, label: member }));
}
