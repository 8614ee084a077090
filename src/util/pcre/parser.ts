/*
 * Parses PCRE 8.44's pattern syntax (the PCRE of OTP up to 27) into a tree. Error texts are PCRE's and so, for the
 * common mistakes, is the position: the byte behind what was read when the mistake was noticed.
 *
 * A first pass finds the groups' numbers and names, since references may point forward; the second builds the
 * tree. Rules that surprise stand where they are followed.
 */
import { decodeSequence, INCOMPLETE, INVALID, utf8SequenceLength } from '../utf8.ts';
import { CharSet, caseVariants, LATIN1_CLASS } from './charset.ts';
import { HORIZONTAL_SPACE, VERTICAL_SPACE } from './spaces.ts';
import {
  type AssertKind,
  type CompileOptions,
  type Condition,
  type LookNode,
  type Newline,
  type Node,
  type ParsedPattern,
  PatternError,
  type RepeatMode,
  UNBOUNDED,
  UnsupportedPattern,
} from './syntax.ts';
import { type Predicate, property, UNICODE_CLASS } from './unicode.ts';

/** The flags that (?flags) changes, in force up to the end of the group. */
interface Flags {
  caseless: boolean;
  multiline: boolean;
  dotall: boolean;
  extended: boolean;
  ungreedy: boolean;
  dupnames: boolean;
  /** (?X): unknown escapes are errors. */
  extra: boolean;
}

interface Groups {
  count: number;
  names: Map<string, number[]>;
}

const MAX_NAME = 32;
/** What PCRE has for the groups that are open at one place of a pattern, and takes for each. */
const WORKSPACE = 3995;
const GROUP_BYTES = 3;
const CAPTURE_BYTES = 5;
/** How deep parentheses may be nested before PCRE's own check; deeper recursion of this parser is refused. */
const MAX_REPEAT = 65535;

const EMPTY: Node = { type: 'empty' };

const isWordChar = (char: string): boolean => /^[A-Za-z0-9_]$/.test(char);
const isDigitChar = (char: string): boolean => char >= '0' && char <= '9';

/** Letters whose escapes outside of a class stand for one character. */
const ESCAPED_CHAR: Readonly<Record<string, number>> = { a: 7, e: 27, f: 12, n: 10, r: 13, t: 9 };

/** Reads the settings at the start of a pattern: (*UTF8), (*CRLF) and their like. */
const LEADING_VERB =
  /^\(\*(UTF8?|UCP|CR|LF|CRLF|ANYCRLF|ANY|BSR_ANYCRLF|BSR_UNICODE|NO_START_OPT|NO_AUTO_POSSESS|LIMIT_MATCH=\d+|LIMIT_RECURSION=\d+)\)/;

export function parsePattern(bytes: Uint8Array, given: CompileOptions): ParsedPattern {
  const options = { ...given };
  let start = 0;
  for (;;) {
    const text = String.fromCharCode(...bytes.subarray(start, start + 40));
    const match = LEADING_VERB.exec(text);
    if (!match) break;
    start += match[0].length;
    const verb = match[1];
    if (verb.startsWith('UTF')) {
      options.unicode = true;
    } else if (verb === 'UCP') options.ucp = true;
    else if (verb.startsWith('BSR')) options.bsrAnycrlf = verb === 'BSR_ANYCRLF';
    else if (verb.startsWith('LIMIT')) throw new UnsupportedPattern(`(*${verb})`);
    else if (!verb.startsWith('NO_')) options.newline = verb.toLowerCase() as Newline;
  }
  if (options.unicode && options.neverUtf) {
    throw new PatternError('setting UTF is disabled by the application', 0);
  }
  const chars = options.unicode
    ? decodeUtf8(bytes)
    : { codes: Array.from(bytes), offsets: undefined };
  const startIndex = chars.offsets ? chars.offsets.indexOf(start) : start;
  const groups = new Parser(chars, options, startIndex, undefined).scan();
  const parser = new Parser(chars, options, startIndex, groups);
  const root = parser.parseAll();
  return {
    root,
    groupCount: groups.count,
    names: new Map([...groups.names].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))),
    options,
    length: bytes.length,
    hasCrOrLf: parser.hasCrOrLf,
  };
}

interface Characters {
  codes: number[];
  /** The byte at which each character starts, and the pattern's length; none where characters are bytes. */
  offsets: number[] | undefined;
}

function decodeUtf8(bytes: Uint8Array): Characters {
  const codes: number[] = [];
  const offsets: number[] = [];
  for (let at = 0; at < bytes.length; ) {
    const length = utf8SequenceLength(bytes, at);
    if (length === INVALID || length === INCOMPLETE)
      throw new PatternError('invalid UTF-8 string', at);
    codes.push(decodeSequence(bytes, at, length));
    offsets.push(at);
    at += length;
  }
  offsets.push(bytes.length);
  return { codes, offsets };
}

class Parser {
  hasCrOrLf = false;
  private readonly codes: number[];
  private readonly offsets: number[] | undefined;
  private readonly options: CompileOptions;
  private readonly utf: boolean;
  private at: number;
  private flags: Flags;
  /** What the groups that are open here take of PCRE's workspace. */
  private workspace = 0;
  /** How many capturing groups were opened so far. */
  private opened = 0;
  /** Those that are open here. */
  private readonly openGroups: { number: number; refersToItself: boolean }[] = [];
  private readonly groups: Groups;
  private readonly scanning: boolean;
  /** Names that were met, to notice doubles. */
  private readonly seen = new Map<string, number[]>();

