// Erlang source as a tree that can be made smaller without knowing Erlang: a node is text, a template of text and nodes, or
// a sequence whose items may be left out. A template of a type can be replaced by anything else of that type. What the
// compiler then refuses was no good idea; nobody has to know beforehand.

import type { Type } from './types.ts';

export interface Template {
  /** The type of the expression; undefined for what is none, such as a clause. */
  readonly type?: Type;
  readonly parts: readonly Node[];
}

export interface Sequence {
  readonly items: readonly Node[];
  readonly separator: string;
  /** So many items have to stay. */
  readonly least: number;
}

export type Node = string | Template | Sequence;

/** A template as a template literal: t`(${a} + ${b})`. */
export function t(texts: TemplateStringsArray, ...nodes: readonly Node[]): Template {
  const parts: Node[] = [texts[0]];
  for (const [i, node] of nodes.entries()) parts.push(node, texts[i + 1]);
  return { parts: parts.filter((part) => part !== '') };
}

export function sequence(items: readonly Node[], separator: string, least = 0): Sequence {
  return { items, separator, least };
}

/** Nodes with commas between them, none of which can be left out. */
export function commas(items: readonly Node[]): Sequence {
  return sequence(items, ', ', items.length);
}

export function typed(type: Type, node: Node): Template {
  return { type, parts: [node] };
}

export function isSequence(node: Node): node is Sequence {
  return typeof node !== 'string' && 'items' in node;
}

export function childrenOf(node: Node): readonly Node[] {
  if (typeof node === 'string') return [];
  return isSequence(node) ? node.items : node.parts;
}

/** The node with other children. */
export function withChildren(node: Node, children: readonly Node[]): Node {
  if (typeof node === 'string') return node;
  return isSequence(node) ? { ...node, items: children } : { ...node, parts: children };
}

/** The node's text, each line indented by the blocks that it stands in. */
export function render(node: Node): string {
  let depth = 0;
  const lines = plain(node).split('\n');
  const indented = lines.map((line) => {
    const change = count(line, OPENER) - count(line, CLOSER);
    const indent = Math.max(0, depth - (/^(end|of|catch|after|else)\b/.test(line) ? 1 : 0));
    depth = Math.max(0, depth + change);
    return '  '.repeat(indent) + line;
  });
  return indented.join('\n');
}

const OPENER = /\b(case|if|receive|try|begin|maybe)\b|\bfun(?=\s*\w*\()/g;
const CLOSER = /\bend\b/g;

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}

function plain(node: Node): string {
  if (typeof node === 'string') return node;
  if (isSequence(node)) return node.items.map(plain).join(node.separator);
  return node.parts.map(plain).join('');
}
