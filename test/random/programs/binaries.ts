// Rules for binaries and bitstrings.

import { qualifiers } from './collections.ts';
import { bitPattern, segmentSize } from './patterns.ts';
import { type Rule, rule, type Scope, type Variable } from './scope.ts';
import { type Node, sequence, t } from './syntax.ts';
import { ATOM, BINARY, BITS, FLOAT, INT, listOf, type Type } from './types.ts';

export const BINARY_RULES: readonly Rule[] = [
  rule('binary', 18, (s) => construction(s, true)),
  rule('bits', 18, (s) => construction(s, false)),
  rule('binary', 8, (s) => cut(s, comprehension(s, true))),
  rule('bits', 8, (s) => {
    const [short, long] = [s.name(), s.name()];
    const made = comprehension(s, false);
    return t`case ${made} of\n<<${short}:99/bits, _/bits>> ->\n${short};\n${long} ->\n${long}\nend`;
  }),
  rule('binary', 3, (s) => t`list_to_binary([X band 255 || X <- ${s.expr(listOf(INT))}])`),
  rule('binary', 3, (s) =>
    cut(s, t`iolist_to_binary([${s.expr(BINARY)}, "x", [${s.expr(BINARY)}]])`),
  ),
  rule('binary', 3, (s) => t`integer_to_binary(${s.expr(INT)})`),
  rule('binary', 2, (s) => t`float_to_binary(${s.expr(FLOAT)}, [short])`),
  rule('binary', 2, (s) => t`atom_to_binary(${s.expr(ATOM)})`),
  rule('binary', 3, (s) => cut(s, t`binary:copy(${s.expr(BINARY)}, ${s.expr(INT)} band 3)`)),
  rule('binary', 3, (s) => t`binary:part(${filled(s)}, 0, ${s.expr(INT)} band 1)`),
  rule('binary', 2, (s) => t`binary:encode_unsigned(abs(${s.expr(INT)}))`),
  rule('binary', 2, (s) => t`element(1, split_binary(${filled(s)}, ${s.expr(INT)} band 1))`),
  rule('binary', 2, (s) => t`hd(binary:split(${s.expr(BINARY)}, <<"b">>))`),
  rule('bits', 8, (s) => s.expr(BINARY)),
  ...[BINARY, BITS, INT, FLOAT].map(matched),
];

/** What a match of a binary gives, of a type that segments can have. */
function matched(type: Type): Rule {
  return rule(type.kind, type === INT ? 8 : 5, (s) => {
    const bound: Variable[] = [];
    const from = s.random.pick([BINARY, BITS]);
    const node = bitPattern(s, from, (of) => {
      const variable = s.variable(of);
      bound.push(variable);
      return variable.name;
    });
    const other = s.expr(type);
    return t`case ${s.expr(from)} of\n${node} ->\n${s.with(...bound).expr(type)};\n_ ->\n${other}\nend`;
  });
}

/** A binary of a byte at least. */
export function filled(s: Scope): Node {
  return t`<<(${s.expr(INT)}), (${s.expr(BINARY)})/binary>>`;
}

/** Of a size that no loop makes larger and larger. */
export function cut(s: Scope, binary: Node): Node {
  const name = s.name();
  const most = String(8 + s.random.int(40));
  return t`begin ${name} = ${binary}, binary:part(${name}, 0, min(byte_size(${name}), ${most})) end`;
}

/** `<<…>>`, which may begin with all of another one, as appending does. */
function construction(s: Scope, whole: boolean): Node {
  const segments = s.random.times(1 + s.random.int(3), () => segment(s, whole));
  if (s.random.chance(0.3)) {
    segments.unshift(whole ? t`(${s.expr(BINARY)})/binary` : t`(${s.expr(BITS)})/bits`);
  }
  return t`<<${sequence(segments, ', ')}>>`;
}

function comprehension(s: Scope, whole: boolean): Node {
  const { node, scope } = qualifiers(s.repeated());
  return t`<< <<${segment(scope.atDepth(2), whole)}>> || ${node} >>`;
}

/** A segment to construct, of a limited size; `whole` ones keep the size a multiple of 8 bits. */
export function segment(s: Scope, whole: boolean): Node {
  switch (s.random.int(7)) {
    case 0: {
      const type = s.random.pick(['utf8', 'utf8', 'utf16', 'utf16-little', 'utf32']);
      return t`(${s.expr(INT)} band 2047)/${type}`;
    }
    case 1: {
      const size = s.random.pick(['64', '32', '64', '16']);
      return t`(${s.expr(FLOAT)}):${size}/float${s.random.pick(['', '-little'])}`;
    }
    case 2:
      return whole ? '"abc"' : t`(${s.leaf(BITS)}):3/bits`;
    case 3: {
      const size = t`(${s.expr(INT)} band ${String(whole ? 7 : 63)})`;
      const flags = whole ? '/unit:8' : s.random.pick(['', '/little', '/unit:2']);
      return t`(${s.expr(INT)}):${size}${flags}`;
    }
    case 4:
      return t`(${s.expr(BINARY)}):${String(s.random.int(3))}/binary`;
    default:
      return t`(${s.expr(INT)}):${segmentSize(s, whole)}`;
  }
}