  constructor(chars: Characters, options: CompileOptions, at: number, groups: Groups | undefined) {
    this.codes = chars.codes;
    this.offsets = chars.offsets;
    this.options = options;
    this.utf = options.unicode === true;
    this.at = at;
    this.scanning = groups === undefined;
    this.groups = groups ?? { count: 0, names: new Map() };
    this.flags = {
      caseless: options.caseless === true,
      multiline: options.multiline === true,
      dotall: options.dotall === true,
      extended: options.extended === true,
      ungreedy: options.ungreedy === true,
      dupnames: options.dupnames === true,
      extra: false,
    };
  }

  /** The first pass. References are not resolved and errors about them do not come up. */
  scan(): Groups {
    this.parseAll();
    this.groups.names = this.seen;
    return this.groups;
  }

  parseAll(): Node {
    const root = this.parseAlternation();
    if (this.at < this.codes.length) this.fail('unmatched parentheses');
    return root;
  }

  // ---- Reading ---------------------------------------------------------------------------------------------

  private fail(message: string, at = this.at): never {
    throw new PatternError(message, this.byteOffset(at));
  }

  private byteOffset(at: number): number {
    return this.offsets ? this.offsets[Math.min(at, this.codes.length)] : at;
  }

  private get ended(): boolean {
    return this.at >= this.codes.length;
  }

  /** The character at a distance, '' behind the end. */
  private peek(distance = 0): string {
    const code = this.codes[this.at + distance];
    return code === undefined ? '' : String.fromCodePoint(code);
  }

  private startsWith(text: string): boolean {
    for (let i = 0; i < text.length; i++)
      if (this.codes[this.at + i] !== text.charCodeAt(i)) return false;
    return true;
  }

  private accept(text: string): boolean {
    if (!this.startsWith(text)) return false;
    this.at += text.length;
    return true;
  }

  /** Digits as a number, undefined if there are none. */
  private readNumber(): number | undefined {
    let value: number | undefined;
    while (isDigitChar(this.peek())) {
      value = (value ?? 0) * 10 + Number(this.peek());
      if (value > 0x7fffffff) this.fail('number is too big');
      this.at++;
    }
    return value;
  }

  /** Characters up to `end`, which is consumed. */
  private readName(end: string): string {
    if (isDigitChar(this.peek())) this.fail('group name must start with a non-digit');
    let name = '';
    while (isWordChar(this.peek())) {
      name += this.peek();
      this.at++;
    }
    if (name.length > MAX_NAME) {
      this.fail('subpattern name is too long (maximum 32 characters)');
    }
    if (name === '') this.fail('subpattern name expected');
    if (!this.accept(end)) this.fail('syntax error in subpattern name (missing terminator)');
    return name;
  }

  // ---- Structure ---------------------------------------------------------------------------------------------

  private parseAlternation(): Node {
    const branches = [this.parseSequence()];
    while (this.accept('|')) branches.push(this.parseSequence());
    return branches.length === 1 ? branches[0] : { type: 'alternation', branches };
  }

  private parseSequence(): Node {
    const items: Node[] = [];
    // What a quantifier would repeat: the index in items, or -1.
    let previous = -1;
    while (!this.ended) {
      if (this.skipIgnored()) continue;
      const char = this.peek();
      if (char === '|' || char === ')') break;
      const repeat = this.readQuantifier();
      if (repeat) {
        if (previous < 0) this.fail('nothing to repeat', repeat.end - 1);
        items[previous] = this.repeated(items[previous], repeat);
        previous = -1;
        continue;
      }
      if (this.startsWith('\\Q')) {
        previous = this.readQuoted(items, previous);
        continue;
      }
      if (this.accept('\\E')) continue;
      const { node, repeatable } = this.parseItem();
      if (node !== EMPTY || repeatable) items.push(node);
      previous = repeatable ? items.length - 1 : -1;
    }
    return items.length === 1 ? items[0] : items.length === 0 ? EMPTY : { type: 'sequence', items };
  }

  /** Skips a comment, and in extended mode white space and #-comments. */
  private skipIgnored(): boolean {
    if (this.startsWith('(?#')) {
      this.at += 3;
      while (!this.ended && this.peek() !== ')') this.at++;
      if (this.ended) this.fail('missing ) after comment');
      this.at++;
      return true;
    }
    if (!this.flags.extended) return false;
    const code = this.codes[this.at];
    if (code < 256 && LATIN1_CLASS.space(code)) {
      this.at++;
      return true;
    }
    if (code !== 0x23) return false;
    this.at++;
    while (!this.ended) {
      const length = this.newlineLength();
      this.at += Math.max(length, 1);
      if (length > 0) break;
    }
    return true;
  }

  /** The length of the newline at the current character, in characters. */
  private newlineLength(): number {
    const code = this.codes[this.at];
    const crlf = code === 13 && this.codes[this.at + 1] === 10;
    switch (this.options.newline ?? 'lf') {
      case 'lf':
        return code === 10 ? 1 : 0;
      case 'cr':
        return code === 13 ? 1 : 0;
      case 'crlf':
        return crlf ? 2 : 0;
      case 'anycrlf':
        return crlf ? 2 : code === 10 || code === 13 ? 1 : 0;
      case 'any':
        if (crlf) return 2;
        if ((code >= 10 && code <= 13) || code === 0x85) return 1;
        return this.utf && (code === 0x2028 || code === 0x2029) ? 1 : 0;
    }
  }

