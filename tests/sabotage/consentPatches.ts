/** Who may pay, for how long, for which model and account: each of these would cost somebody money or hold them unasked. */
import { patchesOf, type Patch } from './patch.ts';

export const CONSENT_PATCHES: readonly Patch[] = [
  ...patchesOf(
    'gate',
    'main/domain/boundary/paidUse.ts',
    ['tests/unit/domain/boundary/decide.test.ts'],
    [
      [
        'a sign of paid use outlives its windows',
        'paidUse.usedUp !== undefined && paidUse.usedUp.length > 0',
        'paidUse.usedUp === null',
      ],
      [
        'paid use of one model is that of all',
        'concernsModel(modelName, model);',
        'modelName === null || model !== undefined;',
      ],
      [
        'what was agreed to is called unasked',
        "newest === null || newest.kind === 'stop' || asOfMs >= answerEndMs(newest)",
        'newest !== undefined',
      ],
      [
        'what is paid after an answer ended was agreed to',
        'newest.endedAtMs === undefined ? !newest.isRevoked : asOfMs <= newest.endedAtMs',
        'true',
      ],
    ],
  ),
  ...patchesOf(
    'gate',
    'main/domain/boundary/decide.ts',
    ['tests/unit/domain/boundary/decide.test.ts'],
    [
      [
        'paid use of a session that rests is not told',
        "standing.state === 'on-credits-without-consent' ? standing : null",
        'standing.gate === null ? standing : null',
      ],
    ],
  ),
  ...patchesOf(
    'ledger',
    'main/engine/accountsDesk.ts',
    ['tests/integration/engine/paidUse.test.ts'],
    [
      [
        'a cap ends when that is noticed',
        'capReachedAtMs(consent, spendsSince(tables, account, consent.atMs)),',
        'null,',
      ],
      [
        'other models spend the cap of one',
        ': account.spentOfModel(consent)',
        ': account.spentSince(consent.atMs, consent.scope)',
      ],
    ],
  ),
  ...patchesOf(
    'gate',
    'main/domain/boundary/answers.ts',
    ['tests/unit/domain/boundary/modelStops.test.ts'],
    [
      [
        'an answer about one model is about all',
        'concernsModel(answer.window?.modelName ?? null, request.model)',
        'request.model !== undefined',
      ],
    ],
  ),
  ...patchesOf(
    'gate',
    'main/domain/modelStops.ts',
    ['tests/unit/domain/boundary/modelStops.test.ts'],
    [
      [
        'going on elsewhere lifts the stop of a model',
        "stopped !== null && consent.kind === 'continue' && isElsewhere",
        "stopped === '' && consent.kind === 'continue' && isElsewhere",
      ],
    ],
  ),
  ...patchesOf(
    'gate',
    'main/domain/questions.ts',
    ['tests/unit/domain/questions.test.ts'],
    [
      [
        'work of another account is offered',
        'agent === key.agent && account === key.account',
        'agent === key.agent',
      ],
    ],
  ),
  ...patchesOf(
    'gate',
    'main/engine/gateDesk.ts',
    ['tests/integration/gate/engineDesk.test.ts'],
    [
      [
        'a hook is told to wait beyond its end',
        'Math.min(askSeconds, installedAskSeconds(paths, accountId))',
        'askSeconds',
      ],
      [
        'a stop leaves what was allowed before it',
        'if (stoppedAtMs !== null) await revokeAllowances',
        'if (stoppedAtMs === 0) await revokeAllowances',
      ],
    ],
  ),
  ...patchesOf(
    'gate',
    'main/gate/gateStore.ts',
    ['tests/integration/gate/engineDesk.test.ts'],
    [
      [
        'a stop of an account that is not known is erased',
        'accounts: [...accounts, ...others]',
        'accounts: [...accounts, ...others.slice(others.length)]',
      ],
    ],
  ),
  ...patchesOf(
    'gate',
    'main/domain/boundary/answers.ts',
    ['tests/unit/domain/orders.test.ts'],
    [
      [
        'a clock that was set back undoes a stop',
        'return isLater(answer, than) && !isPlacedBefore;',
        'return isLater(answer, than);',
      ],
    ],
  ),
  ...patchesOf(
    'ledger',
    'main/engine/engine.ts',
    ['tests/integration/engine/paidAtOnce.test.ts'],
    [
      [
        'a command that looks once does not derive',
        'if (isLasting) accountsOfLook.recall',
        'if (clock() > 0) accountsOfLook.recall',
      ],
    ],
  ),
  ...patchesOf(
    'ledger',
    'main/engine/dataCare.ts',
    ['tests/integration/engine/paidAtOnce.test.ts'],
    [
      [
        'detail goes before what it cost is known',
        'accounts.caughtUp(tables, core.clock());\n        if (!accounts.isDerived())',
        'if (accounts === undefined)',
      ],
    ],
  ),
  ...patchesOf(
    'counting',
    'main/domain/pricing.ts',
    ['tests/unit/domain/pricing.test.ts'],
    [
      [
        'a whole session is priced as one prompt',
        'fact.isSum === true ? 0 : promptTokens(fact)',
        'promptTokens(fact)',
      ],
    ],
  ),
  ...patchesOf(
    'counting',
    'main/agents/codex/rollout.ts',
    ['tests/unit/agents/codex/rollout.test.ts'],
    [
      [
        'a reading that stays the same grows old',
        '!(isOfAnswer && isWorthRepeating(state.limitsAtMs, atMs))',
        '!(isOfAnswer && state.limits === null)',
      ],
    ],
  ),
];
