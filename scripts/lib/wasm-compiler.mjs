// Makes WebAssembly of a small part of TypeScript: whole numbers of 32 bits, functions, conditions, loops and
// bytes of memory. Enough for walking over text without leaving anything for a collector; anything else is
// refused with its place. Binary format: https://webassembly.github.io/spec/core/binary/

import ts from 'typescript';

/** Where texts of the program are put. */
const TEXTS_AT = 64;
const I32 = 0x7f;
const NOTHING = 0x40;

const OPERATIONS = {
  '+': 0x6a,
  '-': 0x6b,
  '*': 0x6c,
  '&': 0x71,
  '|': 0x72,
  '^': 0x73,
  '<<': 0x74,
  '>>': 0x75,
  '>>>': 0x76,
  '===': 0x46,
  '!==': 0x47,
  '<': 0x48,
  '>': 0x4a,
  '<=': 0x4c,
  '>=': 0x4e,
};

/**
 * @param {string} source text of the program; what it imports are the intrinsics below
 * @param {string} name for messages
 * @param {{ memoryPages: number, mostMemoryPages: number }} limits of the memory that it is given
 * @returns {Uint8Array} a module that imports `env.memory` and exports what the source exports
 */
export function compileToWasm(source, name, limits) {
  const file = ts.createSourceFile(name, source, ts.ScriptTarget.ES2023, true);
  const program = {
    file,
    constants: new Map(),
    globals: new Map(),
    functions: new Map(),
    texts: [],
  };
  for (const statement of file.statements) declare(statement, program);
  const bodies = [...program.functions.values()].map((one) => bodyOf(one, program));
  return new Uint8Array(moduleOf(program, bodies, limits));
}

function declare(statement, program) {
  if (ts.isImportDeclaration(statement)) return;
  if (ts.isFunctionDeclaration(statement)) {
    const { parameters, modifiers = [] } = statement;
    program.functions.set(statement.name.text, {
      index: program.functions.size,
      node: statement,
      parameters: parameters.map(({ name }) => name.text),
      hasResult: statement.type?.kind !== ts.SyntaxKind.VoidKeyword,
      isExported: modifiers.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword),
    });
    return;
  }
  if (!ts.isVariableStatement(statement))
    fail(statement, 'only constants, variables and functions');
  const isConstant = (statement.declarationList.flags & ts.NodeFlags.Const) !== 0;
  for (const { name, initializer } of statement.declarationList.declarations) {
    const value = constantOf(initializer, program);
    if (value === null) fail(initializer, 'not a constant');
    if (isConstant) program.constants.set(name.text, value);
    else program.globals.set(name.text, { index: program.globals.size, value });
  }
}

/** The number that an expression always is; null where it is none. */
function constantOf(node, program) {
  if (ts.isParenthesizedExpression(node)) return constantOf(node.expression, program);
  if (ts.isNumericLiteral(node)) return Number(node.text);
  if (ts.isIdentifier(node)) return program.constants.get(node.text) ?? null;
  if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.MinusToken) {
    const value = constantOf(node.operand, program);
    return value === null ? null : -value;
  }
  if (!ts.isBinaryExpression(node)) return null;
  const [one, other] = [constantOf(node.left, program), constantOf(node.right, program)];
  if (one === null || other === null) return null;
  const sign = node.operatorToken.getText();
  return sign === '+'
    ? one + other
    : sign === '-'
      ? one - other
      : sign === '*'
        ? one * other
        : null;
}

function bodyOf({ node, parameters, hasResult }, program) {
  const scope = {
    program,
    names: [new Map(parameters.map((name, index) => [name, index]))],
    locals: parameters.length,
    /** Depths of the blocks around: where `break` and `continue` lead. */
    loops: [],
    depth: 0,
    code: [],
  };
  emitBlock(node.body, scope);
  if (hasResult) scope.code.push(0x00);
  const own = scope.locals - parameters.length;
  const content = [...(own > 0 ? [1, ...unsigned(own), I32] : [0]), ...scope.code, 0x0b];
  return [...unsigned(content.length), ...content];
}

function emitBlock(block, scope) {
  scope.names.push(new Map());
  for (const statement of ts.isBlock(block) ? block.statements : [block]) {
    emitStatement(statement, scope);
  }
  scope.names.pop();
}

