import { useId, useState, type FormEvent } from 'react';
import { parseDollars } from '../../preload/contract/amount.ts';
import type { CreditsAccountPage } from '../../preload/contract/review/credits.ts';
import { Segmented } from '../components/Segmented.tsx';
import { noticeChange } from '../store/creditsStore.ts';
import { useSay } from '../store/display.ts';
import { tollgate } from '../store/tollgateApi.ts';
import { words } from './words.ts';

type Kind = 'anchor' | 'purchase';

/** “The balance is now …” and “I bought …”: read as they are typed, recorded only when they are understood. */
export function Statements({ page: { agent, account } }: { readonly page: CreditsAccountPage }) {
  const { say, sayAgain } = useSay();
  const [kind, setKind] = useState<Kind>('anchor');
  const [amount, setAmount] = useState('');
  const [paid, setPaid] = useState('');
  const [said, setSaid] = useState<{ readonly isFault: boolean; readonly text: string } | null>(
    null,
  );
  const id = useId();
  const record = async (event: FormEvent) => {
    event.preventDefault();
    const parsed = parseDollars(amount);
    const parsedPaid = kind === 'purchase' && paid.trim() !== '' ? parseDollars(paid) : null;
    const fault = [parsed, parsedPaid].find((one) => one?.ok === false);
    if (fault?.ok === false) return setSaid({ isFault: true, text: fault.message });
    if (!parsed.ok) return;
    if (parsedPaid?.ok && parsedPaid.micros <= 0) {
      return setSaid({ isFault: true, text: say(words.paidWrong) });
    }
    const outcome = await tollgate().request('money:state', {
      agent,
      account,
      kind,
      amount: { currency: null, micros: parsed.micros },
      paidMicros: parsedPaid?.ok ? parsedPaid.micros : null,
    });
    setSaid(
      outcome.ok
        ? { isFault: false, text: say(words.recorded) }
        : { isFault: true, text: outcome.message },
    );
    if (!outcome.ok) return;
    setAmount('');
    setPaid('');
    noticeChange();
  };
  return (
    <form
      className="part statement"
      aria-labelledby={id}
      noValidate
      onSubmit={(event) => {
        record(event).catch(() => setSaid({ isFault: true, text: say(words.noAnswer) }));
      }}
    >
      <h2 id={id} className="part-heading">
        {say(words.state)}
      </h2>
      <div className="statement-row">
        <Segmented<Kind>
          label={say(words.state)}
          value={kind}
          onChange={setKind}
          options={[
            { id: 'anchor', label: say(words.anchor) },
            { id: 'purchase', label: say(words.purchase) },
          ]}
        />
        <AmountField
          label={say(words[kind])}
          placeholder="$23.41"
          value={amount}
          onChange={setAmount}
        />
        {kind === 'purchase' && (
          <>
            <span>{say(words.paid)}</span>
            <AmountField
              label={say(words.paid)}
              placeholder={say(words.paidHint)}
              value={paid}
              onChange={setPaid}
            />
          </>
        )}
        <button type="submit" className="button button-strong">
          {say(words.record)}
        </button>
      </div>
      {said && (
        <p
          className={said.isFault ? 'page-failure statement-said' : 'page-note statement-said'}
          role={said.isFault ? 'alert' : 'status'}
        >
          {sayAgain(said.text)}
        </p>
      )}
    </form>
  );
}

type AmountFieldProps = {
  readonly label: string;
  readonly placeholder: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
};

function AmountField({ label, placeholder, value, onChange }: AmountFieldProps) {
  return (
    <input
      className="field amount-field"
      inputMode="decimal"
      aria-label={label}
      placeholder={placeholder}
      maxLength={24}
      value={value}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
