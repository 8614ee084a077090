/*
 * Runs a compiled pattern over a subject's bytes: a backtracking matcher with its stack on the heap, so that neither
 * long subjects nor nested patterns exhaust JavaScript's.
 *
 * The stack's entries have four words: what to do when matching fails, and its operands. Alternatives resume the
 * match; notes of registers' former values only restore them. An atomic group is left by dropping the
 * alternatives of its stretch and keeping the notes. As in PCRE 8, a subroutine call is atomic, and restores all groups.
 *
 * Also as in PCRE 8, going back over an assertion restores only *how many* groups are set (the register `top`), not
 * the values of groups inside: an old value can come to light again.
 */
import { decodeSequence, utf8SequenceLength } from '../utf8.ts';
import { caseVariants, LATIN1_CLASS, latin1OtherCase } from './charset.ts';
import { ASSERT, MODE, OP, type Program, registersOf, SINGLE_OPERANDS } from './program.ts';
import type { Newline } from './syntax.ts';
import { isUnicodeWord } from './unicode.ts';

/** The options of `re:run/3` that concern matching. */
export interface ExecOptions {
  /** The byte at which the search starts. */
  offset?: number;
  anchored?: boolean;
  notbol?: boolean;
  noteol?: boolean;
  notempty?: boolean;
  notemptyAtstart?: boolean;
  newline?: Newline;
  /** What \R matches, where that is not as the pattern was compiled. */
  bsrAnycrlf?: boolean;
  matchLimit?: number;
  /** How many entries the backtrack stack may have, where PCRE counts nested calls. */
  matchLimitRecursion?: number;
  /** Skips the check that the subject is UTF-8, for a subject that was checked before. */
  trusted?: boolean;
}

export type ExecResult =
  /** Start and end of the match and of each group up to the last one that is set; -1 for those not set. */
  | { status: 'match'; captures: Int32Array }
  | { status: 'nomatch' | 'match_limit' | 'match_limit_recursion' | 'bad_utf' };

/**
 * PCRE's default of how often its inner function may be called from one start; here, how many alternatives may be made or
 * resumed from it.
 */
const MATCH_LIMIT = 10_000_000;

/** The most words of the backtrack stack, and the deepest subroutine calls. */
const MAX_STACK = 1 << 27;
const MAX_FRAMES = 100_000;

/** Kinds of entries of the backtrack stack. */
export const ENTRY = {
  /** pc, position: go on there. */
  CHOICE: 0,
  /** register, value: restore. */
  REGISTER: 1,
  /** A subroutine's frame ends. */
  FRAME: 2,
  /** pc, lowest, present: give back one byte of a repetition. */
  RANGE: 3,
  /** The same by a character of UTF-8. */
  RANGE_UTF: 4,
  /** pc of the repetition, position, count: take one more. */
  LAZY: 5,
  /** kind, position: a verb ends the attempt, or the negative assertion or call that it is in. */
  VERB: 6,
  /** A negative assertion's body begins. */
  BARRIER: 7,
} as const;

// Labels of the switches below are numbers with the name behind: a label that is a property costs a look-up for each
// case that is passed (a test holds them to the tables).

const WORDS = 4;

interface Frame {
  returnTo: number;
  height: number;
  registers: Int32Array;
  group: number;
  position: number;
}

/** Ends a run early; `status` is the answer. */
class Stop extends Error {
  readonly status: 'nomatch' | 'match_limit' | 'match_limit_recursion';

  constructor(status: 'nomatch' | 'match_limit' | 'match_limit_recursion') {
    super(status);
    this.status = status;
  }
}

/** Finds the first match at or behind the offset. */
export function exec(program: Program, subject: Uint8Array, options: ExecOptions = {}): ExecResult {
  return new Search(program, subject, options).run(Number.POSITIVE_INFINITY) as ExecResult;
}

/** Outcomes of an attempt at one start. */
const ATTEMPT = { FAILED: 0, MATCHED: 1, PAUSED: 2 } as const;

