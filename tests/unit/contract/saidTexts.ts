/** Finds every text that the code says, by the TypeScript compiler's syntax trees. */
import fs from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

/** A text of `say`, the forms of `sayCount`, or a sentence of `inEnglish`. */
export type Said = {
  readonly text: string;
  readonly how: 'say' | 'sayCount' | 'inEnglish';
  readonly place: string;
};

export type Found = {
  readonly said: readonly Said[];
  /** Places that say what only is known when they run. */
  readonly dynamic: readonly string[];
};

/** The windows say theirs in another way: tests/unit/renderer/saidTexts.ts. */
const ROOMS = ['preload/contract', 'main'];
/** Which argument is the text; a component's own `say` is bound to its context and has one less. */
const TEXT_AT: Readonly<Record<string, number>> = { say: 1, sayCount: 2, inEnglish: 0 };
const SAY_FILE = /languages\/say\.ts$/;

const sources = new Map<string, ts.SourceFile>();

function sourceOf(file: string): ts.SourceFile {
  const known = sources.get(file);
  if (known) return known;
  const kind = file.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
  const text = fs.readFileSync(file, 'utf8');
  const made = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true, kind);
  sources.set(file, made);
  return made;
}

/** All that is said below a project's folder. */
export function saidTexts(root: string): Found {
  const said: Said[] = [];
  const dynamic: string[] = [];
  for (const file of filesOf(root)) {
    if (!/\b(?:say|sayCount|inEnglish)\b/.test(fs.readFileSync(file, 'utf8'))) continue;
    const source = sourceOf(file);
    const place = path.relative(root, file);
    visitCalls(source, (name, argument) => {
      const texts = textsOf(argument, file);
      if (texts === null) dynamic.push(place);
      for (const text of texts ?? []) said.push({ text, how: name, place });
    });
  }
  return { said, dynamic: [...new Set(dynamic)].sort() };
}

function filesOf(root: string): string[] {
  return ROOMS.flatMap((room) =>
    fs
      .readdirSync(path.join(root, room), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.tsx?$/.test(name) && !name.includes('languages'))
      .map((name) => path.join(root, room, name)),
  );
}

function visitCalls(
  source: ts.SourceFile,
  visit: (name: Said['how'], argument: ts.Expression) => void,
): void {
  const isBound = !importsSay(source);
  if (isBound && !/\buseSay\b/.test(source.text)) return;
  const walk = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && ts.isIdentifier(node.expression)) {
      const name = node.expression.text;
      const at = TEXT_AT[name];
      if (at !== undefined) {
        const argument = node.arguments[isBound && name !== 'inEnglish' ? at - 1 : at];
        if (argument) visit(name as Said['how'], argument);
      }
    }
    // Forms that reach sayCount through a variable.
    if (ts.isObjectLiteralExpression(node) && isForms(node)) visit('sayCount', node);
    ts.forEachChild(node, walk);
  };
  walk(source);
}

function isForms(node: ts.ObjectLiteralExpression): boolean {
  const names = node.properties.map((member) => member.name?.getText());
  return names.length === 2 && names.includes('one') && names.includes('other');
}

function importsSay(source: ts.SourceFile): boolean {
  return source.statements.some(
    (statement) =>
      ts.isImportDeclaration(statement) &&
      ts.isStringLiteral(statement.moduleSpecifier) &&
      SAY_FILE.test(statement.moduleSpecifier.text),
  );
}

/** The texts that an expression can be; null where it is made elsewhere. */
function textsOf(node: ts.Expression, file: string): readonly string[] | null {
  if (ts.isStringLiteralLike(node)) return [node.text];
  if (ts.isConditionalExpression(node)) {
    return both(textsOf(node.whenTrue, file), textsOf(node.whenFalse, file));
  }
  if (
    ts.isParenthesizedExpression(node) ||
    ts.isAsExpression(node) ||
    ts.isSatisfiesExpression(node) ||
    ts.isNonNullExpression(node)
  ) {
    return textsOf(node.expression, file);
  }
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken) {
    const [left, right] = [textsOf(node.left, file), textsOf(node.right, file)];
    return left?.length === 1 && right?.length === 1 ? [`${left[0]}${right[0]}`] : null;
  }
  if (ts.isBinaryExpression(node)) {
    return both(textsOf(node.left, file), textsOf(node.right, file));
  }
  if (ts.isObjectLiteralExpression(node)) return valuesOf(node, file);
  const found = constantOf(node, file);
  return found === null ? null : textsOf(found.node, found.file);
}

function both(one: readonly string[] | null, other: readonly string[] | null) {
  return one === null || other === null ? null : [...one, ...other];
}

/** All texts in a table; of plural forms only `other`, the key. */
function valuesOf(node: ts.ObjectLiteralExpression, file: string): readonly string[] | null {
  const members = node.properties.filter(ts.isPropertyAssignment);
  const other = members.find((member) => member.name.getText() === 'other');
  const isForms = other && members.some((member) => member.name.getText() === 'one');
  const texts = (isForms ? [other] : members)
    .filter(({ initializer }) => initializer.kind !== ts.SyntaxKind.NullKeyword)
    .map(({ initializer }) => textsOf(initializer, file));
  return texts.every((text) => text !== null) ? texts.flat() : null;
}

type Constant = { readonly node: ts.Expression; readonly file: string };

/** The constant behind `NAME`, `NAME[key]` and `NAME.member`, also where another file exports it. */
function constantOf(node: ts.Expression, file: string): Constant | null {
  if (ts.isIdentifier(node)) return declared(node.text, file);
  if (ts.isPropertyAccessExpression(node)) {
    const owner = constantOf(node.expression, file);
    return owner && memberOf(owner, node.name.text);
  }
  if (!ts.isElementAccessExpression(node)) return null;
  const owner = constantOf(node.expression, file);
  return owner && ts.isStringLiteral(node.argumentExpression)
    ? memberOf(owner, node.argumentExpression.text)
    : owner;
}

function memberOf(owner: Constant, name: string): Constant | null {
  const object = unwrapped(owner.node);
  if (!ts.isObjectLiteralExpression(object)) return null;
  for (const member of object.properties) {
    const isIt = member.name && member.name.getText().replace(/^'|'$/g, '') === name;
    if (isIt && ts.isPropertyAssignment(member)) {
      return { node: member.initializer, file: owner.file };
    }
  }
  return null;
}

function unwrapped(node: ts.Expression): ts.Expression {
  return ts.isAsExpression(node) || ts.isSatisfiesExpression(node)
    ? unwrapped(node.expression)
    : node;
}

function declared(name: string, file: string): Constant | null {
  const source = sourceOf(file);
  let found: Constant | null = null;
  const walk = (node: ts.Node): void => {
    if (ts.isVariableDeclaration(node) && node.name.getText() === name && node.initializer) {
      found ??= { node: node.initializer, file };
    }
    if (found === null) ts.forEachChild(node, walk);
  };
  walk(source);
  return found ?? imported(name, source, file);
}

function imported(name: string, source: ts.SourceFile, file: string): Constant | null {
  for (const statement of source.statements) {
    if (!ts.isImportDeclaration(statement) || !ts.isStringLiteral(statement.moduleSpecifier)) {
      continue;
    }
    const names = statement.importClause?.namedBindings;
    if (!names || !ts.isNamedImports(names)) continue;
    const one = names.elements.find((element) => element.name.text === name);
    if (one && statement.moduleSpecifier.text.startsWith('.')) {
      const target = path.resolve(path.dirname(file), statement.moduleSpecifier.text);
      return declared((one.propertyName ?? one.name).text, target);
    }
  }
  return null;
}
