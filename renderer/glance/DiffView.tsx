import { messages } from '../messages.ts';
import { useSay } from '../store/display.ts';

type LineKind = 'added' | 'removed' | 'head' | 'same';

/** A unified diff as it is, each line marked by its own first character and by colour. */
export function DiffView({ diff }: { readonly diff: string }) {
  const { say } = useSay();
  return (
    <pre className="diff" tabIndex={0} role="region" aria-label={say(messages.bridgeDiff)}>
      {diff
        .replace(/\n$/, '')
        .split('\n')
        .map((line, index) => (
          <span key={index} className={`diff-line diff-${lineKind(line)}`}>
            {`${line}\n`}
          </span>
        ))}
    </pre>
  );
}

function lineKind(line: string): LineKind {
  if (/^(\+\+\+ |--- |@@)/.test(line)) return 'head';
  if (line.startsWith('+')) return 'added';
  return line.startsWith('-') ? 'removed' : 'same';
}