function emitStatement(node, scope) {
  const { code } = scope;
  if (ts.isBlock(node)) return emitBlock(node, scope);
  if (ts.isVariableStatement(node)) {
    for (const { name, initializer } of node.declarationList.declarations) {
      emit(initializer, scope);
      scope.names.at(-1).set(name.text, scope.locals);
      code.push(0x21, ...unsigned(scope.locals));
      scope.locals += 1;
    }
    return;
  }
  if (ts.isReturnStatement(node)) {
    if (node.expression) emit(node.expression, scope);
    return void code.push(0x0f);
  }
  if (ts.isIfStatement(node)) return emitIf(node, scope);
  if (ts.isWhileStatement(node)) return emitWhile(node, scope);
  if (ts.isBreakStatement(node))
    return void code.push(0x0c, ...unsigned(scope.depth - loopOf(node, scope)));
  if (ts.isContinueStatement(node)) {
    return void code.push(0x0c, ...unsigned(scope.depth - loopOf(node, scope) - 1));
  }
  if (!ts.isExpressionStatement(node)) fail(node, 'unknown statement');
  const { expression } = node;
  if (ts.isBinaryExpression(expression) && assignmentOf(expression) !== null) {
    return emitAssignment(expression, scope);
  }
  if (!ts.isCallExpression(expression)) fail(node, 'a value that nobody takes');
  if (emitCall(expression, scope)) code.push(0x1a);
}

function loopOf(node, scope) {
  return scope.loops.at(-1) ?? fail(node, 'no loop around');
}

function emitIf(node, scope) {
  emit(node.expression, scope);
  scope.code.push(0x04, NOTHING);
  scope.depth += 1;
  emitBlock(node.thenStatement, scope);
  if (node.elseStatement) {
    scope.code.push(0x05);
    emitBlock(node.elseStatement, scope);
  }
  scope.depth -= 1;
  scope.code.push(0x0b);
}

function emitWhile(node, scope) {
  scope.code.push(0x02, NOTHING, 0x03, NOTHING);
  scope.loops.push(scope.depth + 1);
  scope.depth += 2;
  emit(node.expression, scope);
  scope.code.push(0x45, 0x0d, 1);
  emitBlock(node.statement, scope);
  scope.code.push(0x0c, 0, 0x0b, 0x0b);
  scope.depth -= 2;
  scope.loops.pop();
}

/** The operation in an assignment such as `+=`; empty for a plain one, null for no assignment. */
function assignmentOf({ operatorToken }) {
  const text = operatorToken.getText();
  if (text === '=') return '';
  return text.endsWith('=') && text.slice(0, -1) in OPERATIONS ? text.slice(0, -1) : null;
}

function emitAssignment(node, scope) {
  const { code, program } = scope;
  const operation = assignmentOf(node);
  if (operation !== '') emit(node.left, scope);
  emit(node.right, scope);
  if (operation !== '') code.push(OPERATIONS[operation]);
  const local = localOf(node.left.text, scope);
  const global = program.globals.get(node.left.text);
  if (local !== undefined) code.push(0x21, ...unsigned(local));
  else if (global) code.push(0x24, ...unsigned(global.index));
  else fail(node, 'unknown variable');
}

function localOf(name, { names }) {
  return names.findLast((known) => known.has(name))?.get(name);
}

function emit(node, scope) {
  const { code, program } = scope;
  const constant =
    ts.isIdentifier(node) && localOf(node.text, scope) !== undefined
      ? null
      : constantOf(node, program);
  if (constant !== null) return void code.push(0x41, ...signed(constant));
  if (ts.isParenthesizedExpression(node)) return emit(node.expression, scope);
  if (node.kind === ts.SyntaxKind.TrueKeyword) return void code.push(0x41, 1);
  if (node.kind === ts.SyntaxKind.FalseKeyword) return void code.push(0x41, 0);
  if (ts.isIdentifier(node)) {
    const local = localOf(node.text, scope);
    if (local !== undefined) return void code.push(0x20, ...unsigned(local));
    const global = program.globals.get(node.text) ?? fail(node, 'unknown name');
    return void code.push(0x23, ...unsigned(global.index));
  }
  if (ts.isPrefixUnaryExpression(node)) return emitUnary(node, scope);
  if (ts.isBinaryExpression(node)) return emitBinary(node, scope);
  if (ts.isConditionalExpression(node)) {
    return emitChoice(
      node.condition,
      () => emit(node.whenTrue, scope),
      () => emit(node.whenFalse, scope),
      scope,
    );
  }
  if (!ts.isCallExpression(node)) fail(node, 'unknown expression');
  if (!emitCall(node, scope)) fail(node, 'it has no value');
}

