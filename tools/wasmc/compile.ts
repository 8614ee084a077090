// wasmc: compiles `.wasm.ts` files, a subset of TypeScript, to WebAssembly text with garbage-collected types.
//
// TypeScript's own checker reads the files (with lib.d.ts as the whole library) and vouches for the types of references,
// narrowing included; this file then assigns WebAssembly types and inserts the casts that narrowing implies. The subset:
// classes are struct types (fields declared by constructor parameter properties or property declarations, final unless
// extended), `MutArray<T>`, `Bytes` and classes that extend TermArray are array types, functions are functions, `declare function`
// imports from JavaScript, top-level `let`/`const` are globals, or constants where the checker knows a literal. JSDoc tags: `@js` exports
// a function to JavaScript, `@jit` one or a global to compiled code, `@inline` expands it at every call. No closures, no exceptions, no
// strings.
//
// Functions that meet JavaScript carry `externref` wherever the source says Term: V8 inlines such small exports into the
// JavaScript caller, and checks each `(ref eq)` in a signature at 18 ns a call otherwise (measured).
import ts from 'typescript';

type WasmType =
  | { kind: 'i32' | 'i64' | 'f64' | 'void' | 'extern' | 'never' }
  | { kind: 'ref'; heap: string; nullable: boolean };

const I32: WasmType = { kind: 'i32' };
const I64: WasmType = { kind: 'i64' };
const F64: WasmType = { kind: 'f64' };
const VOID: WasmType = { kind: 'void' };
const NEVER: WasmType = { kind: 'never' };
const EXTERN: WasmType = { kind: 'extern' };
const EQ: WasmType = { kind: 'ref', heap: 'eq', nullable: false };

interface Code {
  text: string;
  type: WasmType;
}
interface Field {
  name: string;
  type: WasmType;
  mutable: boolean;
}
interface StructType {
  name: string;
  fields: Field[];
  parent?: string;
  extended: boolean;
}
interface ArrayType {
  name: string;
  element: string;
  type: WasmType;
}
interface FunctionInfo {
  name: string;
  params: { name: string; type: WasmType }[];
  result: WasmType;
  node: ts.FunctionDeclaration;
  imported: boolean;
  js: boolean;
  jit: boolean;
  inline: boolean;
}
interface GlobalInfo {
  name: string;
  type: WasmType;
  mutable: boolean;
  init: ts.Expression;
  jit: boolean;
}
/** A type of the recursion group; the types of fields and elements in text, `i8` for bytes. */
export interface TypeDescription {
  name: string;
  parent?: string;
  final: boolean;
  fields?: { name: string; type: string; mutable: boolean }[];
  element?: string;
}
/** What compiled code may call, its types in text; a global where there are no parameters. */
export interface JitDescription {
  name: string;
  params?: string[];
  result: string;
}
/** One exported function as JavaScript sees it. */
export interface JsSignature {
  name: string;
  params: { name: string; type: string }[];
  result: string;
  doc: string;
}
export interface CompiledText {
  wat: string;
  exports: JsSignature[];
  imports: JsSignature[];
  types: TypeDescription[];
  jit: JitDescription[];
}

/** What the names of exports for compiled code begin with. */
export const JIT_PREFIX = 'jit.';

class CompileError extends Error {}

interface Scope {
  vars: Map<ts.Symbol, { local: string; type: WasmType }>;
  /** Where `return` goes: the function itself, or the block of an inlined body. */
  returnLabel?: string;
  returnType: WasmType;
}
interface Target {
  label?: string;
  breakTo: string;
  continueTo?: string;
  /** A block: only a `break` that names it leaves it. */
  labelOnly?: boolean;
}

const isRef = (t: WasmType): t is { kind: 'ref'; heap: string; nullable: boolean } =>
  t.kind === 'ref';

/** What a class extends, if anything. */
function superclass(s: ts.ClassDeclaration): string | undefined {
  const heritage = s.heritageClauses?.[0]?.types[0];
  return heritage && (heritage.expression as ts.Identifier).text;
}

/** Arrays of up to so many elements are copied by making the copy of them. */
const LISTED = 16;

/** What `copyOf` calls: a case for each of the small lengths, and one for all others. */
function copyFunction(heap: string): string {
  const lengths = Array.from({ length: LISTED }, (_, i) => i + 1);
  const element = (i: number) => `(array.get $${heap} (local.get $a) (i32.const ${i}))`;
  const cases = lengths.map((n) => {
    const elements = Array.from({ length: n }, (_, i) => element(i)).join(' ');
    return `) (return (array.new_fixed $${heap} ${n} ${elements}))`;
  });
  const blocks = lengths.map((n) => `(block $${n}`).reverse();
  const targets = lengths.map((n) => `$${n}`);
  return `(func $copyOf.${heap} (param $a (ref $${heap})) (result (ref $${heap}))
    (local $n i32) (local $copy (ref $${heap}))
    (block $other ${blocks.join(' ')}
      (br_table $other ${targets.join(' ')} $other (local.tee $n (array.len (local.get $a))))
    ${cases.join('\n')})
    (local.set $copy (array.new $${heap} (ref.i31 (i32.const 0)) (local.get $n)))
    (array.copy $${heap} $${heap} (local.get $copy) (i32.const 0) (local.get $a) (i32.const 0) (local.get $n))
    (local.get $copy))`;
}

export function compile(roots: string[], libFile: string): CompiledText {
  const program = ts.createProgram([...roots, libFile], {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    allowImportingTsExtensions: true,
    noEmit: true,
    strict: true,
    noLib: true,
    types: [],
  });
  const diagnostics = ts.getPreEmitDiagnostics(program);
  if (diagnostics.length > 0) {
    throw new CompileError(
      ts.formatDiagnostics(diagnostics, {
        getCanonicalFileName: (f) => f,
        getCurrentDirectory: () => process.cwd(),
        getNewLine: () => '\n',
      }),
    );
  }
  return new Compiler(program).run();
}

class Compiler {
  readonly checker: ts.TypeChecker;
  readonly files: ts.SourceFile[];
  readonly structs = new Map<string, StructType>();
  readonly arrays = new Map<string, ArrayType>();
  readonly typeOrder: string[] = [];
  /** The array types of which there are copies. */
  readonly copied = new Set<string>();
  readonly functions = new Map<ts.Symbol, FunctionInfo>();
  readonly globals = new Map<ts.Symbol, GlobalInfo>();

  // State of the function being compiled.
  locals: { name: string; type: WasmType }[] = [];
  scopes: Scope[] = [];
  targets: Target[] = [];
  counter = 0;

  constructor(program: ts.Program) {
    this.checker = program.getTypeChecker();
    this.files = program.getSourceFiles().filter((f) => f.fileName.endsWith('.wasm.ts'));
  }

  fail(node: ts.Node, message: string): never {
    const file = node.getSourceFile();
    const { line, character } = file.getLineAndCharacterOfPosition(node.getStart());
    throw new CompileError(`${file.fileName}:${line + 1}:${character + 1}: ${message}`);
  }

