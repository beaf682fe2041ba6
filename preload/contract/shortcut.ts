/** Key combinations as Electron writes them: `Control+Alt+T`. */

/** Without one of these a key would be taken from every program's typing. */
const STRONG = /^(?:CommandOrControl|CmdOrCtrl|Command|Cmd|Control|Ctrl|Alt|Option|Super|Meta)$/;
const WEAK = /^(?:Shift|AltGr)$/;
const KEY =
  /^(?:[A-Z0-9]|F(?:[1-9]|1\d|2[0-4])|Space|Tab|Up|Down|Left|Right|Home|End|PageUp|PageDown|Insert|Delete|[-=,.;/\\'`[\]])$/;

/** One key with at least one modifier that no typing needs. */
export function isShortcut(text: string): boolean {
  const parts = text.split('+');
  const key = parts.pop() ?? '';
  return (
    KEY.test(key) &&
    parts.some((part) => STRONG.test(part)) &&
    parts.every((part) => STRONG.test(part) || WEAK.test(part)) &&
    new Set(parts).size === parts.length
  );
}
