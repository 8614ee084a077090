/*
 * Writes src/util/pcre/unicode-data.ts: general category, script and case of all characters as the PCRE of a real
 * OTP 27 has them. A binary of all characters is searched for runs of each property; pairs of characters that may
 * differ by case only are those of JavaScript's Unicode, each tried on the real PCRE.
 *
 * Usage: node tools/pcre-unicode.ts --otp BIN_DIR
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

const { values } = parseArgs({ options: { otp: { type: 'string' } } });
if (!values.otp) throw new Error('usage: node tools/pcre-unicode.ts --otp BIN_DIR');

const CATEGORIES =
  'Cc Cf Cn Co Cs Ll Lm Lo Lt Lu Mc Me Mn Nd Nl No Pc Pd Pe Pf Pi Po Ps Sc Sk Sm So Zl Zp Zs'.split(
    ' ',
  );

/** The script names that PCRE knows. */
const SCRIPTS = `
  Arabic Armenian Avestan Balinese Bamum Bassa_Vah Batak Bengali Bopomofo Brahmi Braille Buginese
  Buhid Canadian_Aboriginal Carian Caucasian_Albanian Chakma Cham Cherokee Common Coptic
  Cuneiform Cypriot Cyrillic Deseret Devanagari Duployan Egyptian_Hieroglyphs Elbasan Ethiopic
  Georgian Glagolitic Gothic Grantha Greek Gujarati Gurmukhi Han Hangul Hanunoo Hebrew Hiragana
  Imperial_Aramaic Inherited Inscriptional_Pahlavi Inscriptional_Parthian Javanese Kaithi Kannada
  Katakana Kayah_Li Kharoshthi Khmer Khojki Khudawadi Lao Latin Lepcha Limbu Linear_A
  Linear_B Lisu Lycian Lydian Mahajani Malayalam Mandaic Manichaean Meetei_Mayek Mende_Kikakui
  Meroitic_Cursive Meroitic_Hieroglyphs Miao Modi Mongolian Mro Myanmar Nabataean New_Tai_Lue Nko
  Ogham Ol_Chiki Old_Italic Old_North_Arabian Old_Permic Old_Persian Old_South_Arabian Old_Turkic
  Oriya Osmanya Pahawh_Hmong Palmyrene Pau_Cin_Hau Phags_Pa Phoenician Psalter_Pahlavi Rejang
  Runic Samaritan Saurashtra Sharada Shavian Siddham Sinhala Sora_Sompeng Sundanese Syloti_Nagri
  Syriac Tagalog Tagbanwa Tai_Le Tai_Tham Tai_Viet Takri Tamil Telugu Thaana Thai Tibetan
  Tifinagh Tirhuta Ugaritic Vai Warang_Citi Yi
`
  .trim()
  .split(/\s+/);

const LAST = 0x10ffff;
const isSurrogate = (code: number): boolean => code >= 0xd800 && code <= 0xdfff;

/** Groups of characters that JavaScript takes for cases of one another. */
function caseCandidates(): number[][] {
  const parent = new Map<number, number>();
  const find = (code: number): number => {
    const up = parent.get(code) ?? code;
    return up === code ? code : find(up);
  };
  for (let code = 0; code <= LAST; code++) {
    if (isSurrogate(code)) continue;
    const text = String.fromCodePoint(code);
    for (const other of [text.toLowerCase(), text.toUpperCase()]) {
      const otherCode = other.codePointAt(0)!;
      if (other !== String.fromCodePoint(otherCode) || otherCode === code) continue;
      for (const each of [code, otherCode]) if (!parent.has(each)) parent.set(each, each);
      parent.set(find(code), find(otherCode));
    }
  }
  const groups = new Map<number, number[]>();
  for (const code of parent.keys()) {
    const root = find(code);
    groups.set(root, [...(groups.get(root) ?? []), code]);
  }
  return [...groups.values()];
}

const PROGRAM = `
-module(pcre_unicode).
-export([main/1]).
main([Dir]) ->
    {ok, [Properties, Groups]} = file:consult(filename:join(Dir, "in.terms")),
    All = << <<C/utf8>> || C <- lists:seq(0, 16#10ffff), C < 16#d800 orelse C > 16#dfff >>,
    {ok, Out} = file:open(filename:join(Dir, "out.txt"), [write, delayed_write]),
    [begin
         {ok, Re} = re:compile(["\\\\p{", P, "}+"], [unicode]),
         Found = case re:run(All, Re, [global, {capture, first}]) of {match, M} -> M; nomatch -> [] end,
         io:format(Out, "run ~s~n", [[[" ", integer_to_list(S), ":", integer_to_list(L)] || [{S, L}] <- Found]])
     end || P <- Properties],
    [io:format(Out, "case ~b ~b~n", [A, B])
     || Group <- Groups, A <- Group, B <- Group, A =/= B,
        re:run(<<B/utf8>>, io_lib:format("^\\\\x{~.16b}$", [A]), [unicode, caseless, {capture, none}]) =:= match],
    file:close(Out),
    halt().
`;