  run(): CompiledText {
    for (const file of this.files) for (const s of file.statements) this.declareType(s);
    for (const file of this.files) for (const s of file.statements) this.fillType(s);
    for (const file of this.files) for (const s of file.statements) this.declareValue(s);
    const out: string[] = ['(module'];
    out.push(this.typeSection());
    const imports: JsSignature[] = [];
    const exports: JsSignature[] = [];
    for (const f of this.functions.values()) {
      if (!f.imported) continue;
      imports.push(this.signature(f));
      const params = f.params.map((p) => `(param ${this.outer(p.type)})`).join(' ');
      const result = f.result.kind === 'void' ? '' : `(result ${this.outer(f.result)})`;
      out.push(`(import "env" "${f.name}" (func $import.${f.name} ${params} ${result}))`);
    }
    out.push('(memory (export "memory") 4)', '(table $code (export "table") 1 funcref)');
    const jit: JitDescription[] = [];
    for (const g of this.globals.values()) {
      const init = this.coerce(this.expression(g.init, g.type), g.type, g.init);
      const type = g.mutable ? `(mut ${this.typeText(g.type)})` : this.typeText(g.type);
      const name = g.jit ? `(export "${JIT_PREFIX}${g.name}")` : '';
      out.push(`(global $${g.name} ${name} ${type} ${init})`);
      if (g.jit) jit.push({ name: g.name, result: this.typeText(g.type) });
    }
    for (const f of this.functions.values()) {
      if (f.imported) out.push(this.importWrapper(f));
      else {
        if (!f.inline) out.push(this.func(f));
        if (f.js) {
          exports.push(this.signature(f));
          out.push(this.exportWrapper(f));
        }
        if (f.jit) {
          const result = f.result.kind === 'void' ? 'none' : this.typeText(f.result);
          jit.push({ name: f.name, params: f.params.map((p) => this.typeText(p.type)), result });
          out.push(`(export "${JIT_PREFIX}${f.name}" (func $${f.name}))`);
        }
      }
    }
    for (const heap of this.copied) out.push(copyFunction(heap));
    out.push(')');
    return { wat: out.join('\n'), exports, imports, types: this.typeDescriptions(), jit };
  }

  // ---- types

  declareType(s: ts.Statement) {
    if (ts.isClassDeclaration(s)) {
      const name = s.name!.text;
      if (this.isType(name)) this.fail(s, `class ${name} is declared twice`);
      if (superclass(s) === 'TermArray') {
        this.arrayType(name, this.typeText(EQ), EQ);
        return;
      }
      this.structs.set(name, { name, fields: [], extended: false });
      this.typeOrder.push(name);
    }
  }

  fillType(s: ts.Statement) {
    if (!ts.isClassDeclaration(s)) return;
    const struct = this.structs.get(s.name!.text);
    if (struct === undefined) return;
    struct.parent = superclass(s);
    if (struct.parent !== undefined) {
      const parent = this.structs.get(struct.parent);
      if (!parent) this.fail(s, `unknown superclass ${struct.parent}`);
      parent.extended = true;
    }
    for (const m of s.members) {
      if (ts.isConstructorDeclaration(m)) {
        for (const p of m.parameters) {
          const flags = ts.getCombinedModifierFlags(p);
          if (!(flags & ts.ModifierFlags.ParameterPropertyModifier)) continue;
          struct.fields.push({
            name: (p.name as ts.Identifier).text,
            type: this.typeNode(p.type!),
            mutable: !(flags & ts.ModifierFlags.Readonly),
          });
        }
      } else if (
        ts.getCombinedModifierFlags(m as ts.PropertyDeclaration) & ts.ModifierFlags.Ambient
      ) {
        // `declare` members only keep the checker from confusing classes of the same shape.
      } else this.fail(m, 'only a constructor with parameter properties is allowed in a class');
    }
  }

  isType(name: string): boolean {
    return this.structs.has(name) || this.arrays.has(name);
  }

  /** All fields, inherited ones first. */
  fieldsOf(name: string): Field[] {
    const s = this.structs.get(name)!;
    return s.parent ? [...this.fieldsOf(s.parent), ...s.fields] : s.fields;
  }

  typeDescriptions(): TypeDescription[] {
    // A supertype has to come before its subtypes in the group.
    const done = new Set<string>();
    const types: TypeDescription[] = [];
    const add = (name: string) => {
      if (done.has(name)) return;
      done.add(name);
      const s = this.structs.get(name);
      if (!s) {
        types.push({ name, final: true, element: this.arrays.get(name)!.element });
        return;
      }
      if (s.parent) add(s.parent);
      const fields = this.fieldsOf(name).map((f) => ({ ...f, type: this.typeText(f.type) }));
      types.push({ name, parent: s.parent, final: !s.extended, fields });
    };
    for (const name of [...this.typeOrder]) add(name);
    return types;
  }

  typeSection(): string {
    const text = this.typeDescriptions().map(({ name, parent, final, fields, element }) => {
      if (fields === undefined) return `(type $${name} (array (mut ${element})))`;
      const all = fields.map((f) => `(field $${f.name} ${f.mutable ? `(mut ${f.type})` : f.type})`);
      const above = `${final ? 'final ' : ''}${parent ? `$${parent} ` : ''}`;
      return `(type $${name} (sub ${above}(struct ${all.join(' ')})))`;
    });
    return `(rec\n${text.join('\n')}\n)`;
  }

  typeNode(n: ts.TypeNode): WasmType {
    if (n.kind === ts.SyntaxKind.VoidKeyword) return VOID;
    if (n.kind === ts.SyntaxKind.NeverKeyword) return NEVER;
    if (n.kind === ts.SyntaxKind.BooleanKeyword) return I32;
    if (ts.isUnionTypeNode(n)) {
      const rest = n.types.filter(
        (t) => !(ts.isLiteralTypeNode(t) && t.literal.kind === ts.SyntaxKind.NullKeyword),
      );
      if (rest.length !== 1) this.fail(n, 'the only union is with null');
      const t = this.typeNode(rest[0]);
      return isRef(t)
        ? { ...t, nullable: true }
        : t.kind === 'extern'
          ? t
          : this.fail(n, 'not nullable');
    }
    if (ts.isTypeReferenceNode(n)) {
      const name = (n.typeName as ts.Identifier).text;
      switch (name) {
        case 'i32':
          return I32;
        case 'i64':
          return I64;
        case 'f64':
          return F64;
        case 'extern':
          return EXTERN;
        case 'Term':
          return EQ;
        case 'Bytes':
          return this.arrayType('Bytes', 'i8', I32);
        case 'MutArray': {
          const element = this.typeNode(n.typeArguments![0]);
          return this.arrayType(`Array.${this.typeName(element)}`, this.typeText(element), element);
        }
      }
      if (this.isType(name)) return { kind: 'ref', heap: name, nullable: false };
      const symbol = this.resolve(this.checker.getSymbolAtLocation(n.typeName)!);
      const alias = symbol.declarations?.find(ts.isTypeAliasDeclaration);
      if (alias) return this.typeNode(alias.type);
    }
    return this.fail(n, `not a WebAssembly type: ${n.getText()}`);
  }

