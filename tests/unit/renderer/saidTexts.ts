/** What the windows say, and what they show without saying it, found by the compiler's own types. */
import { join, relative } from 'node:path';
import ts from 'typescript';

const ROOT = join(import.meta.dirname, '../../..');
const RENDERER = join(ROOT, 'renderer');

/** Attributes that are read or heard; those of our own components that end in one. */
const SHOWN_ATTRIBUTES: ReadonlySet<string> = new Set([
  'alt',
  'aria-label',
  'aria-roledescription',
  'aria-valuetext',
  'first',
  'heading',
  'label',
  'note',
  'placeholder',
  'summary',
  'title',
]);

export type SaidTexts = {
  /** English text, or the form `other` of a number of things, with all its forms. */
  readonly texts: ReadonlyMap<string, 'text' | 'count'>;
  /** Files that say what is no text of the code: `settings/SettingLine.tsx: leaf.sentence`. */
  readonly unknown: readonly string[];
  /** What is shown without being said: `help/HelpPage.tsx:12 'Help'`. */
  readonly unsaid: readonly string[];
};

export function saidTexts(): SaidTexts {
  const program = ts.createProgram(rendererFiles(), {
    ...compilerOptions(),
    noEmit: true,
  });
  const checker = program.getTypeChecker();
  const texts = new Map<string, 'text' | 'count'>();
  const unknown = new Set<string>();
  const unsaid: string[] = [];
  const note = (node: ts.Node, type: ts.Type, kind: 'text' | 'count') => {
    const parts = type.isUnion() ? type.types : [type];
    for (const part of parts) {
      if (part.isStringLiteral()) {
        if (part.value !== '') texts.set(part.value, kind);
      } else if ((part.flags & (ts.TypeFlags.Null | ts.TypeFlags.Undefined)) === 0) {
        unknown.add(`${fileOf(node)}: ${node.getText()}`);
      }
    }
  };
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node)) {
      for (const { argument, kind } of saidArguments(node, checker)) {
        const type = checker.getTypeAtLocation(argument);
        if (kind === 'text') note(argument, type, kind);
        else
          for (const forms of type.isUnion() ? type.types : [type]) {
            const other = forms.getProperty('other');
            if (other) note(argument, checker.getTypeOfSymbol(other), kind);
            else unknown.add(`${fileOf(node)}: ${argument.getText()}`);
          }
      }
    }
    for (const shown of shownNodes(node)) {
      const found = unsaidText(shown, checker);
      if (found !== null) unsaid.push(`${fileOf(node)}:${lineOf(node)} ${found}`);
    }
    ts.forEachChild(node, visit);
  };
  for (const file of program.getSourceFiles()) {
    if (file.fileName.startsWith(`${RENDERER}/`)) visit(file);
  }
  return { texts, unknown: [...unknown].sort(), unsaid };
}

function rendererFiles(): string[] {
  return ts.sys.readDirectory(RENDERER, ['.ts', '.tsx']);
}

function compilerOptions(): ts.CompilerOptions {
  const path = join(RENDERER, 'tsconfig.json');
  const host = { ...ts.sys, onUnRecoverableConfigFileDiagnostic: () => undefined };
  return ts.getParsedCommandLineOfConfigFile(path, {}, host)?.options ?? {};
}

type Said = { readonly argument: ts.Expression; readonly kind: 'text' | 'count' };

/** `say` and `sayCount` are known by their parameters' names, whatever they are bound to. */
function saidArguments(call: ts.CallExpression, checker: ts.TypeChecker): Said[] {
  if (!isSaying(call)) return [];
  const parameters = checker.getResolvedSignature(call)?.getParameters() ?? [];
  return parameters.flatMap(({ name }, index): Said[] => {
    const argument = call.arguments[index];
    if (argument === undefined) return [];
    if (name === 'text') return [{ argument, kind: 'text' }];
    return name === 'forms' ? [{ argument, kind: 'count' }] : [];
  });
}

function isSaying({ expression }: ts.CallExpression): boolean {
  const name = ts.isPropertyAccessExpression(expression) ? expression.name : expression;
  return ts.isIdentifier(name) && /^say(Count|Here|In)?$/.test(name.text);
}

/** Parts of the page that are read: text, children in braces, and what attributes say. */
function shownNodes(node: ts.Node): ts.Node[] {
  if (ts.isJsxText(node)) return [node];
  if (ts.isJsxExpression(node) && node.expression && !ts.isJsxAttribute(node.parent)) {
    return [node.expression];
  }
  if (!ts.isJsxAttribute(node) || !node.initializer) return [];
  if (!SHOWN_ATTRIBUTES.has(node.name.getText())) return [];
  if (ts.isStringLiteral(node.initializer)) return [node.initializer];
  return ts.isJsxExpression(node.initializer) && node.initializer.expression
    ? [node.initializer.expression]
    : [];
}

/** The first text in it that nobody says; names that are the same everywhere are none. */
function unsaidText(node: ts.Node, checker: ts.TypeChecker): string | null {
  if (ts.isCallExpression(node) && isSaying(node)) return null;
  if (ts.isJsxText(node) || ts.isTemplateHead(node) || ts.isTemplateMiddle(node)) {
    return wordsIn(node.text);
  }
  if (ts.isTemplateTail(node)) return wordsIn(node.text);
  if (ts.isParenthesizedExpression(node)) return unsaidText(node.expression, checker);
  if (ts.isConditionalExpression(node)) {
    return unsaidText(node.whenTrue, checker) ?? unsaidText(node.whenFalse, checker);
  }
  if (ts.isBinaryExpression(node)) {
    // What stands before `&&` is asked, not shown; a comparison shows nothing.
    const { kind } = node.operatorToken;
    if (kind === ts.SyntaxKind.AmpersandAmpersandToken) return unsaidText(node.right, checker);
    if (kind !== ts.SyntaxKind.QuestionQuestionToken && kind !== ts.SyntaxKind.PlusToken)
      return null;
    return unsaidText(node.left, checker) ?? unsaidText(node.right, checker);
  }
  if (ts.isTemplateExpression(node)) {
    const pieces = [node.head, ...node.templateSpans.map(({ literal }) => literal)];
    const found = pieces.map((piece) => wordsIn(piece.text)).find((text) => text !== null);
    if (found !== undefined) return found;
    return (
      node.templateSpans
        .map(({ expression }) => unsaidText(expression, checker))
        .find((text) => text !== null) ?? null
    );
  }
  if (!ts.isExpression(node) || ts.isCallExpression(node)) return null;
  const type = checker.getTypeAtLocation(node);
  for (const part of type.isUnion() ? type.types : [type]) {
    const words = part.isStringLiteral() ? wordsIn(part.value) : null;
    if (words !== null) return words;
  }
  return null;
}

const NAMES = /Claude Code|Codex|Tollgate|CSV|JSON/g;

function wordsIn(text: string): string | null {
  return /\p{L}{2}/u.test(text.replace(NAMES, '')) ? `'${text.trim()}'` : null;
}

function fileOf(node: ts.Node): string {
  return relative(RENDERER, node.getSourceFile().fileName);
}

function lineOf(node: ts.Node): number {
  const file = node.getSourceFile();
  return file.getLineAndCharacterOfPosition(node.getStart()).line + 1;
}