  /** Adds the characters between \Q and \E, each an item of its own. */
  private readQuoted(items: Node[], previous: number): number {
    this.at += 2;
    while (!this.ended && !this.accept('\\E')) {
      items.push(this.charNode(this.codes[this.at++]));
      previous = items.length - 1;
    }
    return previous;
  }

  private readQuantifier():
    | { min: number; max: number; mode: RepeatMode; end: number }
    | undefined {
    const start = this.at;
    let min: number;
    let max: number;
    if (this.accept('*')) [min, max] = [0, UNBOUNDED];
    else if (this.accept('+')) [min, max] = [1, UNBOUNDED];
    else if (this.accept('?')) [min, max] = [0, 1];
    else if (this.peek() === '{') {
      const bounds = this.readBounds();
      if (!bounds) return undefined;
      [min, max] = bounds;
    } else return undefined;
    const length = this.at - start;
    // Comments may stand between the two parts of a quantifier.
    while (!this.ended && this.skipIgnored()) {}
    let mode: RepeatMode = this.flags.ungreedy ? 'lazy' : 'greedy';
    if (this.accept('+')) mode = 'possessive';
    else if (this.accept('?')) mode = this.flags.ungreedy ? 'greedy' : 'lazy';
    return { min, max, mode, end: start + length };
  }

  /** {n}, {n,} or {n,m}; a brace that begins none of them is a character. */
  private readBounds(): [number, number] | undefined {
    let end = this.at + 1;
    let text = '';
    while (end < this.codes.length && /[0-9,]/.test(String.fromCodePoint(this.codes[end]))) {
      text += String.fromCodePoint(this.codes[end++]);
    }
    const match = /^(\d+)(?:(,)(\d*))?$/.exec(text);
    if (!match || this.codes[end] !== 0x7d) return undefined;
    const limited = (digits: string, offset: number): number => {
      for (let i = 1; i <= digits.length; i++) {
        if (Number(digits.slice(0, i)) > MAX_REPEAT) {
          this.fail('number too big in {} quantifier', this.at + offset + i);
        }
      }
      return Number(digits);
    };
    const min = limited(match[1], 1);
    const max =
      match[2] === undefined
        ? min
        : match[3] === ''
          ? UNBOUNDED
          : limited(match[3], match[1].length + 2);
    if (max < min) this.fail('numbers out of order in {} quantifier', end);
    this.at = end + 1;
    return [min, max];
  }

  private repeated(
    node: Node,
    { min, max, mode }: { min: number; max: number; mode: RepeatMode },
  ): Node {
    // Repeating an assertion makes no sense beyond once; PCRE reads it so.
    if (node.type === 'look') {
      return min > 0 ? node : { type: 'repeat', body: node, min: 0, max: Math.min(max, 1), mode };
    }
    if (node.type === 'conditional' && node.condition.kind === 'define') return node;
    return { type: 'repeat', body: node, min, max, mode };
  }

  private parseItem(): { node: Node; repeatable: boolean } {
    const char = this.peek();
    switch (char) {
      case '^':
        this.at++;
        return this.assertion(this.flags.multiline ? 'multilineStart' : 'lineStart');
      case '$':
        this.at++;
        return this.assertion(
          this.flags.multiline
            ? 'multilineEnd'
            : this.options.dollarEndonly
              ? 'lineEndOnly'
              : 'lineEnd',
        );
      case '.':
        this.at++;
        return { node: { type: this.flags.dotall ? 'anyChar' : 'notNewline' }, repeatable: true };
      case '[':
        return this.parseBracket();
      case '(':
        return this.parseGroup();
      case '\\':
        return this.parseEscape();
      default:
        this.at++;
        return { node: this.charNode(char.codePointAt(0)!), repeatable: true };
    }
  }

  private assertion(kind: AssertKind): { node: Node; repeatable: boolean } {
    return { node: { type: 'assert', kind }, repeatable: false };
  }

  /** A character that matches itself, and its other cases if they count. */
  private charNode(code: number): Node {
    if (code === 10 || code === 13) this.hasCrOrLf = true;
    if (this.flags.caseless) {
      const others = caseVariants(code, this.utf);
      if (others.length > 0) {
        const set = new CharSet();
        for (const each of [code, ...others]) set.addRange(each, each);
        return { type: 'set', set };
      }
    }
    return { type: 'char', code };
  }

  // ---- Groups ---------------------------------------------------------------------------------------------