  arrayType(name: string, element: string, type: WasmType): WasmType {
    if (!this.arrays.has(name)) {
      this.arrays.set(name, { name, element, type });
      this.typeOrder.push(name);
    }
    return { kind: 'ref', heap: name, nullable: false };
  }

  typeName(t: WasmType): string {
    return isRef(t) ? `${t.heap}${t.nullable ? '.null' : ''}` : t.kind;
  }

  typeText(t: WasmType): string {
    if (isRef(t)) return `(ref ${t.nullable ? 'null ' : ''}${this.heapText(t.heap)})`;
    return t.kind === 'extern' ? 'externref' : t.kind;
  }

  heapText(heap: string): string {
    return heap === 'eq' || heap === 'i31' ? heap : `$${heap}`;
  }

  // ---- declarations

  resolve(symbol: ts.Symbol): ts.Symbol {
    return symbol.flags & ts.SymbolFlags.Alias ? this.checker.getAliasedSymbol(symbol) : symbol;
  }

  declareValue(s: ts.Statement) {
    if (ts.isFunctionDeclaration(s)) {
      const tags = new Set(ts.getJSDocTags(s).map((t) => t.tagName.text));
      const symbol = this.checker.getSymbolAtLocation(s.name!)!;
      const name = s.name!.text;
      for (const f of this.functions.values())
        if (f.name === name) this.fail(s, `function ${name} is declared twice`);
      this.functions.set(symbol, {
        name,
        params: s.parameters.map((p) => ({
          name: (p.name as ts.Identifier).text,
          type: this.typeNode(p.type!),
        })),
        result: s.type ? this.typeNode(s.type) : this.fail(s, 'a function needs a result type'),
        node: s,
        imported: !s.body,
        js: tags.has('js'),
        jit: tags.has('jit'),
        inline: tags.has('inline'),
      });
    } else if (ts.isVariableStatement(s)) {
      const jit = ts.getJSDocTags(s).some((t) => t.tagName.text === 'jit');
      for (const d of s.declarationList.declarations) {
        const symbol = this.checker.getSymbolAtLocation(d.name)!;
        const mutable = !(s.declarationList.flags & ts.NodeFlags.Const);
        if (!mutable && this.constantOf(d.name as ts.Identifier) !== undefined) continue;
        const type = d.type
          ? this.typeNode(d.type)
          : this.expression(d.initializer!, undefined).type;
        this.globals.set(symbol, {
          name: (d.name as ts.Identifier).text,
          type,
          mutable,
          init: d.initializer!,
          jit,
        });
      }
    }
  }

  signature(f: FunctionInfo): JsSignature {
    const js = (t: ts.TypeNode | undefined): string => {
      if (!t) return 'void';
      const text = t.getText();
      if (['i32', 'f64'].includes(text)) return 'number';
      if (text === 'i64') return 'bigint';
      if (['boolean', 'void', 'never'].includes(text)) return text;
      const w = this.typeNode(t);
      if (w.kind === 'extern') return 'unknown';
      return isRef(w) && w.nullable ? 'Term | null' : 'Term';
    };
    const doc = ts.getJSDocCommentsAndTags(f.node).find(ts.isJSDoc)?.comment;
    return {
      name: f.name,
      params: f.node.parameters.map((p) => ({
        name: (p.name as ts.Identifier).text,
        type: js(p.type),
      })),
      result: js(f.node.type),
      doc: typeof doc === 'string' ? doc : '',
    };
  }

  /** A type as JavaScript meets it. */
  outer(t: WasmType): string {
    return isRef(t) ? 'externref' : this.typeText(t);
  }

  importWrapper(f: FunctionInfo): string {
    const params = f.params.map((p, i) => `(param $p${i} ${this.typeText(p.type)})`).join(' ');
    const result = f.result.kind === 'void' ? '' : `(result ${this.typeText(f.result)})`;
    const args = f.params.map((p, i) =>
      isRef(p.type) ? `(extern.convert_any (local.get $p${i}))` : `(local.get $p${i})`,
    );
    return `(func $${f.name} ${params} ${result} ${this.fromExtern(`(call $import.${f.name} ${args.join(' ')})`, f.result)})`;
  }

  exportWrapper(f: FunctionInfo): string {
    const params = f.params.map((p, i) => `(param $p${i} ${this.outer(p.type)})`).join(' ');
    const result =
      f.result.kind === 'void' || f.result.kind === 'never'
        ? ''
        : `(result ${this.outer(f.result)})`;
    const args = f.params.map((p, i) => this.fromExtern(`(local.get $p${i})`, p.type));
    const call = `(call $${f.name} ${args.join(' ')})`;
    const body = isRef(f.result) ? `(extern.convert_any ${call})` : call;
    if (f.inline) this.fail(f.node, '@js and @inline exclude each other');
    return `(func $js.${f.name} (export "${f.name}") ${params} ${result} ${body})`;
  }

  fromExtern(text: string, t: WasmType): string {
    return isRef(t) ? `(ref.cast ${this.typeText(t)} (any.convert_extern ${text}))` : text;
  }

  func(f: FunctionInfo): string {
    this.locals = [];
    this.targets = [];
    const scope: Scope = { vars: new Map(), returnType: f.result };
    this.scopes = [scope];
    const params = f.params.map((p, i) => {
      scope.vars.set(this.checker.getSymbolAtLocation(f.node.parameters[i].name)!, {
        local: p.name,
        type: p.type,
      });
      return `(param $${p.name} ${this.typeText(p.type)})`;
    });
    const body = f.node.body!.statements.map((s) => this.statement(s)).join('\n');
    const locals = this.locals.map((l) => `(local $${l.name} ${this.typeText(l.type)})`).join(' ');
    const noResult = f.result.kind === 'void' || f.result.kind === 'never';
    const result = noResult ? '' : `(result ${this.typeText(f.result)})`;
    const end = f.result.kind === 'void' ? '' : '(unreachable)';
    return `(func $${f.name} ${params.join(' ')} ${result} ${locals}\n${body} ${end})`;
  }

  // ---- statements

  label(prefix: string): string {
    return `$${prefix}.${++this.counter}`;
  }

  newLocal(name: string, type: WasmType): string {
    const local = `${name}.${++this.counter}`;
    this.locals.push({ name: local, type });
    return local;
  }