/** A search that may be interrupted, for it may take long. */
export class Search {
  private readonly program: Program;
  private readonly subject: Uint8Array;
  private readonly options: ExecOptions;
  private readonly utf: boolean;
  private readonly newline: Newline;
  private readonly offset: number;
  private readonly keep: number;
  private readonly attempts: number;
  private readonly top: number;
  private registers: Int32Array;
  /** The backtrack stack: for another search once this one is over. */
  stack: Int32Array;
  private height = 0;
  private readonly maxHeight: number;
  private frames: Frame[] = [];
  /** How many alternatives may still be made or resumed: from this start, and before the run is interrupted. */
  private budget = 0;
  private steps = 0;
  /** Where the attempt in progress began, or the next one will. */
  private start: number;
  private paused = false;
  /** Where the required byte was found last. */
  private requiredAt = -1;
  /** Set by (*SKIP): where the next attempt starts; by (*COMMIT) beyond the end. */
  private skipTo = -1;

  constructor(program: Program, subject: Uint8Array, options: ExecOptions, stack?: Int32Array) {
    this.program = program;
    this.subject = subject;
    this.options = options;
    this.maxHeight = (options.matchLimitRecursion ?? MAX_STACK) * WORDS;
    this.stack = stack ?? new Int32Array(1024);
    this.utf = program.options.unicode === true;
    this.newline = options.newline ?? program.options.newline ?? 'lf';
    this.offset = options.offset ?? 0;
    const { attempts, keep, top } = registersOf(program.groupCount);
    this.attempts = attempts;
    this.keep = keep;
    this.top = top;
    this.registers = new Int32Array(program.registerCount).fill(-1);
    this.start = this.offset;
  }

  // ---- The search -------------------------------------------------------------------------------------------

  /** Goes on for about so many steps; undefined if it has to go on still. */
  run(steps: number): ExecResult | undefined {
    this.steps = steps;
    try {
      return this.search();
    } catch (error) {
      if (error instanceof Stop) return { status: error.status };
      throw error;
    }
  }

  private search(): ExecResult | undefined {
    const { subject, program } = this;
    const end = subject.length;
    const anchored = program.anchored || this.options.anchored === true;
    const skips = !anchored && !program.options.noStartOptimize;
    const first = skips ? program.firstBytes : undefined;
    if (!this.paused && !this.hasValidSubject()) return { status: 'bad_utf' };
    const lastStart = program.options.firstline ? this.endOfLine(this.offset) : end;
    while (this.paused || this.start <= lastStart) {
      let outcome: number;
      if (this.paused) outcome = this.advance(this.resumePc, this.resumeAt);
      else {
        if (first) {
          while (this.start < end && first[subject[this.start]] === 0) this.start++;
          if (this.start >= end || this.start > lastStart) break;
        } else if (skips && program.atLineStart) {
          this.start = this.lineStart(this.start);
          if (this.start > lastStart) break;
        }
        if (skips && !this.hasRequiredByte(this.start)) break;
        outcome = this.attempt(this.start);
      }
      this.paused = outcome === ATTEMPT.PAUSED;
      if (this.paused) return undefined;
      if (outcome === ATTEMPT.MATCHED)
        return { status: 'match', captures: this.captures(this.start) };
      if (anchored) break;
      this.start =
        this.skipTo >= 0 ? Math.max(this.skipTo, this.start + 1) : this.nextStart(this.start);
    }
    return { status: 'nomatch' };
  }

  private hasValidSubject(): boolean {
    const { subject, offset } = this;
    if (!this.utf || this.options.trusted) return true;
    return isUtf8(subject) && (offset >= subject.length || (subject[offset] & 0xc0) !== 0x80);
  }

  private hasRequiredByte(start: number): boolean {
    const { requiredByte } = this.program;
    if (requiredByte < 0 || this.requiredAt >= start) return true;
    this.requiredAt = this.subject.indexOf(requiredByte, start);
    return this.requiredAt >= 0;
  }

