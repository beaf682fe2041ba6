import { useId, useRef, useState, type FormEvent } from 'react';
import { parseAmount } from '../../preload/contract/amount.ts';
import { formatReportedMoney } from '../../preload/contract/formatting.ts';
import type { Snapshot } from '../../preload/contract/snapshot.ts';
import { adjustMessages } from '../messages.ts';
import { stateBalance } from '../store/adjustments.ts';
import { useSay } from '../store/display.ts';
import type { AdjustableAccount } from './Adjust.tsx';

type BalanceFormProps = { readonly account: AdjustableAccount; readonly snapshot: Snapshot };

/** “The balance is now …”: what was understood is said before and after it is saved. */
export function BalanceForm({ account, snapshot }: BalanceFormProps) {
  const { say, sayAgain } = useSay();
  const [typed, setTyped] = useState('');
  const [isWrong, setIsWrong] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const [id, noteId] = [useId(), useId()];
  const read = parseAmount(typed);
  const amount = read.ok ? read.amount : null;
  const words = amount && moneyWords(amount.currency, amount.micros, snapshot);
  const save = (event: FormEvent) => {
    event.preventDefault();
    setIsWrong(amount === null);
    if (amount === null) return field.current?.focus();
    const { agent, account: folder } = account;
    const done = say(adjustMessages.balanceSaved, { amount: words ?? '' });
    setTyped('');
    void stateBalance({ agent, account: folder }, amount, done);
  };
  const wrong = read.ok || typed === '' ? say(adjustMessages.balanceWrong) : sayAgain(read.message);
  return (
    <form className="adjust-row" onSubmit={save}>
      <div className="row">
        <label htmlFor={id}>{say(adjustMessages.balance)}</label>
        <span className="adjust-amount">
          <input
            id={id}
            ref={field}
            className="field"
            inputMode="decimal"
            autoComplete="off"
            maxLength={24}
            placeholder={moneyWords(null, 12_500_000, snapshot)}
            aria-describedby={noteId}
            aria-invalid={isWrong && amount === null}
            value={typed}
            onChange={({ target }) => setTyped(target.value)}
          />
          <button type="submit" className="button">
            {say(adjustMessages.balanceSave)}
          </button>
        </span>
      </div>
      <p className="note" id={noteId} aria-live="polite">
        {isWrong && amount === null
          ? wrong
          : words === null
            ? say(adjustMessages.balanceNote)
            : `${words}. ${say(adjustMessages.balanceNote)}`}
      </p>
    </form>
  );
}

function moneyWords(currency: string | null, micros: number, snapshot: Snapshot): string {
  const money = { currency: currency ?? 'USD', minorUnits: micros, exponent: 6 };
  return formatReportedMoney(money, snapshot);
}