  statement(s: ts.Statement): string {
    if (ts.isBlock(s)) return s.statements.map((x) => this.statement(x)).join('\n');
    if (ts.isVariableStatement(s)) return this.variables(s.declarationList);
    if (ts.isExpressionStatement(s)) {
      const c = this.expression(s.expression, undefined, true);
      return c.type.kind === 'void' || c.type.kind === 'never' ? c.text : `(drop ${c.text})`;
    }
    if (ts.isIfStatement(s)) {
      const test = this.condition(s.expression);
      const yes = this.statement(s.thenStatement);
      const no = s.elseStatement ? `(else ${this.statement(s.elseStatement)})` : '';
      return `(if ${test} (then ${yes}) ${no})`;
    }
    if (ts.isReturnStatement(s)) return this.returnStatement(s);
    if (ts.isWhileStatement(s))
      return this.loop(s, undefined, s.expression, undefined, s.statement, false);
    if (ts.isDoStatement(s))
      return this.loop(s, undefined, s.expression, undefined, s.statement, true);
    if (ts.isForStatement(s)) {
      const init = s.initializer
        ? ts.isVariableDeclarationList(s.initializer)
          ? this.variables(s.initializer)
          : this.dropped(s.initializer)
        : '';
      return `${init} ${this.loop(s, undefined, s.condition, s.incrementor, s.statement, false)}`;
    }
    if (ts.isLabeledStatement(s)) {
      if (ts.isBlock(s.statement)) {
        const breakTo = this.label('break');
        this.targets.push({ label: s.label.text, breakTo, labelOnly: true });
        const body = this.statement(s.statement);
        this.targets.pop();
        return `(block ${breakTo} ${body})`;
      }
      this.pendingLabel = s.label.text;
      return this.statement(s.statement);
    }
    if (ts.isBreakStatement(s)) return `(br ${this.target(s, s.label?.text, false)})`;
    if (ts.isContinueStatement(s)) return `(br ${this.target(s, s.label?.text, true)})`;
    if (ts.isSwitchStatement(s)) return this.switchStatement(s);
    if (ts.isEmptyStatement(s)) return '';
    return this.fail(s, `no such statement in the subset: ${ts.SyntaxKind[s.kind]}`);
  }

  pendingLabel: string | undefined;

  target(node: ts.Node, label: string | undefined, isContinue: boolean): string {
    for (let i = this.targets.length - 1; i >= 0; i--) {
      const t = this.targets[i];
      if (label === undefined ? t.labelOnly : t.label !== label) continue;
      if (!isContinue) return t.breakTo;
      if (t.continueTo) return t.continueTo;
    }
    return this.fail(node, 'nowhere to jump');
  }

  variables(list: ts.VariableDeclarationList): string {
    const out: string[] = [];
    for (const d of list.declarations) {
      const symbol = this.checker.getSymbolAtLocation(d.name)!;
      const name = (d.name as ts.Identifier).text;
      const declared = d.type ? this.typeNode(d.type) : undefined;
      if (!d.initializer) {
        if (!declared) this.fail(d, 'a variable needs a type or a value');
        // Without a value at once WebAssembly wants a type that has a default.
        const type = isRef(declared) ? { ...declared, nullable: true } : declared;
        this.scope.vars.set(symbol, { local: this.newLocal(name, type), type });
        continue;
      }
      const init = this.expression(d.initializer, declared);
      const type = declared ?? init.type;
      const text = this.coerce(init, type, d);
      const local = this.newLocal(name, type);
      this.scope.vars.set(symbol, { local, type });
      out.push(`(local.set $${local} ${text})`);
    }
    return out.join('\n');
  }

  get scope(): Scope {
    return this.scopes[this.scopes.length - 1];
  }

  lookup(symbol: ts.Symbol) {
    for (let i = this.scopes.length - 1; i >= 0; i--) {
      const v = this.scopes[i].vars.get(symbol);
      if (v) return v;
    }
    return undefined;
  }

  dropped(e: ts.Expression): string {
    const c = this.expression(e, undefined, true);
    return c.type.kind === 'void' || c.type.kind === 'never' ? c.text : `(drop ${c.text})`;
  }

  returnStatement(s: ts.ReturnStatement): string {
    const { returnLabel, returnType } = this.scope;
    const jump = (value: string) =>
      returnLabel ? `(br ${returnLabel} ${value})` : `(return ${value})`;
    if (!s.expression) return jump('');
    const c = this.expression(s.expression, returnType);
    if (returnType.kind === 'void' || c.type.kind === 'never')
      return `${c.text} ${returnType.kind === 'void' ? jump('') : ''}`;
    return jump(this.coerce(c, returnType, s));
  }

  loop(
    node: ts.Node,
    _: undefined,
    test: ts.Expression | undefined,
    step: ts.Expression | undefined,
    body: ts.Statement,
    testLast: boolean,
  ): string {
    const name = this.pendingLabel;
    this.pendingLabel = undefined;
    const breakTo = this.label('break');
    const top = this.label('loop');
    const simple = !step && !testLast;
    const continueTo = simple ? top : this.label('continue');
    this.targets.push({ label: name, breakTo, continueTo });
    const inner = this.statement(body);
    this.targets.pop();
    const wrapped = simple ? inner : `(block ${continueTo} ${inner})`;
    const advance = step ? this.dropped(step) : '';
    if (testLast)
      return `(block ${breakTo} (loop ${top} ${wrapped} (br_if ${top} ${this.condition(test!)})))`;
    const exit = test ? `(br_if ${breakTo} (i32.eqz ${this.condition(test)}))` : '';
    void node;
    return `(block ${breakTo} (loop ${top} ${exit} ${wrapped} ${advance} (br ${top})))`;
  }

  switchStatement(s: ts.SwitchStatement): string {
    const name = this.pendingLabel;
    this.pendingLabel = undefined;
    const breakTo = this.label('break');
    const clauses = s.caseBlock.clauses;
    const labels = clauses.map(() => this.label('case'));
    const value = this.expression(s.expression, I32);
    if (value.type.kind !== 'i32') this.fail(s, 'switch wants an i32');
    const cases: { value: number; label: string }[] = [];
    let fallback = breakTo;
    clauses.forEach((c, i) => {
      if (ts.isDefaultClause(c)) fallback = labels[i];
      else
        cases.push({
          value: this.constantOf(c.expression) ?? this.fail(c, 'a case must be constant'),
          label: labels[i],
        });
    });
    const min = Math.min(...cases.map((c) => c.value));
    const max = Math.max(...cases.map((c) => c.value));
    let dispatch: string;
    if (max - min < 4 * cases.length + 8) {
      const table: string[] = new Array(max - min + 1).fill(fallback);
      for (const c of cases) table[c.value - min] = c.label;
      const index = min === 0 ? value.text : `(i32.sub ${value.text} (i32.const ${min}))`;
      dispatch = `(br_table ${table.join(' ')} ${fallback} ${index})`;
    } else {
      const local = this.newLocal('switch', I32);
      const tests = cases.map(
        (c) => `(br_if ${c.label} (i32.eq (local.get $${local}) (i32.const ${c.value})))`,
      );
      dispatch = `(local.set $${local} ${value.text}) ${tests.join(' ')} (br ${fallback})`;
    }
    this.targets.push({ label: name, breakTo });
    let text = dispatch;
    clauses.forEach((c, i) => {
      text = `(block ${labels[i]} ${text})\n${c.statements.map((x) => this.statement(x)).join('\n')}`;
    });
    this.targets.pop();
    return `(block ${breakTo} ${text})`;
  }

  // ---- expressions

  condition(e: ts.Expression): string {
    const c = this.expression(e, I32);
    if (c.type.kind !== 'i32') this.fail(e, 'a condition must be boolean');
    return c.text;
  }