  /** The first start of a line at or behind a position; never between CR and LF where each is a newline. */
  private lineStart(from: number): number {
    const { subject } = this;
    let at = from;
    // PCRE tries the place where the search starts in any case.
    if (at > this.offset) {
      while (at < subject.length && !this.newlineBefore(at)) at++;
      const splitsPair = subject[at - 1] === 13 && subject[at] === 10;
      if (splitsPair && (this.newline === 'any' || this.newline === 'anycrlf')) at++;
    }
    return at;
  }

  private endOfLine(from: number): number {
    let at = from;
    while (at < this.subject.length && this.newlineAt(at) === 0) at++;
    return at;
  }

  /** The start behind `start`: the next character, behind both of a CR LF that is one newline. */
  private nextStart(start: number): number {
    const { subject } = this;
    let next = start + 1;
    if (this.utf) while (next < subject.length && (subject[next] & 0xc0) === 0x80) next++;
    if (
      subject[next - 1] === 13 &&
      subject[next] === 10 &&
      !this.program.hasCrOrLf &&
      this.newline !== 'lf' &&
      this.newline !== 'cr'
    ) {
      next++;
    }
    return next;
  }

  private captures(start: number): Int32Array {
    const { registers } = this;
    const captures = registers.slice(0, 2 * (registers[this.top] + 1));
    captures[0] = registers[this.keep];
    captures[1] = this.matchEnd;
    // A group is set as a whole.
    if (captures[0] < 0) captures[0] = start;
    return captures;
  }

  // ---- Newlines ---------------------------------------------------------------------------------------------

  /** The length of the newline that starts at a position, 0 if none does. */
  private newlineAt(at: number): number {
    const { subject } = this;
    const byte = subject[at];
    switch (this.newline) {
      case 'lf':
        return byte === 10 ? 1 : 0;
      case 'cr':
        return byte === 13 ? 1 : 0;
      case 'crlf':
        return byte === 13 && subject[at + 1] === 10 ? 2 : 0;
      case 'anycrlf':
        if (byte === 13) return subject[at + 1] === 10 ? 2 : 1;
        return byte === 10 ? 1 : 0;
      case 'any':
        return this.anyNewlineAt(at);
    }
  }

  private anyNewlineAt(at: number): number {
    const { subject } = this;
    const byte = subject[at];
    if (byte === 13) return subject[at + 1] === 10 ? 2 : 1;
    if (byte >= 10 && byte <= 12) return 1;
    if (!this.utf) return byte === 0x85 ? 1 : 0;
    if (byte === 0xc2 && subject[at + 1] === 0x85) return 2;
    const isSeparator =
      byte === 0xe2 && subject[at + 1] === 0x80 && (subject[at + 2] & 0xfe) === 0xa8;
    return isSeparator ? 3 : 0;
  }

  /** Whether a newline ends at a position. */
  private newlineBefore(at: number): boolean {
    if (at === 0) return false;
    const { subject } = this;
    const byte = subject[at - 1];
    switch (this.newline) {
      case 'lf':
        return byte === 10;
      case 'cr':
        return byte === 13;
      case 'crlf':
        return byte === 10 && subject[at - 2] === 13;
      case 'anycrlf':
        return byte === 10 || byte === 13;
      case 'any':
        if (byte >= 10 && byte <= 13) return true;
        if (!this.utf) return byte === 0x85;
        return (
          (at >= 2 && this.anyNewlineAt(at - 2) === 2) ||
          (at >= 3 && this.anyNewlineAt(at - 3) === 3)
        );
    }
  }

  // ---- Single characters -------------------------------------------------------------------------------------