function emitUnary(node, scope) {
  if (node.operator === ts.SyntaxKind.ExclamationToken) {
    emit(node.operand, scope);
    return void scope.code.push(0x45);
  }
  if (node.operator !== ts.SyntaxKind.MinusToken) fail(node, 'unknown sign');
  scope.code.push(0x41, 0);
  emit(node.operand, scope);
  scope.code.push(OPERATIONS['-']);
}

function emitBinary(node, scope) {
  const sign = node.operatorToken.getText();
  const constant = (value) => () => scope.code.push(0x41, value);
  if (sign === '&&')
    return emitChoice(node.left, () => emit(node.right, scope), constant(0), scope);
  if (sign === '||')
    return emitChoice(node.left, constant(1), () => emit(node.right, scope), scope);
  if (!(sign in OPERATIONS)) fail(node, 'unknown operation');
  emit(node.left, scope);
  emit(node.right, scope);
  scope.code.push(OPERATIONS[sign]);
}

function emitChoice(condition, whenTrue, whenFalse, scope) {
  emit(condition, scope);
  scope.code.push(0x04, I32);
  scope.depth += 1;
  whenTrue();
  scope.code.push(0x05);
  whenFalse();
  scope.depth -= 1;
  scope.code.push(0x0b);
}

/** @returns whether it leaves a value */
function emitCall(node, scope) {
  const { code, program } = scope;
  const name = node.expression.text;
  const intrinsic = INTRINSICS[name];
  if (intrinsic)
    return intrinsic(node.arguments, scope, (index) => emit(node.arguments[index], scope));
  const callee = program.functions.get(name) ?? fail(node, 'unknown function');
  if (callee.parameters.length !== node.arguments.length) fail(node, 'other arguments');
  node.arguments.forEach((one) => emit(one, scope));
  code.push(0x10, ...unsigned(callee.index));
  return callee.hasResult;
}

/** Loads sixteen bytes from anywhere; the offset follows. */
const LOAD_16 = [0xfd, 0x00, 0];

function sixteenTimes(byte) {
  return [0xfd, 0x0c, ...new Array(16).fill(byte)];
}

/** Loads 64 bytes in four parts, does something with each, and joins the four results bit by bit. */
function each16Of64(code, argument, work) {
  for (const offset of [0, 16, 32, 48]) {
    argument(0);
    code.push(...LOAD_16, offset);
    work();
    if (offset > 0) code.push(0xfd, 0x50);
  }
}

/** What the machine can do beyond arithmetic; declared for TypeScript in the program's `machine.ts`. */
const INTRINSICS = {
  byteAt(_nodes, { code }, argument) {
    argument(0);
    code.push(0x2d, 0, 0);
    return true;
  },
  wordAt(_nodes, { code }, argument) {
    argument(0);
    code.push(0x28, 2, 0);
    return true;
  },
  quotient(_nodes, { code }, argument) {
    argument(0);
    argument(1);
    code.push(0x6d);
    return true;
  },
  setWord(_nodes, { code }, argument) {
    argument(0);
    argument(1);
    code.push(0x36, 2, 0);
    return false;
  },
  fill(_nodes, { code }, argument) {
    [0, 1, 2].forEach(argument);
    code.push(0xfc, 0x0b, 0);
    return false;
  },
  copy(_nodes, { code }, argument) {
    [0, 1, 2].forEach(argument);
    code.push(0xfc, 0x0a, 0, 0);
    return false;
  },
  firstBit(_nodes, { code }, argument) {
    argument(0);
    code.push(0x68);
    return true;
  },
  equalBytes(nodes, { code, program }, argument) {
    const byte = constantOf(nodes[1], program) ?? fail(nodes[1], 'not a constant');
    argument(0);
    code.push(...LOAD_16, 0, ...sixteenTimes(byte), 0xfd, 0x23, 0xfd, 0x64, 0x01);
    return true;
  },
  bytesBelow(nodes, { code, program }, argument) {
    const byte = constantOf(nodes[1], program) ?? fail(nodes[1], 'not a constant');
    argument(0);
    code.push(...LOAD_16, 0, ...sixteenTimes(byte), 0xfd, 0x26, 0xfd, 0x64, 0x01);
    return true;
  },
  isAmong64(nodes, { code, program }, argument) {
    const byte = constantOf(nodes[1], program) ?? fail(nodes[1], 'not a constant');
    each16Of64(code, argument, () => code.push(...sixteenTimes(byte), 0xfd, 0x23));
    code.push(0xfd, 0x53);
    return true;
  },
  highIn64(_nodes, { code }, argument) {
    each16Of64(code, argument, () => undefined);
    code.push(0xfd, 0x64, 0x01);
    return true;
  },
  highBytes(_nodes, { code }, argument) {
    argument(0);
    code.push(...LOAD_16, 0, 0xfd, 0x64, 0x01);
    return true;
  },
  /** Length and bytes of a text of the program, for a function that compares. */
  isText(nodes, scope, argument) {
    const [from, until, text] = nodes;
    if (!ts.isStringLiteral(text)) fail(text, 'not a text');
    const length = Buffer.byteLength(text.text);
    argument(1);
    argument(0);
    scope.code.push(OPERATIONS['-'], 0x41, ...signed(length), OPERATIONS['===']);
    scope.code.push(0x04, I32);
    emitSame(from, text, scope);
    scope.code.push(0x05, 0x41, 0, 0x0b);
    void until;
    return true;
  },
  beginsWith([from, text], scope) {
    if (!ts.isStringLiteral(text)) fail(text, 'not a text');
    emitSame(from, text, scope);
    return true;
  },
};