  constantOf(e: ts.Expression): number | undefined {
    if (ts.isParenthesizedExpression(e)) return this.constantOf(e.expression);
    if (ts.isNumericLiteral(e)) return Number(e.text);
    if (ts.isPrefixUnaryExpression(e)) {
      const v = this.constantOf(e.operand);
      if (v === undefined) return undefined;
      if (e.operator === ts.SyntaxKind.MinusToken) return -v;
      if (e.operator === ts.SyntaxKind.TildeToken) return ~v;
      return undefined;
    }
    if (ts.isBinaryExpression(e)) {
      const a = this.constantOf(e.left);
      const b = this.constantOf(e.right);
      if (a === undefined || b === undefined) return undefined;
      switch (e.operatorToken.kind) {
        case ts.SyntaxKind.PlusToken:
          return a + b;
        case ts.SyntaxKind.MinusToken:
          return a - b;
        case ts.SyntaxKind.AsteriskToken:
          return a * b;
        case ts.SyntaxKind.BarToken:
          return a | b;
        case ts.SyntaxKind.AmpersandToken:
          return a & b;
        case ts.SyntaxKind.LessThanLessThanToken:
          return a << b;
      }
      return undefined;
    }
    if (ts.isElementAccessExpression(e) && ts.isStringLiteral(e.argumentExpression)) {
      const t = this.checker.getTypeAtLocation(e);
      return t.isNumberLiteral() ? t.value : undefined;
    }
    if (ts.isIdentifier(e) || ts.isPropertyAccessExpression(e)) {
      let symbol = this.checker.getSymbolAtLocation(e);
      if (!symbol) return undefined;
      symbol = this.resolve(symbol);
      const d = symbol.valueDeclaration;
      if (d && ts.isVariableDeclaration(d)) {
        const constant = d.parent.flags & ts.NodeFlags.Const && !d.type && d.initializer;
        return constant && this.isTopLevel(d) ? this.constantOf(d.initializer!) : undefined;
      }
      if (d && ts.isPropertyAssignment(d)) {
        const t = this.checker.getTypeAtLocation(e);
        return t.isNumberLiteral() ? t.value : undefined;
      }
    }
    return undefined;
  }

  isTopLevel(d: ts.VariableDeclaration): boolean {
    return ts.isSourceFile(d.parent.parent.parent);
  }

  constant(value: number, expected: WasmType | undefined): Code {
    const type =
      expected && ['i32', 'i64', 'f64'].includes(expected.kind)
        ? expected
        : Number.isInteger(value)
          ? I32
          : F64;
    const text =
      type.kind === 'i32' ? String(value | 0 || 0) : Object.is(value, -0) ? '-0' : String(value);
    return { text: `(${type.kind}.const ${text === 'Infinity' ? 'inf' : text})`, type };
  }

  expression(e: ts.Expression, expected?: WasmType, dropResult = false): Code {
    const constant = this.constantOf(e);
    if (constant !== undefined) return this.constant(constant, expected);
    if (ts.isParenthesizedExpression(e)) return this.expression(e.expression, expected, dropResult);
    if (ts.isNonNullExpression(e)) {
      const c = this.expression(e.expression, expected);
      return isRef(c.type) && c.type.nullable
        ? { text: `(ref.as_non_null ${c.text})`, type: { ...c.type, nullable: false } }
        : c;
    }
    switch (e.kind) {
      case ts.SyntaxKind.TrueKeyword:
        return { text: '(i32.const 1)', type: I32 };
      case ts.SyntaxKind.FalseKeyword:
        return { text: '(i32.const 0)', type: I32 };
      case ts.SyntaxKind.NullKeyword: {
        if (expected?.kind === 'extern') return { text: '(ref.null extern)', type: EXTERN };
        const heap = expected && isRef(expected) ? expected.heap : 'eq';
        return {
          text: `(ref.null ${this.heapText(heap)})`,
          type: { kind: 'ref', heap, nullable: true },
        };
      }
    }
    if (ts.isIdentifier(e)) return this.identifier(e);
    if (ts.isAsExpression(e)) {
      const type = this.typeNode(e.type);
      return { text: this.coerce(this.expression(e.expression, type), type, e), type };
    }
    if (ts.isPropertyAccessExpression(e)) return this.property(e);
    if (ts.isElementAccessExpression(e)) {
      const { array, type, get } = this.element(e);
      const index = this.expression(e.argumentExpression, I32);
      return { text: `(${get} $${array.heap} ${array.text} ${index.text})`, type };
    }
    if (ts.isCallExpression(e)) return this.call(e, expected);
    if (ts.isNewExpression(e)) {
      const name = (e.expression as ts.Identifier).text;
      if (!this.structs.has(name)) this.fail(e, `no such class: ${name}`);
      const fields = this.fieldsOf(name);
      const args = (e.arguments ?? []).map((a, i) =>
        this.coerce(this.expression(a, fields[i]?.type), fields[i]?.type, a),
      );
      if (args.length !== fields.length) this.fail(e, `${name} has ${fields.length} fields`);
      return {
        text: `(struct.new $${name} ${args.join(' ')})`,
        type: { kind: 'ref', heap: name, nullable: false },
      };
    }
    if (ts.isConditionalExpression(e)) {
      const test = this.condition(e.condition);
      let yes = this.expression(e.whenTrue, expected);
      let no = this.expression(e.whenFalse, expected ?? yes.type);
      if (yes.type.kind !== no.type.kind && this.constantOf(e.whenTrue) !== undefined)
        yes = this.expression(e.whenTrue, no.type);
      if (no.type.kind === 'never') no = { text: no.text, type: yes.type };
      const type = expected && isRef(expected) ? expected : this.join(yes.type, no.type, e);
      return {
        text: `(if (result ${this.typeText(type)}) ${test} (then ${this.coerce(yes, type, e)}) (else ${this.coerce(no, type, e)}))`,
        type,
      };
    }
    if (ts.isPrefixUnaryExpression(e)) return this.prefix(e, expected, dropResult);
    if (ts.isPostfixUnaryExpression(e)) {
      if (!dropResult) this.fail(e, 'x++ has no value here; write it as a statement');
      return this.increment(e.operand, e.operator === ts.SyntaxKind.PlusPlusToken ? 'add' : 'sub');
    }
    if (ts.isBinaryExpression(e)) return this.binary(e, expected, dropResult);
    return this.fail(e, `no such expression in the subset: ${ts.SyntaxKind[e.kind]}`);
  }

  join(a: WasmType, b: WasmType, node: ts.Node): WasmType {
    if (isRef(a) && isRef(b)) {
      const nullable = a.nullable || b.nullable;
      if (a.heap === b.heap) return { ...a, nullable };
      return {
        kind: 'ref',
        heap: this.isSubtype(a.heap, b.heap)
          ? b.heap
          : this.isSubtype(b.heap, a.heap)
            ? a.heap
            : 'eq',
        nullable,
      };
    }
    if (a.kind !== b.kind) this.fail(node, `${this.typeName(a)} against ${this.typeName(b)}`);
    return a;
  }

