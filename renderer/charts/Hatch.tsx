import { PatternLines } from '@visx/pattern';

/** Fills of what is not plain plan use: never colour alone. Drawn once a chart; `prefix` keeps ids apart. */
export function Hatches({ prefix }: { readonly prefix: string }) {
  return (
    <defs>
      <PatternLines
        id={`${prefix}-paid`}
        width={7}
        height={7}
        orientation={['diagonal']}
        className="hatch-paid-line"
        background="var(--paid-wash)"
      />
      <PatternLines
        id={`${prefix}-unclear`}
        width={4}
        height={4}
        orientation={['horizontal']}
        className="hatch-unclear-line"
        background="var(--paper)"
      />
      <PatternLines
        id={`${prefix}-api-key`}
        width={6}
        height={6}
        orientation={['horizontal']}
        className="hatch-api-line"
      />
    </defs>
  );
}
