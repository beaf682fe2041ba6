/** A line of fields with buttons behind them, as every list of the settings ends with. */
import type { ReactNode } from 'react';

type FormProps = {
  readonly children: ReactNode;
  readonly onSubmit: () => void;
};

export function AddForm({ children, onSubmit }: FormProps) {
  return (
    <form
      className="settings-add"
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      {children}
    </form>
  );
}

type FieldProps = {
  readonly label: string;
  readonly value: string;
  readonly example: string;
  readonly onChange: (typed: string) => void;
  /** The element that says what is wrong with it. */
  readonly errorId?: string;
  /** It takes the room that others leave. */
  readonly isWide?: boolean;
  /** A path: no words that a spelling could be right or wrong of. */
  readonly isPath?: boolean;
};

export function AddField(props: FieldProps) {
  const { label, value, example, onChange, errorId, isWide = false, isPath = false } = props;
  return (
    <label className={isWide ? 'settings-add-field settings-add-value' : 'settings-add-field'}>
      <span className="aside">{label}</span>
      <input
        className="field"
        value={value}
        placeholder={example}
        autoComplete="off"
        spellCheck={isPath ? false : undefined}
        aria-describedby={errorId}
        onChange={(event) => onChange(event.target.value)}
      />
    </label>
  );
}

/** Why what was typed does not do; there for screen readers before anything is wrong. */
export function AddError({ id, error }: { readonly id: string; readonly error: string | null }) {
  return (
    <p id={id} role="alert" className="setting-error" hidden={error === null}>
      {error}
    </p>
  );
}