  isSubtype(a: string, b: string): boolean {
    if (a === b || b === 'eq') return true;
    const parent = this.structs.get(a)?.parent;
    return parent !== undefined && this.isSubtype(parent, b);
  }

  coerce(c: Code, to: WasmType | undefined, node: ts.Node): string {
    if (!to || c.type.kind === 'never') return c.text;
    if (isRef(c.type) && isRef(to)) {
      if (this.isSubtype(c.type.heap, to.heap)) {
        return c.type.nullable && !to.nullable ? `(ref.as_non_null ${c.text})` : c.text;
      }
      if (to.heap !== 'i31' && !this.isSubtype(to.heap, c.type.heap) && c.type.heap !== 'eq') {
        this.fail(node, `a ${c.type.heap} is never a ${to.heap}`);
      }
      return `(ref.cast ${this.typeText(to)} ${c.text})`;
    }
    if (c.type.kind !== to.kind)
      this.fail(node, `${this.typeName(c.type)} where ${this.typeName(to)} is wanted`);
    return c.text;
  }

  identifier(e: ts.Identifier): Code {
    const symbol = this.resolve(this.checker.getSymbolAtLocation(e)!);
    const v = this.lookup(symbol);
    if (v) return { text: `(local.get $${v.local})`, type: v.type };
    const g = this.globals.get(symbol);
    if (g) return { text: `(global.get $${g.name})`, type: g.type };
    return this.fail(e, `not a variable: ${e.text}`);
  }

  /** A reference as the class or array that the checker has narrowed it to. */
  narrowed(e: ts.Expression, has: (heap: string) => boolean): { text: string; heap: string } {
    const c = this.expression(e);
    if (isRef(c.type) && has(c.type.heap)) return { text: c.text, heap: c.type.heap };
    const t = this.checker.getNonNullableType(this.checker.getTypeAtLocation(e));
    const name = t.symbol?.name ?? t.aliasSymbol?.name;
    if (!isRef(c.type) || !name || !has(name)) {
      return this.fail(
        e,
        `${e.getText()} is not known to be a struct or an array with that member`,
      );
    }
    return { text: `(ref.cast (ref $${name}) ${c.text})`, heap: name };
  }

  property(e: ts.PropertyAccessExpression): Code {
    const name = e.name.text;
    if (name === 'length') {
      const c = this.narrowed(e.expression, (h) => this.arrays.has(h));
      return { text: `(array.len ${c.text})`, type: I32 };
    }
    const c = this.narrowed(
      e.expression,
      (h) => this.structs.has(h) && this.fieldsOf(h).some((f) => f.name === name),
    );
    const field = this.fieldsOf(c.heap).find((f) => f.name === name)!;
    return { text: `(struct.get $${c.heap} $${name} ${c.text})`, type: field.type };
  }

  element(e: ts.ElementAccessExpression) {
    const array = this.narrowed(e.expression, (h) => this.arrays.has(h));
    const info = this.arrays.get(array.heap)!;
    return { array, type: info.type, get: info.element === 'i8' ? 'array.get_u' : 'array.get' };
  }

  prefix(e: ts.PrefixUnaryExpression, expected: WasmType | undefined, dropResult: boolean): Code {
    if (e.operator === ts.SyntaxKind.ExclamationToken)
      return { text: `(i32.eqz ${this.condition(e.operand)})`, type: I32 };
    if (
      e.operator === ts.SyntaxKind.PlusPlusToken ||
      e.operator === ts.SyntaxKind.MinusMinusToken
    ) {
      if (!dropResult) this.fail(e, '++x has no value here; write it as a statement');
      return this.increment(e.operand, e.operator === ts.SyntaxKind.PlusPlusToken ? 'add' : 'sub');
    }
    const c = this.expression(e.operand, expected);
    const k = c.type.kind;
    if (e.operator === ts.SyntaxKind.MinusToken) {
      return k === 'f64'
        ? { text: `(f64.neg ${c.text})`, type: F64 }
        : { text: `(${k}.sub (${k}.const 0) ${c.text})`, type: c.type };
    }
    if (e.operator === ts.SyntaxKind.TildeToken)
      return { text: `(${k}.xor ${c.text} (${k}.const -1))`, type: c.type };
    return this.fail(e, 'no such operator in the subset');
  }

  increment(target: ts.Expression, op: 'add' | 'sub'): Code {
    return this.assign(
      target,
      (current) => ({
        text: `(${current.type.kind}.${op} ${current.text} (${current.type.kind}.const 1))`,
        type: current.type,
      }),
      true,
    );
  }

  /** Stores what `value` makes of the current value; an object or index expression is evaluated twice, so it must be simple. */
  assign(target: ts.Expression, value: (current: Code) => Code, dropResult: boolean): Code {
    const done = (text: string): Code => ({ text, type: VOID });
    if (ts.isIdentifier(target)) {
      const symbol = this.resolve(this.checker.getSymbolAtLocation(target)!);
      const v = this.lookup(symbol);
      const current = this.identifier(target);
      const text = this.coerce(value(current), current.type, target);
      if (v) {
        return dropResult
          ? done(`(local.set $${v.local} ${text})`)
          : { text: `(local.tee $${v.local} ${text})`, type: v.type };
      }
      if (!dropResult) this.fail(target, 'assignment to a global has no value');
      return done(`(global.set $${this.globals.get(symbol)!.name} ${text})`);
    }
    if (!dropResult) this.fail(target, 'this assignment has no value; write it as a statement');
    if (ts.isPropertyAccessExpression(target)) {
      const current = this.property(target);
      const name = target.name.text;
      const c = this.narrowed(
        target.expression,
        (h) => this.structs.has(h) && this.fieldsOf(h).some((f) => f.name === name),
      );
      return done(
        `(struct.set $${c.heap} $${name} ${c.text} ${this.coerce(value(current), current.type, target)})`,
      );
    }
    if (ts.isElementAccessExpression(target)) {
      const { array, type, get } = this.element(target);
      const index = this.expression(target.argumentExpression, I32).text;
      const current = { text: `(${get} $${array.heap} ${array.text} ${index})`, type };
      return done(
        `(array.set $${array.heap} ${array.text} ${index} ${this.coerce(value(current), type, target)})`,
      );
    }
    return this.fail(target, 'cannot assign to this');
  }

