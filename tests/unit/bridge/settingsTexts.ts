/** Settings texts as people and tools leave them: any indentation, line ends, spaces, order, spelling. */
import fc from 'fast-check';

type Style = {
  readonly bom: boolean;
  readonly eol: string;
  readonly indent: string | null;
  readonly colon: string;
  readonly comma: string;
  readonly end: string;
};

const style: fc.Arbitrary<Style> = fc.record({
  bom: fc.boolean(),
  eol: fc.constantFrom('\n', '\r\n', '\r', '\n\n', ' \n'),
  indent: fc.constantFrom(null, '', ' ', '  ', '    ', '\t'),
  colon: fc.constantFrom(':', ': ', ' : ', ':\n'),
  comma: fc.constantFrom(',', ', ', ' ,'),
  end: fc.constantFrom('', '\n', '\r\n', '\n \n'),
});

const foreignKey = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.constantFrom('permissions', 'statusline', 'type', 'command', '__proto__x', '"statusLine":'),
);

const statusLine = fc
  .record(
    {
      type: fc.constant('command'),
      command: fc.string({ unit: 'grapheme' }),
      padding: fc.integer(),
      refreshInterval: fc.integer({ min: 1 }),
      unknown: fc.jsonValue(),
    },
    { requiredKeys: ['type', 'command'] },
  )
  .chain((value) => fc.shuffledSubarray(Object.entries(value), { minLength: 2 }))
  .map((entries) => Object.fromEntries(entries))
  .filter((value) => 'type' in value && 'command' in value);

/** Texts that hold one object, with or without a status line somewhere in it. */
export function settingsTexts({ mayBeEmpty }: { readonly mayBeEmpty: boolean }) {
  const foreign = fc.uniqueArray(fc.tuple(foreignKey, fc.jsonValue()), {
    selector: ([key]) => key,
    maxLength: 5,
  });
  return fc
    .tuple(foreign, fc.option(statusLine), fc.nat(), style)
    .map(([entries, line, place, how]) => {
      const at = place % (entries.length + 1);
      const own = line === null ? [] : [['statusLine', line] as const];
      return { entries: [...entries.slice(0, at), ...own, ...entries.slice(at)], how };
    })
    .filter(({ entries }) => mayBeEmpty || entries.length > 0)
    .map(({ entries, how }) => printed(entries, how));
}

function printed(entries: readonly (readonly [string, unknown])[], how: Style): string {
  const lineBreak = how.indent === null ? '' : how.eol;
  const indent = how.indent ?? '';
  const members = entries.map(([key, value]) => {
    const inner = how.indent === null ? JSON.stringify(value) : pretty(value, how);
    return `${indent}${JSON.stringify(key)}${how.colon}${inner}`;
  });
  const body = members.join(`${how.comma}${lineBreak}`);
  return `${how.bom ? '\uFEFF' : ''}{${lineBreak}${body}${lineBreak}}${how.end}`;
}

function pretty(value: unknown, how: Style): string {
  const indent = how.indent ?? '';
  return JSON.stringify(value, null, indent).replaceAll('\n', `${how.eol}${indent}`);
}