  /** The position behind one character at `at` that the instruction at `pc` matches; -1 if it does not. */
  private single(pc: number, at: number): number {
    const { subject } = this;
    const { code } = this.program;
    if (at >= subject.length) return -1;
    const byte = subject[at];
    switch (code[pc]) {
      case 1 /* OP.BYTE */:
        return byte === code[pc + 1] ? at + 1 : -1;
      case 2 /* OP.CHAR */:
        {
          const length = utf8SequenceLength(subject, at);
          return length > 1 && decodeSequence(subject, at, length) === code[pc + 1]
            ? at + length
            : -1;
        }
      case 3 /* OP.SET */:
        {
          const set = this.program.sets[code[pc + 1]];
          if (!this.utf || byte < 0x80) return set.bitmap[byte] !== 0 ? at + 1 : -1;
          const length = utf8SequenceLength(subject, at);
          return set.has(decodeSequence(subject, at, length)) ? at + length : -1;
        }
      case 4 /* OP.NOT_NEWLINE */:
        if (this.newlineAt(at) > 0) return -1;
        return this.utf && byte >= 0x80 ? at + utf8SequenceLength(subject, at) : at + 1;
      case 5 /* OP.ANY_CHAR */:
        return this.utf && byte >= 0x80 ? at + utf8SequenceLength(subject, at) : at + 1;
      case 6 /* OP.ANY_BYTE */:
        return at + 1;
      default:
        throw new Error(`regular expression: bad instruction ${code[pc]}`);
    }
  }

  /** The position behind as many characters as match, at most `count`; the loop that most time goes into. */
  private span(pc: number, at: number, count: number): number {
    const { subject } = this;
    const { code } = this.program;
    const op = code[pc];
    const limit = count > subject.length - at ? subject.length : at + count;
    if (op === OP.SET && !this.utf) {
      const { bitmap } = this.program.sets[code[pc + 1]];
      while (at < limit && bitmap[subject[at]] !== 0) at++;
      return at;
    }
    if (op === OP.BYTE) {
      const byte = code[pc + 1];
      while (at < limit && subject[at] === byte) at++;
      return at;
    }
    if (op === OP.ANY_BYTE || (op === OP.ANY_CHAR && !this.utf)) return limit;
    if (op === OP.NOT_NEWLINE && !this.utf && this.newline === 'lf') {
      const next = subject.indexOf(10, at);
      return next < 0 ? limit : Math.min(next, limit);
    }
    for (let taken = 0; taken < count; taken++) {
      const next = this.single(pc, at);
      if (next < 0) break;
      at = next;
    }
    return at;
  }

  // ---- The stack -------------------------------------------------------------------------------------------

  private push(kind: number, first: number, second: number, third: number): void {
    if (this.height + WORDS > this.stack.length) {
      if (this.stack.length * 2 > MAX_STACK) throw new Stop('match_limit_recursion');
      const grown = new Int32Array(this.stack.length * 2);
      grown.set(this.stack);
      this.stack = grown;
    }
    const { stack, height } = this;
    stack[height] = kind;
    stack[height + 1] = first;
    stack[height + 2] = second;
    stack[height + 3] = third;
    this.height = height + WORDS;
  }

  private choose(pc: number, at: number): void {
    this.spend();
    if (this.height > this.maxHeight) throw new Stop('match_limit_recursion');
    this.push(ENTRY.CHOICE, pc, at, 0);
  }

  private spend(): void {
    this.steps--;
    if (--this.budget < 0) throw new Stop('match_limit');
  }

  private setRegister(register: number, value: number): void {
    this.push(ENTRY.REGISTER, register, this.registers[register], 0);
    this.registers[register] = value;
  }

  /** Drops the alternatives above a height, keeps what restores registers from `first` on. */
  private cut(height: number, first: number): void {
    const { stack } = this;
    let kept = height;
    for (let at = height; at < this.height; at += WORDS) {
      if (stack[at] !== ENTRY.REGISTER || stack[at + 1] < first) continue;
      if (kept !== at) stack.copyWithin(kept, at, at + WORDS);
      kept += WORDS;
    }
    this.height = kept;
  }

  /** Undoes everything above a height but the values of groups. */
  private undo(height: number): void {
    const { stack, registers } = this;
    while (this.height > height) {
      this.height -= WORDS;
      const register = stack[this.height + 1];
      if (stack[this.height] === ENTRY.FRAME) this.frames.pop();
      else if (stack[this.height] === ENTRY.REGISTER && register >= this.attempts) {
        registers[register] = stack[this.height + 2];
      }
    }
  }