  private parseGroup(): { node: Node; repeatable: boolean } {
    this.at++;
    if (this.startsWith('*')) return { node: this.parseVerb(), repeatable: false };
    if (!this.startsWith('?')) {
      if (this.options.noAutoCapture) return { node: this.closeGroup(), repeatable: true };
      return { node: this.captureGroup(undefined), repeatable: true };
    }
    this.at++;
    const char = this.peek();
    const next = this.peek(1);
    switch (char) {
      case ':':
        this.at++;
        return { node: this.closeGroup(), repeatable: true };
      case '|':
        this.at++;
        return { node: this.branchReset(), repeatable: true };
      case '>':
        this.at++;
        return { node: { type: 'atomic', body: this.closeGroup() }, repeatable: true };
      case '=':
      case '!':
        this.at++;
        // (?!) can match nothing.
        if (char === '!' && this.accept(')')) return { node: { type: 'fail' }, repeatable: true };
        return { node: this.look(true, char === '!'), repeatable: true };
      case '<':
        if (next === '=' || next === '!') {
          this.at += 2;
          return { node: this.look(false, next === '!'), repeatable: true };
        }
        this.at++;
        if (!isWordChar(this.peek())) this.fail('unrecognized character after (?<');
        return { node: this.captureGroup(this.readName('>')), repeatable: true };
      case "'":
        this.at++;
        return { node: this.captureGroup(this.readName("'")), repeatable: true };
      case 'P':
        this.at++;
        if (this.accept('<'))
          return { node: this.captureGroup(this.readName('>')), repeatable: true };
        if (this.accept('=')) return { node: this.namedReference(')'), repeatable: true };
        if (this.accept('>')) return { node: this.namedCall(')'), repeatable: true };
        return this.fail('unrecognized character after (?P');
      case '&':
        this.at++;
        return { node: this.namedCall(')'), repeatable: true };
      case '(':
        return { node: this.conditional(), repeatable: true };
      case 'C':
        throw new UnsupportedPattern('a callout (?C)');
      case 'R':
        this.at++;
        if (!this.accept(')')) this.fail('(?R or (?[+-]digits must be followed by )');
        return { node: this.call(0), repeatable: true };
      default:
        if (isDigitChar(char) || ((char === '+' || char === '-') && isDigitChar(next))) {
          const number = this.readGroupNumber(false);
          if (!this.accept(')')) this.fail('(?R or (?[+-]digits must be followed by )');
          return { node: this.call(number), repeatable: true };
        }
        if (char === '+') this.fail('digit expected after (?+', this.at + 1);
        return this.optionSetting();
    }
  }

  /** The rest of a group up to its parenthesis; flags set inside end with it. */
  private closeGroup(bytes = GROUP_BYTES): Node {
    const flags = { ...this.flags };
    const body = this.enclosed(bytes, () => this.parseAlternation());
    this.flags = flags;
    return body;
  }

  /** Parses what is left of a group, its parenthesis included; `bytes` are what PCRE takes for it while it is open. */
  private enclosed<T>(bytes: number, parse: () => T): T {
    const checkWorkspace = (more: number): void => {
      if (this.workspace + more >= WORKSPACE) this.fail('regular expression is too complicated');
    };
    this.workspace += bytes;
    checkWorkspace(0);
    const body = parse();
    if (!this.accept(')')) this.fail('missing )');
    checkWorkspace(GROUP_BYTES);
    this.workspace -= bytes;
    return body;
  }

  private captureGroup(name: string | undefined): Node {
    const number = ++this.opened;
    this.groups.count = Math.max(this.groups.count, number);
    if (name !== undefined) this.declareName(name, number);
    const group = { number, refersToItself: false };
    this.openGroups.push(group);
    const capture: Node = { type: 'capture', number, body: this.closeGroup(CAPTURE_BYTES) };
    this.openGroups.pop();
    // A group with a reference to itself inside is atomic.
    return group.refersToItself ? { type: 'atomic', body: capture } : capture;
  }

  private declareName(name: string, number: number): void {
    const numbers = this.seen.get(name);
    if (!numbers) {
      for (const [other, taken] of this.seen) {
        if (taken.includes(number) && other !== name) {
          this.fail(
            'different names for subpatterns of the same number are not allowed',
            this.at - 1,
          );
        }
      }
      this.seen.set(name, [number]);
    } else if (!numbers.includes(number)) {
      if (!this.flags.dupnames) {
        this.fail('two named subpatterns have the same name', this.at - 1);
      }
      numbers.push(number);
    }
  }

  /** (?|…): each alternative numbers its groups from the same start. */
  private branchReset(): Node {
    const flags = { ...this.flags };
    const start = this.opened;
    let highest = start;
    const branches: Node[] = [];
    this.enclosed(GROUP_BYTES, () => {
      do {
        this.opened = start;
        branches.push(this.parseSequence());
        highest = Math.max(highest, this.opened);
      } while (this.accept('|'));
      this.opened = highest;
    });
    this.flags = flags;
    return branches.length === 1 ? branches[0] : { type: 'alternation', branches };
  }

  private look(ahead: boolean, negative: boolean): LookNode {
    const body = this.closeGroup(ahead ? GROUP_BYTES : 2 * GROUP_BYTES);
    return { type: 'look', ahead, negative, body, offset: this.byteOffset(this.at - 1) };
  }

  /** (?imsxJUX-imsx) or (?imsx:…). */
  private optionSetting(): { node: Node; repeatable: boolean } {
    const before = { ...this.flags };
    let value = true;
    for (;;) {
      const char = this.peek();
      switch (char) {
        case '-':
          value = false;
          break;
        case 'i':
          this.flags.caseless = value;
          break;
        case 'm':
          this.flags.multiline = value;
          break;
        case 's':
          this.flags.dotall = value;
          break;
        case 'x':
          this.flags.extended = value;
          break;
        case 'U':
          this.flags.ungreedy = value;
          break;
        case 'J':
          this.flags.dupnames = value;
          break;
        case 'X':
          this.flags.extra = value;
          break;
        case ')':
          this.at++;
          return { node: EMPTY, repeatable: false };
        case ':': {
          this.at++;
          const body = this.enclosed(GROUP_BYTES, () => this.parseAlternation());
          this.flags = before;
          return { node: body, repeatable: true };
        }
        default:
          this.fail('unrecognized character after (? or (?-');
      }
      this.at++;
    }
  }

