/*
 * Regular expressions with the semantics of PCRE 8.44, the PCRE of OTP 27. See docs/re.md for why this is our own and
 * what it refuses.
 */
export { compile } from './compiler.ts';
export { type ExecOptions, type ExecResult, exec, Search } from './matcher.ts';
export type { Program } from './program.ts';
export { type CompileOptions, type Newline, PatternError, UnsupportedPattern } from './syntax.ts';