  /** Undoes all up to the start of the innermost negative assertion or call; false if there is none. */
  private undoToBarrier(): boolean {
    const { stack } = this;
    let at = this.height - WORDS;
    while (at >= 0 && stack[at] !== ENTRY.BARRIER && stack[at] !== ENTRY.FRAME) at -= WORDS;
    this.undo(Math.max(at, 0));
    return at >= 0;
  }

  // ---- One attempt ------------------------------------------------------------------------------------------

  private matchEnd = 0;

  /** Whether the pattern matches from `start` on: one of ATTEMPT. */
  private attempt(start: number): number {
    const { registers } = this;
    registers.fill(-1, this.attempts);
    registers[this.keep] = start;
    registers[this.top] = 0;
    this.height = 0;
    this.frames.length = 0;
    this.skipTo = -1;
    this.budget = this.options.matchLimit ?? MATCH_LIMIT;
    this.spend();
    return this.advance(0, start);
  }

  /** Goes on with an attempt. */
  private advance(pc: number, at: number): number {
    const { subject } = this;
    const { code } = this.program;
    for (;;) {
      // Each case goes on by `continue` where it succeeds and leaves the switch where it fails.
      switch (code[pc]) {
        case 1 /* OP.BYTE */:
          if (at < subject.length && subject[at] === code[pc + 1]) {
            at++;
            pc += 2;
            continue;
          }
          break;
        case 2 /* OP.CHAR */:
        case 3 /* OP.SET */:
        case 4 /* OP.NOT_NEWLINE */:
        case 5 /* OP.ANY_CHAR */:
        case 6 /* OP.ANY_BYTE */:
          {
            const next = this.single(pc, at);
            if (next >= 0) {
              at = next;
              pc += 1 + SINGLE_OPERANDS[code[pc]];
              continue;
            }
            break;
          }
        case 7 /* OP.REPEAT_ONE */:
          {
            const next = this.repeatOne(pc, at);
            if (next >= 0) {
              at = next;
              pc += 5 + SINGLE_OPERANDS[code[pc + 4]];
              continue;
            }
            break;
          }
        case 8 /* OP.JUMP */:
          pc = code[pc + 1];
          continue;
        case 9 /* OP.SPLIT */:
          this.choose(code[pc + 1], at);
          pc += 2;
          continue;
        case 10 /* OP.SPLIT_LAZY */:
          this.choose(pc + 2, at);
          pc = code[pc + 1];
          continue;
        case 11 /* OP.OPEN */:
          this.setRegister(this.attempts + code[pc + 1], at);
          pc += 2;
          continue;
        case 12 /* OP.CLOSE */:
          this.close(code[pc + 1], at);
          pc += 2;
          continue;
        case 13 /* OP.MARK */:
          {
            const register = code[pc + 1];
            this.setRegister(register + 1, at);
            this.setRegister(register, 0);
            this.registers[register] = this.height;
            pc += 2;
            continue;
          }
        case 14 /* OP.CUT */:
          this.cut(this.registers[code[pc + 1]], 0);
          pc += 2;
          continue;
        case 15 /* OP.CUT_BACK */:
          {
            const register = code[pc + 1];
            this.cut(this.registers[register], this.attempts);
            at = this.registers[register + 1];
            pc += 2;
            continue;
          }
        case 16 /* OP.UNDO */:
          {
            const register = code[pc + 1];
            const saved = this.registers[register + 1];
            this.undo(this.registers[register]);
            at = saved;
            pc += 2;
            continue;
          }
        case 17 /* OP.LOOP_START */:
          this.setRegister(code[pc + 1], 0);
          pc += 2;
          continue;
        case 18 /* OP.LOOP */:
          {
            const count = this.registers[code[pc + 1]];
            if (count < code[pc + 2]) {
              pc += 6;
            } else if (count >= code[pc + 3]) {
              pc = code[pc + 5];
            } else if (code[pc + 4] === MODE.LAZY) {
              this.choose(pc + 6, at);
              pc = code[pc + 5];
            } else {
              this.choose(code[pc + 5], at);
              pc += 6;
            }
            continue;
          }
        case 19 /* OP.LOOP_BODY */:
          {
            const register = code[pc + 1];
            this.setRegister(register, this.registers[register] + 1);
            this.setRegister(register + 1, at);
            pc += 2;
            continue;
          }
        case 20 /* OP.LOOP_END */:
          {
            // A turn that matched nothing ends a loop without bound.
            const register = code[pc + 1];
            const isIdle =
              at === this.registers[register + 1] &&
              code[pc + 3] === 0x7fffffff &&
              this.registers[register] >= code[pc + 2];
            pc = isIdle ? code[pc + 5] : code[pc + 4];
            continue;
          }
        case 21 /* OP.BACKREFERENCE */:
          {
            const next = this.backreference(pc, at);
            if (next >= 0) {
              at = next;
              pc += 3 + code[pc + 2];
              continue;
            }
            break;
          }
        case 22 /* OP.CALL */:
          this.call(pc, at);
          pc = code[pc + 2];
          continue;
        case 23 /* OP.RETURN */:
          {
            const frame = this.frames.pop()!;
            const kept = this.registers[this.keep];
            this.height = frame.height;
            this.registers.set(frame.registers);
            // Of what a call changes only the start that \K sets stays.
            if (kept !== this.registers[this.keep]) this.setRegister(this.keep, kept);
            pc = frame.returnTo;
            continue;
          }
        case 24 /* OP.IF_GROUP */:
        case 25 /* OP.IF_RECURSION */:
          pc = this.holds(pc) ? pc + 3 + code[pc + 2] : code[pc + 1];
          continue;
        case 26 /* OP.ASSERT */:
          if (this.asserts(code[pc + 1], at)) {
            pc += 2;
            continue;
          }
          break;
        case 27 /* OP.KEEP */:
          this.setRegister(this.keep, at);
          pc++;
          continue;
        case 32 /* OP.BARRIER */:
          this.push(ENTRY.BARRIER, 0, 0, 0);
          pc++;
          continue;
        case 29 /* OP.VERB */:
          this.push(ENTRY.VERB, code[pc + 1], at, 0);
          pc += 2;
          continue;
        case 30 /* OP.BACK */:
          {
            const next = this.back(at, code[pc + 1]);
            if (next >= 0) {
              at = next;
              pc += 2;
              continue;
            }
            break;
          }
        case 31 /* OP.NEWLINE_SEQUENCE */:
          {
            const length = this.newlineSequence(at);
            if (length > 0) {
              at += length;
              pc++;
              continue;
            }
            break;
          }
        case 0 /* OP.MATCH */:
          {
            const isEmpty = at === this.registers[this.keep];
            const refused =
              isEmpty &&
              (this.options.notempty || (this.options.notemptyAtstart && at === this.offset));
            if (!refused) {
              this.matchEnd = at;
              return ATTEMPT.MATCHED;
            }
            break;
          }
        case 28 /* OP.FAIL */:
          break;
      }
      if (!this.backtrack()) return ATTEMPT.FAILED;
      if (this.steps < 0) return ATTEMPT.PAUSED;
      pc = this.resumePc;
      at = this.resumeAt;
    }
  }