  binary(e: ts.BinaryExpression, expected: WasmType | undefined, dropResult: boolean): Code {
    const K = ts.SyntaxKind;
    const op = e.operatorToken.kind;
    if (op === K.EqualsToken) {
      return this.assign(e.left, (current) => this.expression(e.right, current.type), dropResult);
    }
    const compound = COMPOUND.get(op);
    if (compound) {
      return this.assign(
        e.left,
        (current) => {
          const right = this.expression(e.right, current.type);
          if (right.type.kind !== current.type.kind) this.fail(e, 'operands of different types');
          return {
            text: `(${this.arith(compound, current.type, e)} ${current.text} ${right.text})`,
            type: current.type,
          };
        },
        dropResult,
      );
    }
    if (op === K.AmpersandAmpersandToken) {
      return {
        text: `(if (result i32) ${this.condition(e.left)} (then ${this.condition(e.right)}) (else (i32.const 0)))`,
        type: I32,
      };
    }
    if (op === K.BarBarToken) {
      return {
        text: `(if (result i32) ${this.condition(e.left)} (then (i32.const 1)) (else ${this.condition(e.right)}))`,
        type: I32,
      };
    }
    if (op === K.InstanceOfKeyword) {
      const c = this.expression(e.left);
      const name = (e.right as ts.Identifier).text;
      if (!this.isType(name)) this.fail(e, `no such class: ${name}`);
      return { text: `(ref.test (ref $${name}) ${c.text})`, type: I32 };
    }
    if (op === K.CommaToken) this.fail(e, 'no comma operator');
    const isEquality = op === K.EqualsEqualsEqualsToken || op === K.ExclamationEqualsEqualsToken;
    const negate = op === K.ExclamationEqualsEqualsToken;
    if (isEquality && (e.right.kind === K.NullKeyword || e.left.kind === K.NullKeyword)) {
      const c = this.expression(e.right.kind === K.NullKeyword ? e.left : e.right);
      const test = `(ref.is_null ${c.text})`;
      return { text: negate ? `(i32.eqz ${test})` : test, type: I32 };
    }
    // A literal takes the type of the other side.
    const hint = COMPARISONS.has(op) || isEquality ? undefined : expected;
    let left: Code;
    let right: Code;
    if (this.constantOf(e.left) !== undefined) {
      right = this.expression(e.right, hint);
      left = this.expression(e.left, right.type);
    } else {
      left = this.expression(e.left, hint);
      right = this.expression(e.right, left.type);
    }
    if (left.type.kind !== right.type.kind)
      this.fail(
        e,
        `operands of different types: ${this.typeName(left.type)}, ${this.typeName(right.type)}`,
      );
    if (isEquality) {
      if (isRef(left.type)) {
        const test = `(ref.eq ${left.text} ${right.text})`;
        return { text: negate ? `(i32.eqz ${test})` : test, type: I32 };
      }
      return {
        text: `(${left.type.kind}.${negate ? 'ne' : 'eq'} ${left.text} ${right.text})`,
        type: I32,
      };
    }
    const comparison = COMPARISONS.get(op);
    if (comparison) {
      const suffix = left.type.kind === 'f64' ? '' : '_s';
      return {
        text: `(${left.type.kind}.${comparison}${suffix} ${left.text} ${right.text})`,
        type: I32,
      };
    }
    const arith = ARITHMETIC.get(op);
    if (!arith) this.fail(e, `no such operator in the subset: ${ts.SyntaxKind[op]}`);
    return {
      text: `(${this.arith(arith, left.type, e)} ${left.text} ${right.text})`,
      type: left.type,
    };
  }

  arith(op: string, t: WasmType, node: ts.Node): string {
    if (!['i32', 'i64', 'f64'].includes(t.kind))
      this.fail(node, `arithmetic on ${this.typeName(t)}`);
    if (t.kind === 'f64') return `f64.${op === 'div_s' ? 'div' : op}`;
    return `${t.kind}.${op}`;
  }

  call(e: ts.CallExpression, expected: WasmType | undefined): Code {
    const name = (e.expression as ts.Identifier).text;
    const symbol = this.resolve(this.checker.getSymbolAtLocation(e.expression)!);
    const f = this.functions.get(symbol);
    if (!f) return this.intrinsic(e, name, expected);
    if (e.arguments.length !== f.params.length)
      this.fail(e, `${name} takes ${f.params.length} arguments`);
    const args = e.arguments.map((a, i) =>
      this.coerce(this.expression(a, f.params[i].type), f.params[i].type, a),
    );
    if (f.inline) return this.inlineCall(f, args);
    return { text: `(call $${f.name} ${args.join(' ')})`, type: f.result };
  }

  inlineCall(f: FunctionInfo, args: string[]): Code {
    const returnLabel = this.label(`inline.${f.name}`);
    const scope: Scope = { vars: new Map(), returnLabel, returnType: f.result };
    const sets = f.params.map((p, i) => {
      const local = this.newLocal(p.name, p.type);
      scope.vars.set(this.checker.getSymbolAtLocation(f.node.parameters[i].name)!, {
        local,
        type: p.type,
      });
      return `(local.set $${local} ${args[i]})`;
    });
    this.scopes.push(scope);
    const targets = this.targets;
    this.targets = [];
    const statements = f.node.body!.statements;
    let body: string;
    const only = statements.length === 1 ? statements[0] : undefined;
    if (only && ts.isReturnStatement(only) && only.expression) {
      body = this.coerce(this.expression(only.expression, f.result), f.result, only);
    } else {
      body = statements.map((s) => this.statement(s)).join('\n');
      if (f.result.kind !== 'void') body += ' (unreachable)';
    }
    this.targets = targets;
    this.scopes.pop();
    const result = f.result.kind === 'void' ? '' : `(result ${this.typeText(f.result)})`;
    return { text: `(block ${returnLabel} ${result} ${sets.join(' ')} ${body})`, type: f.result };
  }