const work = mkdtempSync(join(tmpdir(), 'beamjit-pcre-'));
process.on('exit', () => rmSync(work, { recursive: true }));
const properties = [...CATEGORIES, ...SCRIPTS];
const strings = properties.map((name) => `"${name}"`).join(',');
const groups = caseCandidates()
  .map((group) => `[${group}]`)
  .join(',');
writeFileSync(join(work, 'in.terms'), `[${strings}].\n[${groups}].\n`);
writeFileSync(join(work, 'pcre_unicode.erl'), PROGRAM);
execFileSync(join(values.otp, 'erlc'), ['-o', work, join(work, 'pcre_unicode.erl')]);
execFileSync(
  join(values.otp, 'erl'),
  ['-noshell', '-pa', work, '-run', 'pcre_unicode', 'main', work],
  { stdio: ['ignore', 'ignore', 'inherit'] },
);
const lines = readFileSync(join(work, 'out.txt'), 'utf8').split('\n');

/** The code point that starts at each byte of the binary of all characters. */
function codeAtByte(byte: number): number {
  if (byte < 0x80) return byte;
  if (byte < 0x80 + 2 * 0x780) return 0x80 + (byte - 0x80) / 2;
  const three = 0x80 + 2 * 0x780;
  const below = three + 3 * (0xd800 - 0x800);
  if (byte < below) return 0x800 + (byte - three) / 3;
  const bmp = below + 3 * 0x2000;
  if (byte < bmp) return 0xe000 + (byte - below) / 3;
  return 0x10000 + (byte - bmp) / 4;
}

const categoryOf = new Uint8Array(LAST + 1).fill(CATEGORIES.indexOf('Cs'), 0xd800, 0xe000);
const scriptOf = new Uint8Array(LAST + 1);
const seen = [new Uint8Array(LAST + 1), new Uint8Array(LAST + 1)];
lines
  .filter((line) => line.startsWith('run'))
  .forEach((line, index) => {
    const isCategory = index < CATEGORIES.length;
    for (const item of line.slice(4).split(' ').filter(Boolean)) {
      const [start, length] = item.split(':').map(Number);
      // A run may go over the gap of the surrogates.
      for (let at = start; at < start + length; ) {
        const code = codeAtByte(at);
        if (isCategory) categoryOf[code] = index;
        else scriptOf[code] = index - CATEGORIES.length;
        seen[isCategory ? 0 : 1][code] = 1;
        at += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
      }
    }
  });
for (let code = 0; code <= LAST; code++) {
  if (!isSurrogate(code) && !seen[0][code]) throw new Error(`no category: ${code}`);
  // A character of no known script is of none of those that can be named.
  if (!seen[1][code]) scriptOf[code] = SCRIPTS.length;
}

function runs(of: Uint8Array): string {
  const pieces: string[] = [];
  for (let start = 0; start <= LAST; ) {
    let end = start;
    while (end <= LAST && of[end] === of[start]) end++;
    pieces.push(`${(end - start).toString(36)},${of[start].toString(36)}`);
    start = end;
  }
  return pieces.join(' ');
}

const caseSets = new Map<number, Set<number>>();
for (const line of lines.filter((line) => line.startsWith('case'))) {
  const [, a, b] = line.split(' ').map(Number);
  const set = caseSets.get(a) ?? caseSets.get(b) ?? new Set();
  caseSets.set(a, set.add(a).add(b)).set(b, set);
}
const sets = [...new Set(caseSets.values())]
  .map((set) => [...set].sort((a, b) => a - b))
  .sort(([a], [b]) => a - b)
  .map((set) => set.map((code) => code.toString(36)).join(','));

function literal(text: string): string {
  const rows = text.match(/.{1,92}(?: |$)/g) ?? [];
  return rows.map((row) => `  ${JSON.stringify(row)}`).join(' +\n');
}

writeFileSync(
  join(import.meta.dirname, '../src/util/pcre/unicode-data.ts'),
  `/*
 * Generated by tools/pcre-unicode.ts from the PCRE of OTP 27. Do not edit.
 *
 * Runs are "length,value" in base 36 from character 0 on, values index the names; case sets list characters in base 36.
 */
export const CATEGORIES: readonly string[] = (
${literal(CATEGORIES.join(' '))}
).split(' ');

export const CATEGORY_RUNS =
${literal(runs(categoryOf))};

export const SCRIPTS: readonly string[] = (
${literal(SCRIPTS.join(' '))}
).split(' ');

export const SCRIPT_RUNS =
${literal(runs(scriptOf))};

export const CASE_SETS =
${literal(sets.join(' '))};
`,
);
console.log(`${SCRIPTS.length} scripts, ${sets.length} sets of cases`);