  private resumePc = 0;
  private resumeAt = 0;

  /** Goes back to the last alternative; false if there is none. */
  private backtrack(): boolean {
    const { code } = this.program;
    while (this.height > 0) {
      const { stack, registers, subject } = this;
      const top = this.height - WORDS;
      const first = stack[top + 1];
      switch (stack[top]) {
        case 1 /* ENTRY.REGISTER */:
          registers[first] = stack[top + 2];
          this.height = top;
          continue;
        case 0 /* ENTRY.CHOICE */:
          this.height = top;
          this.resumePc = first;
          this.resumeAt = stack[top + 2];
          return true;
        case 2 /* ENTRY.FRAME */:
          registers.set(this.frames.pop()!.registers.subarray(0, this.attempts));
          this.height = top;
          continue;
        case 3 /* ENTRY.RANGE */:
        case 4 /* ENTRY.RANGE_UTF */:
          {
            this.spend();
            const lowest = stack[top + 2];
            let at = stack[top + 3] - 1;
            if (stack[top] === ENTRY.RANGE_UTF) while ((subject[at] & 0xc0) === 0x80) at--;
            // What follows is often one byte: skip the positions where it is another.
            else if (code[first] === OP.BYTE) {
              const byte = code[first + 1];
              while (at > lowest && subject[at] !== byte) at--;
            }
            if (at > lowest) stack[top + 3] = at;
            else this.height = top;
            this.resumePc = first;
            this.resumeAt = at;
            return true;
          }
        case 5 /* ENTRY.LAZY */:
          {
            this.spend();
            const next = this.single(first + 4, stack[top + 2]);
            const count = stack[top + 3] + 1;
            if (next < 0) {
              this.height = top;
              continue;
            }
            if (count < code[first + 3]) {
              stack[top + 2] = next;
              stack[top + 3] = count;
            } else this.height = top;
            this.resumePc = first + 5 + SINGLE_OPERANDS[code[first + 4]];
            this.resumeAt = next;
            return true;
          }
        case 7 /* ENTRY.BARRIER */:
          this.height = top;
          continue;
        case 6 /* ENTRY.VERB */:
          {
            const skipTo = [subject.length + 1, -1, stack[top + 2]][first];
            if (this.undoToBarrier()) continue;
            this.skipTo = skipTo;
            return false;
          }
      }
    }
    return false;
  }

