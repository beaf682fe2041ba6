type SureChoiceProps = {
  /** Said already. */
  readonly keep: string;
  readonly sure: string;
  readonly isBusy: boolean;
  /** What is done cannot be undone. */
  readonly isFinal?: boolean;
  readonly onKeep: () => void;
  readonly onSure: () => void;
};

/** The second step of what changes much: the way back has the focus. */
export function SureChoice({ keep, sure, isBusy, isFinal = false, ...on }: SureChoiceProps) {
  return (
    <p className="provider-buttons data-choice">
      <button type="button" className="button" autoFocus onClick={on.onKeep}>
        {keep}
      </button>
      <button
        type="button"
        className={isFinal ? 'button button-fault' : 'button'}
        aria-disabled={isBusy}
        onClick={on.onSure}
      >
        {sure}
      </button>
    </p>
  );
}