function emitSame(from, text, scope) {
  const { program, code } = scope;
  emit(from, scope);
  code.push(
    0x41,
    ...signed(placeOf(text.text, program)),
    0x41,
    ...signed(Buffer.byteLength(text.text)),
  );
  const same = program.functions.get('same') ?? fail(text, 'the program has no function `same`');
  code.push(0x10, ...unsigned(same.index));
}

function placeOf(text, { texts }) {
  let at = TEXTS_AT;
  for (const known of texts) {
    if (known === text) return at;
    at += Buffer.byteLength(known);
  }
  texts.push(text);
  return at;
}

function moduleOf({ functions, globals, texts }, bodies, { memoryPages, mostMemoryPages }) {
  const all = [...functions.values()];
  const types = all.map(({ parameters, hasResult }) => [
    0x60,
    ...unsigned(parameters.length),
    ...parameters.map(() => I32),
    ...(hasResult ? [1, I32] : [0]),
  ]);
  const memory = [
    ...text('env'),
    ...text('memory'),
    0x02,
    0x01,
    ...unsigned(memoryPages),
    ...unsigned(mostMemoryPages),
  ];
  const exported = all.filter(({ isExported }) => isExported);
  const data = Buffer.from(texts.join(''));
  return [
    ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, types),
    ...section(2, [memory]),
    ...section(
      3,
      all.map(({ index }) => unsigned(index)),
    ),
    ...section(
      6,
      [...globals.values()].map(({ value }) => [I32, 1, 0x41, ...signed(value), 0x0b]),
    ),
    ...section(
      7,
      exported.map(({ node, index }) => [...text(node.name.text), 0x00, ...unsigned(index)]),
    ),
    ...section(10, bodies),
    ...section(11, [[0, 0x41, ...signed(TEXTS_AT), 0x0b, ...unsigned(data.length), ...data]]),
  ];
}

function section(id, entries) {
  const content = [...unsigned(entries.length), ...entries.flat()];
  return [id, ...unsigned(content.length), ...content];
}

function text(value) {
  const bytes = Buffer.from(value);
  return [...unsigned(bytes.length), ...bytes];
}

/** Numbers of any length, seven bits a byte (LEB128). */
function unsigned(value) {
  const bytes = [];
  let rest = value;
  do {
    bytes.push((rest & 0x7f) | (rest > 0x7f ? 0x80 : 0));
    rest >>>= 7;
  } while (rest > 0);
  return bytes;
}

function signed(value) {
  const bytes = [];
  let rest = value;
  for (;;) {
    const byte = rest & 0x7f;
    rest >>= 7;
    const isLast = (rest === 0 && (byte & 0x40) === 0) || (rest === -1 && (byte & 0x40) !== 0);
    bytes.push(isLast ? byte : byte | 0x80);
    if (isLast) return bytes;
  }
}

function fail(node, reason) {
  const file = node.getSourceFile();
  const { line } = file.getLineAndCharacterOfPosition(node.getStart());
  throw new Error(`${file.fileName}:${line + 1}: ${reason}: ${node.getText().slice(0, 60)}`);
}