  private parseVerb(): Node {
    const start = this.at;
    this.at++;
    let name = '';
    while (/^[A-Za-z_]$/.test(this.peek())) {
      name += this.peek();
      this.at++;
    }
    const hasArgument = this.peek() === ':';
    if (!hasArgument && !this.accept(')')) {
      this.at++;
      this.fail('(*VERB) not recognized or malformed', Math.min(this.at, this.codes.length));
    }
    switch (name) {
      case 'F':
      case 'FAIL':
        return { type: 'fail' };
      case 'COMMIT':
      case 'PRUNE':
      case 'SKIP':
        if (!hasArgument) return { type: 'verb', verb: name };
        break;
      case '':
      case 'MARK':
      case 'ACCEPT':
      case 'THEN':
        break;
      default:
        this.at = start + 1 + name.length;
        this.fail('(*VERB) not recognized or malformed');
    }
    throw new UnsupportedPattern(`the verb (*${name}${hasArgument ? ':…' : ''})`);
  }

  // ---- References ---------------------------------------------------------------------------------------------

  /** A group's number, relative to the groups opened so far if it is signed. */
  private readGroupNumber(reference: boolean): number {
    const sign = this.peek();
    if (sign === '+' || sign === '-') this.at++;
    const number = this.readNumber();
    if (number === undefined) this.fail('digit expected after (?+');
    if (sign === '-') {
      if (number === 0 || number > this.opened) {
        this.fail(
          number === 0 && reference
            ? 'a numbered reference must not be zero'
            : 'reference to non-existent subpattern',
        );
      }
      return this.opened - number + 1;
    }
    if (sign === '+') {
      if (number === 0) this.fail('a numbered reference must not be zero');
      return this.opened + number;
    }
    return number;
  }

  private checkGroup(number: number, at: number): void {
    if (!this.scanning && number > this.groups.count) {
      this.fail('reference to non-existent subpattern', at);
    }
  }

  private namedGroups(name: string): number[] {
    if (this.scanning) return [0];
    const numbers = this.groups.names.get(name);
    if (!numbers) this.fail('reference to non-existent subpattern', this.at - 1);
    return numbers;
  }

  private reference(numbers: number[]): Node {
    for (const number of numbers) {
      // Noticed at the end of the pattern only.
      this.checkGroup(number, this.codes.length);
      const open = this.openGroups.findLast((group) => group.number === number);
      if (open) open.refersToItself = true;
    }
    return { type: 'backreference', numbers, caseless: this.flags.caseless };
  }

  private namedReference(end: string): Node {
    return this.reference(this.namedGroups(this.readName(end)));
  }

  private call(group: number): Node {
    this.checkGroup(group, this.at - 1);
    return { type: 'recursion', group, offset: this.byteOffset(this.at - 1) };
  }

  private namedCall(end: string): Node {
    return this.call(this.namedGroups(this.readName(end))[0]);
  }