  /** Repeats one character; the position behind, -1 if there are too few. */
  private repeatOne(pc: number, at: number): number {
    const { code } = this.program;
    const mode = code[pc + 1];
    const min = code[pc + 2];
    const max = code[pc + 3];
    const one = pc + 4;
    for (let count = 0; count < min; count++) {
      at = this.single(one, at);
      if (at < 0) return -1;
    }
    if (max === min) return at;
    if (mode === MODE.LAZY) {
      this.push(ENTRY.LAZY, pc, at, min);
      return at;
    }
    const end = this.span(one, at, max === 0x7fffffff ? max : max - min);
    if (mode === MODE.GREEDY && end > at) {
      const byBytes = !this.utf || code[one] === OP.ANY_BYTE;
      this.push(
        byBytes ? ENTRY.RANGE : ENTRY.RANGE_UTF,
        pc + 5 + SINGLE_OPERANDS[code[one]],
        at,
        end,
      );
    }
    return end;
  }

  private close(group: number, at: number): void {
    const { registers } = this;
    this.setRegister(2 * group, registers[this.attempts + group]);
    this.setRegister(2 * group + 1, at);
    if (group <= registers[this.top]) return;
    registers.fill(-1, 2 * (registers[this.top] + 1), 2 * group);
    this.setRegister(this.top, group);
  }

  private isSet(group: number): boolean {
    return group <= this.registers[this.top] && this.registers[2 * group] >= 0;
  }

  private backreference(pc: number, at: number): number {
    const { code } = this.program;
    const { subject, registers } = this;
    let group = -1;
    for (let i = 0; i < code[pc + 2] && group < 0; i++) {
      if (this.isSet(code[pc + 3 + i])) group = code[pc + 3 + i];
    }
    if (group < 0) return -1;
    const start = registers[2 * group];
    const end = registers[2 * group + 1];
    if (code[pc + 1] !== 0) return this.sameRegardlessOfCase(start, end, at);
    if (at + end - start > subject.length) return -1;
    for (let i = start; i < end; i++) if (subject[i] !== subject[at + i - start]) return -1;
    return at + end - start;
  }

  private sameRegardlessOfCase(start: number, end: number, at: number): number {
    const { subject } = this;
    for (let i = start; i < end; ) {
      if (at >= subject.length) return -1;
      if (!this.utf) {
        if (subject[i] !== subject[at] && latin1OtherCase(subject[i]) !== subject[at]) return -1;
        i++;
        at++;
        continue;
      }
      const length = utf8SequenceLength(subject, i);
      const otherLength = utf8SequenceLength(subject, at);
      const mine = decodeSequence(subject, i, length);
      const other = decodeSequence(subject, at, otherLength);
      if (mine !== other && !caseVariants(mine, true).includes(other)) return -1;
      i += length;
      at += otherLength;
    }
    return at;
  }