  intrinsic(e: ts.CallExpression, name: string, expected: WasmType | undefined): Code {
    const arg = (i: number, t?: WasmType) => this.expression(e.arguments[i], t);
    const text = (i: number, t: WasmType) => this.coerce(arg(i, t), t, e.arguments[i]);
    const typeArg = (): { heap: string; element: WasmType } => {
      const t = e.typeArguments ? this.typeNode(e.typeArguments[0]) : expected;
      if (!t || !isRef(t) || !this.arrays.has(t.heap)) return this.fail(e, 'which array type?');
      return { heap: t.heap, element: this.arrays.get(t.heap)!.type };
    };
    switch (name) {
      case 'small':
        return {
          text: `(ref.i31 ${text(0, I32)})`,
          type: { kind: 'ref', heap: 'i31', nullable: false },
        };
      case 'isSmall':
        return { text: `(ref.test (ref i31) ${arg(0).text})`, type: I32 };
      case 'smallValue':
        return { text: `(i31.get_s (ref.cast (ref i31) ${arg(0).text}))`, type: I32 };
      case 'isTermArray':
        return { text: `(ref.test (ref ${this.heapText('Array.eq')}) ${arg(0).text})`, type: I32 };
      case 'newArray': {
        const { heap, element } = typeArg();
        return {
          text: `(array.new $${heap} ${text(0, element)} ${text(1, I32)})`,
          type: { kind: 'ref', heap, nullable: false },
        };
      }
      case 'newArrayDefault': {
        const { heap } = typeArg();
        return {
          text: `(array.new_default $${heap} ${text(0, I32)})`,
          type: { kind: 'ref', heap, nullable: false },
        };
      }
      case 'newArrayOf': {
        const { heap, element } = typeArg();
        const elements = e.arguments.map((_, i) => text(i, element));
        return {
          text: `(array.new_fixed $${heap} ${elements.length} ${elements.join(' ')})`,
          type: { kind: 'ref', heap, nullable: false },
        };
      }
      case 'copyOf': {
        const { text, heap } = this.narrowed(e.arguments[0], (h) => this.arrays.has(h));
        this.copied.add(heap);
        return {
          text: `(call $copyOf.${heap} ${text})`,
          type: { kind: 'ref', heap, nullable: false },
        };
      }
      case 'arrayCopy': {
        const dst = this.narrowed(e.arguments[0], (h) => this.arrays.has(h));
        const src = this.narrowed(e.arguments[2], (h) => this.arrays.has(h));
        return {
          text: `(array.copy $${dst.heap} $${src.heap} ${dst.text} ${text(1, I32)} ${src.text} ${text(3, I32)} ${text(4, I32)})`,
          type: VOID,
        };
      }
      case 'arrayFill': {
        const dst = this.narrowed(e.arguments[0], (h) => this.arrays.has(h));
        const element = this.arrays.get(dst.heap)!.type;
        return {
          text: `(array.fill $${dst.heap} ${dst.text} ${text(1, I32)} ${text(2, element)} ${text(3, I32)})`,
          type: VOID,
        };
      }
      case 'callCode': {
        const args = e.arguments.slice(3).map((_, i) => text(3 + i, EQ));
        const params = `(ref $Machine) i32${' (ref eq)'.repeat(args.length)}`;
        return {
          text: `(call_indirect $code (param ${params}) (result (ref null eq)) ${arg(1).text} ${text(2, I32)} ${args.join(' ')} ${text(0, I32)})`,
          type: { kind: 'ref', heap: 'eq', nullable: true },
        };
      }
      case 'unreachable':
        return { text: '(unreachable)', type: NEVER };
      case 'load8':
        return { text: `(i32.load8_u ${text(0, I32)})`, type: I32 };
      case 'store8':
        return { text: `(i32.store8 ${text(0, I32)} ${text(1, I32)})`, type: VOID };
      case 'load32':
        return { text: `(i32.load ${text(0, I32)})`, type: I32 };
      case 'store32':
        return { text: `(i32.store ${text(0, I32)} ${text(1, I32)})`, type: VOID };
      case 'load64':
        return { text: `(i64.load ${text(0, I32)})`, type: I64 };
      case 'store64':
        return { text: `(i64.store ${text(0, I32)} ${text(1, I64)})`, type: VOID };
      case 'memorySize':
        return { text: '(memory.size)', type: I32 };
      case 'memoryGrow':
        return { text: `(memory.grow ${text(0, I32)})`, type: I32 };
      case 'i32': {
        const c = arg(0);
        if (c.type.kind === 'i32') return c;
        return {
          text: `(${c.type.kind === 'i64' ? 'i32.wrap_i64' : 'i32.trunc_sat_f64_s'} ${c.text})`,
          type: I32,
        };
      }
      case 'i64': {
        const c = arg(0);
        if (c.type.kind === 'i64') return c;
        return {
          text: `(${c.type.kind === 'i32' ? 'i64.extend_i32_s' : 'i64.trunc_sat_f64_s'} ${c.text})`,
          type: I64,
        };
      }
      case 'u64':
        return { text: `(i64.extend_i32_u ${text(0, I32)})`, type: I64 };
      case 'f64': {
        const c = arg(0);
        return { text: `(f64.convert_${c.type.kind}_s ${c.text})`, type: F64 };
      }
      case 'f64FromU64':
        return { text: `(f64.convert_i64_u ${text(0, I64)})`, type: F64 };
      case 'f64FromBits':
        return { text: `(f64.reinterpret_i64 ${text(0, I64)})`, type: F64 };
      case 'bitsFromF64':
        return { text: `(i64.reinterpret_f64 ${text(0, F64)})`, type: I64 };
      case 'f64FromF32Bits':
        return { text: `(f64.promote_f32 (f32.reinterpret_i32 ${text(0, I32)}))`, type: F64 };
      case 'f32BitsFromF64':
        return { text: `(i32.reinterpret_f32 (f32.demote_f64 ${text(0, F64)}))`, type: I32 };
      case 'f64Trunc':
      case 'f64Floor':
      case 'f64Ceil':
      case 'f64Nearest':
      case 'f64Abs':
      case 'f64Sqrt':
        return { text: `(f64.${name.slice(3).toLowerCase()} ${text(0, F64)})`, type: F64 };
      case 'clz':
      case 'ctz':
      case 'popcnt': {
        const c = arg(0, expected);
        return { text: `(${c.type.kind}.${name} ${c.text})`, type: c.type };
      }
      case 'ltU':
      case 'leU':
      case 'gtU':
      case 'geU':
      case 'divU':
      case 'remU':
      case 'rotl': {
        const result = name === 'divU' || name === 'remU' || name === 'rotl';
        const a = arg(0, result ? expected : undefined);
        const b = arg(1, a.type);
        if (a.type.kind !== b.type.kind) this.fail(e, 'operands of different types');
        const op = name === 'rotl' ? 'rotl' : `${name.slice(0, -1)}_u`;
        return { text: `(${a.type.kind}.${op} ${a.text} ${b.text})`, type: result ? a.type : I32 };
      }
    }
    return this.fail(e, `no such function: ${name}`);
  }
}

const COMPOUND = new Map([
  [ts.SyntaxKind.PlusEqualsToken, 'add'],
  [ts.SyntaxKind.MinusEqualsToken, 'sub'],
  [ts.SyntaxKind.AsteriskEqualsToken, 'mul'],
  [ts.SyntaxKind.AmpersandEqualsToken, 'and'],
  [ts.SyntaxKind.BarEqualsToken, 'or'],
  [ts.SyntaxKind.CaretEqualsToken, 'xor'],
  [ts.SyntaxKind.LessThanLessThanEqualsToken, 'shl'],
  [ts.SyntaxKind.GreaterThanGreaterThanEqualsToken, 'shr_s'],
  [ts.SyntaxKind.GreaterThanGreaterThanGreaterThanEqualsToken, 'shr_u'],
]);
const ARITHMETIC = new Map<ts.SyntaxKind, string>([
  [ts.SyntaxKind.PlusToken, 'add'],
  [ts.SyntaxKind.MinusToken, 'sub'],
  [ts.SyntaxKind.AsteriskToken, 'mul'],
  [ts.SyntaxKind.SlashToken, 'div_s'],
  [ts.SyntaxKind.PercentToken, 'rem_s'],
  [ts.SyntaxKind.AmpersandToken, 'and'],
  [ts.SyntaxKind.BarToken, 'or'],
  [ts.SyntaxKind.CaretToken, 'xor'],
  [ts.SyntaxKind.LessThanLessThanToken, 'shl'],
  [ts.SyntaxKind.GreaterThanGreaterThanToken, 'shr_s'],
  [ts.SyntaxKind.GreaterThanGreaterThanGreaterThanToken, 'shr_u'],
]);
const COMPARISONS = new Map<ts.SyntaxKind, string>([
  [ts.SyntaxKind.LessThanToken, 'lt'],
  [ts.SyntaxKind.LessThanEqualsToken, 'le'],
  [ts.SyntaxKind.GreaterThanToken, 'gt'],
  [ts.SyntaxKind.GreaterThanEqualsToken, 'ge'],
]);
