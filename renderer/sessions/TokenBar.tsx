import { useId } from 'react';
import type { SessionTokens } from '../../preload/contract/review/sessions.ts';
import { formatPercent, formatTokens } from '../../preload/contract/formatting.ts';
import { useFormat } from '../store/useFormat.ts';
import { counted, words } from './words.ts';

const KINDS = ['cacheRead', 'cacheWrite', 'input', 'output'] as const;

type TokenBarProps = {
  readonly tokens: SessionTokens;
  readonly hitBasisPoints: number | null;
  readonly misses: number;
};

/** Tokens by kind as a list with its own little bars; every figure is written. */
export function TokenBar({ tokens, hitBasisPoints, misses }: TokenBarProps) {
  const format = useFormat();
  const id = useId();
  const most = Math.max(1, ...KINDS.map((kind) => tokens[kind]));
  return (
    <section className="part" aria-labelledby={id}>
      <h3 id={id} className="part-heading">
        {words.tokens}
        {hitBasisPoints !== null && (
          <span className="part-note">
            {`${formatPercent(hitBasisPoints / 100, format)} of all prompts came from the cache`}
            {misses > 0 && `, ${counted(misses, 'miss', 'misses')}`}
          </span>
        )}
      </h3>
      <dl className="token-kinds">
        {KINDS.map((kind) => (
          <div key={kind} className="token-kind">
            <dt>{words.tokenKinds[kind]}</dt>
            <dd className="token-bar" aria-hidden="true">
              <span style={{ width: `${(tokens[kind] / most) * 100}%` }} />
            </dd>
            <dd className="number">{formatTokens(tokens[kind], format)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
