import { useId } from 'react';
import type { SessionTokens } from '../../preload/contract/review/sessions.ts';
import { formatPercent, formatTokens } from '../../preload/contract/formatting.ts';
import { useSay } from '../store/display.ts';
import { useFormat } from '../store/useFormat.ts';
import { counts, words } from './words.ts';

const KINDS = ['cacheRead', 'cacheWrite', 'input', 'output'] as const;

type TokenBarProps = {
  readonly tokens: SessionTokens;
  readonly hitBasisPoints: number | null;
  readonly misses: number;
};

/** Tokens by kind as a list with its own little bars; every figure is written. */
export function TokenBar({ tokens, hitBasisPoints, misses }: TokenBarProps) {
  const { say, sayCount } = useSay();
  const format = useFormat();
  const id = useId();
  const hits = formatPercent((hitBasisPoints ?? 0) / 100, format);
  const most = Math.max(1, ...KINDS.map((kind) => tokens[kind]));
  return (
    <section className="part" aria-labelledby={id}>
      <h3 id={id} className="part-heading">
        {say(words.tokens)}
        {hitBasisPoints !== null && (
          <span className="part-note">
            {misses > 0
              ? sayCount(misses, counts.misses, { percent: hits })
              : say(words.fromCache, { percent: hits })}
          </span>
        )}
      </h3>
      <dl className="token-kinds">
        {KINDS.map((kind) => (
          <div key={kind} className="token-kind">
            <dt>{say(words.tokenKinds[kind])}</dt>
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