  private conditional(): Node {
    const start = this.at;
    if (/^\(\?(=|!|<=|<!)/.test(this.peek() + this.peek(1) + this.peek(2) + this.peek(3))) {
      const { node } = this.parseGroup();
      if (node.type === 'fail') throw new UnsupportedPattern('the condition (?!)');
      return this.conditionalBranches({ kind: 'look', look: node as LookNode });
    }
    this.at = start + 1;
    return this.conditionalBranches(this.readCondition());
  }

  private readCondition(): Condition {
    if (this.accept('<')) return this.nameCondition(this.readName('>'), ')');
    if (this.accept("'")) return this.nameCondition(this.readName("'"), ')');
    if (this.accept('R&')) {
      return { kind: 'recursion', numbers: this.namedGroups(this.readName(')')) };
    }
    if (/^[-+0-9]$/.test(this.peek())) {
      const number = this.readGroupNumber(true);
      if (!this.accept(')')) this.fail('malformed number or name after (?(');
      if (number === 0) this.fail('invalid condition (?(0)');
      this.checkGroup(number, this.at);
      return { kind: 'group', numbers: [number] };
    }
    if (!isWordChar(this.peek())) this.fail('assertion expected after (?( or (?(?C)', this.at);
    const name = this.readName(')');
    if (this.scanning) return { kind: 'define' };
    const numbers = this.groups.names.get(name);
    if (numbers) return { kind: 'group', numbers };
    if (name === 'DEFINE') return { kind: 'define' };
    const recursion = /^R(\d*)$/.exec(name);
    if (recursion) {
      if (Number(recursion[1]) > 0x7fffffff) this.fail('number is too big', this.at - 1);
      return { kind: 'recursion', numbers: recursion[1] === '' ? [-1] : [Number(recursion[1])] };
    }
    return this.fail('reference to non-existent subpattern');
  }

  private nameCondition(name: string, end: string): Condition {
    if (!this.accept(end)) this.fail('malformed number or name after (?(');
    return { kind: 'group', numbers: this.namedGroups(name) };
  }

  private conditionalBranches(condition: Condition): Node {
    const body = this.closeGroup();
    const branches = body.type === 'alternation' ? body.branches : [body];
    if (!this.scanning && condition.kind === 'define' && branches.length > 1) {
      this.fail('DEFINE group contains more than one branch', this.at - 1);
    }
    if (!this.scanning && branches.length > 2) {
      this.fail('conditional group contains more than two branches', this.at - 1);
    }
    return { type: 'conditional', condition, yes: branches[0], no: branches[1] ?? EMPTY };
  }

  // ---- Escapes ---------------------------------------------------------------------------------------------

  private parseEscape(): { node: Node; repeatable: boolean } {
    this.at++;
    if (this.ended) this.fail('\\ at end of pattern');
    const char = this.peek();
    switch (char) {
      case 'A':
        this.at++;
        return this.assertion('start');
      case 'Z':
        this.at++;
        return this.assertion('endNewline');
      case 'z':
        this.at++;
        return this.assertion('end');
      case 'G':
        this.at++;
        return this.assertion('searchStart');
      case 'b':
        this.at++;
        return this.assertion('wordBoundary');
      case 'B':
        this.at++;
        return this.assertion('notWordBoundary');
      case 'K':
        this.at++;
        return { node: { type: 'keep' }, repeatable: false };
      case 'R':
        this.at++;
        return { node: { type: 'newlineSequence' }, repeatable: true };
      case 'N':
        this.at++;
        if (this.peek() === '{' && !this.boundsFollow()) {
          this.fail('PCRE does not support \\L, \\l, \\N{name}, \\U, or \\u', this.at - 1);
        }
        return { node: { type: 'notNewline' }, repeatable: true };
      case 'C':
        this.at++;
        return { node: { type: 'anyByte' }, repeatable: true };
      case 'X':
        throw new UnsupportedPattern('\\X');
      case 'g':
        this.at++;
        return { node: this.groupEscape(), repeatable: true };
      case 'k':
        this.at++;
        for (const [open, close] of [
          ['{', '}'],
          ['<', '>'],
          ["'", "'"],
        ]) {
          if (this.accept(open)) return { node: this.namedReference(close), repeatable: true };
        }
        return this.fail(
          '\\k is not followed by a braced, angle-bracketed, or quoted name',
          this.at - 1,
        );
    }
    const set = new CharSet();
    if (this.addClassEscape(set)) {
      const minimum = this.minimumSet(char);
      return { node: { type: 'set', set, minimum }, repeatable: true };
    }
    if (char >= '1' && char <= '9') {
      const start = this.at;
      const number = this.readNumber()!;
      if (number < 8 || number <= this.opened) {
        return { node: this.reference([number]), repeatable: true };
      }
      this.at = start;
    }
    return { node: this.charNode(this.readCharEscape(false)), repeatable: true };
  }

  /**
   * The set by which PCRE matches the obligatory turns of a repeated \d, \s or \w in UTF mode without `ucp`: there
   * characters above 127 are never digits, spaces or parts of words, though ISO 8859-1's letters are elsewhere.
   */
  private minimumSet(letter: string): CharSet | undefined {
    const name = { d: 'digit', s: 'space', w: 'word' }[letter.toLowerCase()];
    if (!this.utf || this.options.ucp || !name) return undefined;
    const predicate = LATIN1_CLASS[name];
    const set = new CharSet();
    set.addLatin1((code) => code < 128 && predicate(code), letter !== letter.toLowerCase());
    return set;
  }

  private boundsFollow(): boolean {
    const at = this.at;
    const bounds = this.readBounds();
    this.at = at;
    return bounds !== undefined;
  }

  /** \g: a reference by number or name, or with angle brackets or quotes a call. */
  private groupEscape(): Node {
    for (const [open, close] of [
      ['<', '>'],
      ["'", "'"],
    ]) {
      if (!this.accept(open)) continue;
      if (!/^[-+0-9]$/.test(this.peek())) return this.namedCall(close);
      const number = this.readGroupNumber(false);
      if (!this.accept(close))
        this.fail(
          '\\g is not followed by a braced, angle-bracketed, or quoted name/number or by a plain number',
        );
      return this.call(number);
    }
    const braced = this.accept('{');
    if (braced && !/^[-+0-9]$/.test(this.peek())) return this.namedReference('}');
    if (!/^[-+0-9]$/.test(this.peek())) {
      this.fail(
        '\\g is not followed by a braced, angle-bracketed, or quoted name/number or by a plain number',
      );
    }
    const number = this.readGroupNumber(true);
    if (number === 0) this.fail('a numbered reference must not be zero');
    if (braced && !this.accept('}')) {
      this.fail(
        '\\g is not followed by a braced, angle-bracketed, or quoted name/number or by a plain number',
      );
    }
    return this.reference([number]);
  }

  /** If a class escape (\d, \p{…} and their like) follows, adds it and says so; `at` is at its letter. */
  private addClassEscape(set: CharSet): boolean {
    const char = this.peek();
    const lower = char.toLowerCase();
    const negated = char !== lower;
    switch (lower) {
      case 'd':
        this.addNamedClass(set, 'digit', negated);
        break;
      case 's':
        this.addNamedClass(set, 'space', negated);
        break;
      case 'w':
        this.addNamedClass(set, 'word', negated);
        break;
      case 'h':
        set.addRanges(HORIZONTAL_SPACE, negated);
        break;
      case 'v':
        set.addRanges(VERTICAL_SPACE, negated);
        break;
      case 'p': {
        this.at++;
        const { predicate, inverted } = this.readProperty();
        set.addPredicate(predicate, negated !== inverted);
        return true;
      }
      default:
        return false;
    }
    this.at++;
    return true;
  }

  private addNamedClass(set: CharSet, name: string, negated: boolean): void {
    const unicode = this.options.ucp ? UNICODE_CLASS[name] : undefined;
    if (unicode) set.addPredicate(unicode, negated);
    else set.addLatin1(LATIN1_CLASS[name], negated);
  }

  private readProperty(): { predicate: Predicate; inverted: boolean } {
    let name = this.peek();
    if (this.ended) this.fail('malformed \\P or \\p sequence');
    this.at++;
    let inverted = false;
    if (name === '{') {
      inverted = this.accept('^');
      name = '';
      while (!this.ended && this.peek() !== '}') {
        name += this.peek();
        this.at++;
      }
      if (!this.accept('}')) this.fail('malformed \\P or \\p sequence');
    }
    const predicate = property(name);
    if (!predicate) this.fail('unknown property name after \\P or \\p', this.at - 1);
    return { predicate, inverted };
  }

  /** The character that an escape stands for; `at` is behind the backslash. */
  private readCharEscape(inClass: boolean): number {
    const code = this.codes[this.at];
    const char = this.peek();
    const simple = ESCAPED_CHAR[char];
    if (simple !== undefined) {
      this.at++;
      if (simple === 10 || simple === 13) this.hasCrOrLf = true;
      return simple;
    }
    switch (char) {
      case 'x':
        this.at++;
        return this.readHexadecimal();
      case 'o':
        this.at++;
        if (this.peek() !== '{') this.fail('missing opening brace after \\o', this.at - 1);
        return this.readBraced(8, 'non-octal character in \\o{} (closing brace missing?)');
      case 'c': {
        this.at++;
        if (this.ended) this.fail('\\c at end of pattern');
        const control = this.codes[this.at++];
        if (control > 127) this.fail('\\c must be followed by an ASCII character');
        const upper = control >= 97 && control <= 122 ? control - 32 : control;
        return upper ^ 0x40;
      }
      case 'L':
      case 'l':
      case 'U':
      case 'u':
        return this.fail('PCRE does not support \\L, \\l, \\N{name}, \\U, or \\u');
    }
    if (isDigitChar(char)) return this.readOctal(char, inClass);
    this.at++;
    if (this.flags.extra && /^[A-Za-z]$/.test(char)) {
      this.fail('unrecognized character follows \\');
    }
    return code;
  }

  /** Up to three octal digits; 8 and 9 stand for themselves. */
  private readOctal(char: string, inClass: boolean): number {
    if (char >= '8') {
      this.at++;
      return char.charCodeAt(0);
    }
    let value = 0;
    for (let i = 0; i < 3 && this.peek() >= '0' && this.peek() <= '7'; i++) {
      value = value * 8 + Number(this.peek());
      this.at++;
    }
    if (!this.utf && value > 255) {
      this.fail(
        'octal value is greater than \\377 in 8-bit non-UTF-8 mode',
        this.at - (inClass ? 0 : 1),
      );
    }
    return value;
  }

  private readHexadecimal(): number {
    if (this.peek() === '{') {
      return this.readBraced(16, 'non-hex character in \\x{} (closing brace missing?)');
    }
    let value = 0;
    for (let i = 0; i < 2 && /^[0-9A-Fa-f]$/.test(this.peek()); i++) {
      value = value * 16 + Number.parseInt(this.peek(), 16);
      this.at++;
    }
    return value;
  }

  private readBraced(base: number, malformed: string): number {
    this.at++;
    if (this.peek() === '}') this.fail('digits missing in \\x{} or \\o{}', this.at);
    const limit = this.utf ? 0x10ffff : 255;
    let value = 0;
    const digit = base === 16 ? /^[0-9A-Fa-f]$/ : /^[0-7]$/;
    while (digit.test(this.peek())) {
      value = value * base + Number.parseInt(this.peek(), base);
      this.at++;
      if (value > limit) {
        while (digit.test(this.peek())) this.at++;
        this.fail('character value in \\x{} or \\o{} is too large');
      }
    }
    if (!this.accept('}')) this.fail(malformed);
    if (this.utf && value >= 0xd800 && value <= 0xdfff) {
      this.fail('disallowed Unicode code point (>= 0xd800 && <= 0xdfff)', this.at - 1);
    }
    return value;
  }

  // ---- Bracket classes ---------------------------------------------------------------------------------------

  private parseBracket(): { node: Node; repeatable: boolean } {
    if (this.startsWith('[[:<:]]') || this.startsWith('[[:>:]]')) {
      const ahead = this.peek(3) === '<';
      this.at += 7;
      return { node: this.wordEdge(ahead), repeatable: true };
    }
    const posix = this.posixClassAt();
    if (posix !== undefined) {
      this.fail(
        this.peek(1) === ':'
          ? 'POSIX named classes are supported only within a class'
          : 'POSIX collating elements are not supported',
        this.at,
      );
    }
    this.at++;
    while (this.accept('\\E') || this.accept('\\Q\\E')) {}
    const set = new CharSet();
    const negated = this.accept('^');
    this.readBracketItems(set);
    return { node: { type: 'set', set: negated ? set.negate() : set }, repeatable: true };
  }

  /** [[:<:]] and [[:>:]]: \b with a word character ahead, or behind. */
  private wordEdge(ahead: boolean): Node {
    const set = new CharSet();
    this.addNamedClass(set, 'word', false);
    const body: Node = { type: 'set', set };
    const look: LookNode = { type: 'look', ahead, negative: false, body, offset: this.at };
    return { type: 'sequence', items: [{ type: 'assert', kind: 'wordBoundary' }, look] };
  }

  private readBracketItems(set: CharSet): void {
    let first = true;
    let quoted = false;
    for (;;) {
      if (this.ended) this.fail('missing terminating ] for character class');
      if (this.accept('\\E')) {
        quoted = false;
        continue;
      }
      if (!quoted && this.accept('\\Q')) {
        quoted = true;
        continue;
      }
      if (!quoted && !first && this.accept(']')) return;
      first = false;
      const low = quoted ? this.codes[this.at++] : this.readBracketItem(set);
      if (low === undefined) continue;
      while (this.accept('\\E')) quoted = false;
      if (quoted || this.peek() !== '-') {
        this.addRange(set, low, low);
        continue;
      }
      const end = this.readRangeEnd(low);
      this.addRange(set, low, end.high);
      quoted = end.quoted;
    }
  }

  /** One item of a class: its character if it is one, else it was added as a whole. */
  private readBracketItem(set: CharSet): number | undefined {
    if (this.peek() === '[') {
      const end = this.posixClassAt();
      if (end !== undefined) {
        this.addPosixClass(set, end);
        return undefined;
      }
    }
    if (this.peek() !== '\\') {
      const code = this.codes[this.at++];
      if (code === 10 || code === 13) this.hasCrOrLf = true;
      return code;
    }
    this.at++;
    if (this.ended) this.fail('\\ at end of pattern');
    const char = this.peek();
    if (char === 'b') {
      this.at++;
      return 8;
    }
    if (char === 'N') {
      this.fail('\\N is not supported in a class');
    }
    if (this.flags.extra && (char === 'B' || char === 'R' || char === 'X')) {
      this.fail('invalid escape sequence in character class');
    }
    if (this.addClassEscape(set)) return undefined;
    return this.readCharEscape(true);
  }

  /** The end of a range that began with `low`, `at` being at its hyphen; `low` if the hyphen is a character. */
  private readRangeEnd(low: number): { high: number; quoted: boolean } {
    const start = this.at;
    this.at++;
    while (this.accept('\\E') || this.accept('\\Q\\E')) {}
    const quoted = this.accept('\\Q');
    if (this.ended || (!quoted && this.peek() === ']')) {
      this.at = start;
      return { high: low, quoted: false };
    }
    if (!quoted && this.peek() === '[' && this.posixClassAt() !== undefined) {
      this.fail('invalid range in character class', this.at);
    }
    const high = quoted ? this.codes[this.at++] : this.readBracketItem(new CharSet());
    if (high === undefined) this.fail('invalid range in character class', this.at - 1);
    if (high < low) this.fail('range out of order in character class', this.at - 1);
    return { high, quoted };
  }

  private addRange(set: CharSet, low: number, high: number): void {
    if (this.flags.caseless) set.addRangeCaseless(low, high, this.utf);
    else set.addRange(low, high);
  }

  /** Where the POSIX item that starts here ends ([:name:], [.x.], [=x=]), undefined if none starts. */
  private posixClassAt(): number | undefined {
    const kind = this.peek(1);
    if (kind !== ':' && kind !== '.' && kind !== '=') return undefined;
    const terminator = kind.charCodeAt(0);
    for (let at = this.at + 2; at < this.codes.length - 1; at++) {
      if (this.codes[at] === 0x5c && (this.codes[at + 1] === 0x5d || this.codes[at + 1] === 0x5c)) {
        at++;
      } else if (
        (this.codes[at] === 0x5b && this.codes[at + 1] === terminator) ||
        this.codes[at] === 0x5d
      ) {
        return undefined;
      } else if (this.codes[at] === terminator && this.codes[at + 1] === 0x5d) return at + 2;
    }
    return undefined;
  }

  private addPosixClass(set: CharSet, end: number): void {
    if (this.peek(1) !== ':') this.fail('POSIX collating elements are not supported');
    const negated = this.peek(2) === '^';
    const start = this.at + (negated ? 3 : 2);
    let name = String.fromCodePoint(...this.codes.slice(start, end - 2));
    if (!Object.hasOwn(LATIN1_CLASS, name)) this.fail('unknown POSIX class name', this.at + 2);
    // Without regard to case, upper and lower are any letters.
    if (this.flags.caseless && (name === 'upper' || name === 'lower')) name = 'alpha';
    this.addNamedClass(set, name, negated);
    this.at = end;
    if (this.peek() === '-' && this.peek(1) !== ']' && this.peek(1) !== '') {
      this.fail('invalid range in character class', this.at + 1);
    }
  }
}
