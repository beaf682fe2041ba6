import type { CreditsAccountPage } from '../../preload/contract/review/credits.ts';
import { AGENT_NAMES } from '../../preload/contract/wording.ts';
import { ExportMenu } from '../components/ExportMenu.tsx';
import { Segmented } from '../components/Segmented.tsx';
import { messages } from '../messages.ts';
import { ProviderCredits } from '../providers/ProviderCredits.tsx';
import { PageHeader } from '../review/PageHeader.tsx';
import { useCredits } from '../store/creditsStore.ts';
import { useSay } from '../store/display.ts';
import { useReview } from '../store/reviewStore.ts';
import { tollgate } from '../store/tollgateApi.ts';
import { useAnswer } from '../store/useAnswer.ts';
import { Buys } from './Buys.tsx';
import { CreditsFigures } from './CreditsFigures.tsx';
import { Ledger } from './Ledger.tsx';
import { Month } from './Month.tsx';
import { Reconciliations } from './Reconciliations.tsx';
import { Statements } from './Statements.tsx';
import { words } from './words.ts';

/** Paid credits, an account at a time: accounts are never added up. */
export function CreditsPage() {
  const { say, sayAgain } = useSay();
  const { account, lines, changes } = useCredits();
  const asOfMs = useReview((state) => newestCredits(state.snapshot?.credits?.accounts ?? []));
  const answer = useAnswer(
    JSON.stringify([lines, changes, asOfMs]),
    () => tollgate().request('credits:page', { lines }),
    say(words.noAnswer),
  );
  const accounts = answer.value?.accounts ?? [];
  const shown = accounts.find((one) => keyOf(one) === account) ?? accounts[0];
  return (
    <div aria-busy={answer.isAsking}>
      <PageHeader title={say(messages.pageNames.credits)}>
        {shown && accounts.length > 1 && <AccountChoice accounts={accounts} shown={shown} />}
        <ExportMenu kinds={['ledger', 'answers', 'usage']} />
      </PageHeader>
      {answer.failure && (
        <p className="page-failure" role="alert">
          {sayAgain(answer.failure)}
        </p>
      )}
      {shown ? <Account key={keyOf(shown)} page={shown} /> : <Empty isAsking={answer.isAsking} />}
      <ProviderCredits />
    </div>
  );
}

/** More than these are cut off in a narrow window, or hide behind a bar. */
const MOST_IN_A_ROW = 4;

type AccountChoiceProps = {
  readonly accounts: readonly CreditsAccountPage[];
  readonly shown: CreditsAccountPage;
};

/** Whose credits are shown: side by side where they are few, else a list that opens. */
function AccountChoice({ accounts, shown }: AccountChoiceProps) {
  const { say } = useSay();
  const options = accounts.map((one) => ({ id: keyOf(one), label: nameOf(one, accounts) }));
  const choose = (account: string) => useCredits.setState({ account });
  const label = say(words.accounts);
  if (options.length <= MOST_IN_A_ROW) {
    return <Segmented label={label} value={keyOf(shown)} onChange={choose} options={options} />;
  }
  return (
    <select
      className="field"
      aria-label={label}
      value={keyOf(shown)}
      onChange={(event) => choose(event.target.value)}
    >
      {options.map(({ id, label: name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </select>
  );
}

function Empty({ isAsking }: { readonly isAsking: boolean }) {
  const { say } = useSay();
  if (isAsking) return <p className="page-note">{say(words.reading)}</p>;
  return (
    <div className="page-note">
      <p>{say(words.none)}</p>
      <p>{say(words.noneHint)}</p>
    </div>
  );
}

function Account({ page }: { readonly page: CreditsAccountPage }) {
  return (
    <>
      <CreditsFigures page={page} />
      <div className="credits-split">
        <div>
          <Month page={page} />
          <Reconciliations page={page} />
          <Buys page={page} />
        </div>
        <div>
          <Statements page={page} />
          <Ledger page={page} />
        </div>
      </div>
    </>
  );
}

function keyOf({ agent, account }: Pick<CreditsAccountPage, 'agent' | 'account'>): string {
  return `${agent}|${account}`;
}

/** Two accounts of one agent would read alike: then the user's name for it, or its folder, stands there too. */
function nameOf(one: CreditsAccountPage, all: readonly CreditsAccountPage[]): string {
  const isShared = all.filter(({ agent }) => agent === one.agent).length > 1;
  const own = one.name ?? one.account.split(/[/\\]/).at(-1) ?? one.account;
  return isShared ? `${AGENT_NAMES[one.agent]}, ${own}` : AGENT_NAMES[one.agent];
}

type Dated = { readonly balance: { readonly asOfMs: number } | null } & {
  readonly spentThisMonth: { readonly asOfMs: number } | null;
};

function newestCredits(accounts: readonly Dated[]): number {
  return Math.max(
    0,
    ...accounts.flatMap(({ balance, spentThisMonth }) => [
      balance?.asOfMs ?? 0,
      spentThisMonth?.asOfMs ?? 0,
    ]),
  );
}