  /** Enters a subroutine. One that calls itself without having moved ends the search: OTP answers `nomatch`. */
  private call(pc: number, at: number): void {
    const group = this.program.code[pc + 1];
    for (const frame of this.frames) {
      if (frame.group === group && frame.position === at) throw new Stop('nomatch');
    }
    if (this.frames.length >= MAX_FRAMES) throw new Stop('match_limit_recursion');
    this.spend();
    const registers = this.registers.slice();
    this.frames.push({ returnTo: pc + 3, height: this.height, registers, group, position: at });
    this.push(ENTRY.FRAME, 0, 0, 0);
  }

  /** The condition of the instruction at `pc`. */
  private holds(pc: number): boolean {
    const { code } = this.program;
    const top = this.frames.at(-1);
    for (let i = 0; i < code[pc + 2]; i++) {
      const number = code[pc + 3 + i];
      if (code[pc] === OP.IF_GROUP) {
        if (this.isSet(number)) return true;
      } else if (top && (number === -1 || number === top.group)) return true;
    }
    return false;
  }

  private back(at: number, characters: number): number {
    if (!this.utf) return at >= characters ? at - characters : -1;
    for (let i = 0; i < characters; i++) {
      if (at === 0) return -1;
      at--;
      while ((this.subject[at] & 0xc0) === 0x80) at--;
    }
    return at;
  }

  private newlineSequence(at: number): number {
    const byte = this.subject[at];
    if (byte === 10 || byte === 13) return this.anyNewlineAt(at);
    const anycrlf = this.options.bsrAnycrlf ?? this.program.options.bsrAnycrlf;
    return anycrlf ? 0 : this.anyNewlineAt(at);
  }

  private asserts(kind: number, at: number): boolean {
    const { subject, options } = this;
    const end = subject.length;
    switch (kind) {
      case ASSERT.start:
        return at === 0;
      case ASSERT.lineStart:
        return at === 0 && !options.notbol;
      case ASSERT.multilineStart:
        if (at === 0) return !options.notbol;
        return at !== end && this.newlineBefore(at);
      case ASSERT.end:
        return at === end;
      case ASSERT.endNewline:
        return this.atFinalNewline(at);
      case ASSERT.lineEnd:
        return !options.noteol && this.atFinalNewline(at);
      case ASSERT.lineEndOnly:
        return !options.noteol && at === end;
      case ASSERT.multilineEnd:
        return at === end ? !options.noteol : this.newlineAt(at) > 0;
      case ASSERT.searchStart:
        return at === this.offset;
      case ASSERT.wordBoundary:
        return this.wordBefore(at) !== this.wordAt(at);
      case ASSERT.notWordBoundary:
        return this.wordBefore(at) === this.wordAt(at);
      default:
        throw new Error(`regular expression: bad assertion ${kind}`);
    }
  }

  private atFinalNewline(at: number): boolean {
    if (at === this.subject.length) return true;
    const length = this.newlineAt(at);
    return length > 0 && at + length === this.subject.length;
  }

  private wordAt(at: number): boolean {
    if (at >= this.subject.length) return false;
    const code = this.utf
      ? decodeSequence(this.subject, at, utf8SequenceLength(this.subject, at))
      : this.subject[at];
    return this.program.options.ucp ? isUnicodeWord(code) : code < 256 && LATIN1_CLASS.word(code);
  }

  private wordBefore(at: number): boolean {
    return at > 0 && this.wordAt(this.back(at, 1));
  }
}

function isUtf8(subject: Uint8Array): boolean {
  for (let at = 0; at < subject.length; ) {
    const length = subject[at] < 0x80 ? 1 : utf8SequenceLength(subject, at);
    if (length < 0) return false;
    at += length;
  }
  return true;
}
