// The text of single functions out of a module's, for people: names instead of numbers, short expressions on one line.

/** A parenthesized expression, or a word. */
type Node = string | Node[];

const WIDTH = 100;

/**
 * The text of each function of a module, by its name there. `names` says what functions and globals are called in the text; locals
 * are called after the values that they hold where the module says so.
 */
export function functionTexts(
  module: string,
  names: ReadonlyMap<string, string>,
): Map<string, string> {
  const texts = new Map<string, string>();
  const [tree] = parse(module);
  for (const node of tree as Node[]) {
    if (node[0] === 'func') texts.set((node[1] as string).slice(1), print(renamed(node, names), 0));
  }
  return texts;
}

function parse(text: string): Node[] {
  const stack: Node[][] = [[]];
  for (const [token] of text.matchAll(/;;.*|[()]|\$?"(?:[^"\\]|\\.)*"|[^\s()]+/g)) {
    if (token.startsWith(';;')) continue;
    if (token === '(') stack.push([]);
    else if (token === ')') {
      const list = stack.pop() as Node[];
      stack[stack.length - 1].push(list);
    } else stack[stack.length - 1].push(token);
  }
  return stack[0];
}

function renamed(node: Node, names: ReadonlyMap<string, string>): Node {
  if (typeof node !== 'string') {
    // The type of a function is said by its parameters.
    const copy = node.filter((n) => n[0] !== 'type').map((n) => renamed(n, names));
    const name = NAMING.has(node[0]) ? names.get((node[1] as string).slice(1)) : undefined;
    if (name !== undefined) copy[1] = `$${identifier(name)}`;
    return copy;
  }
  return node;
}

/** What is followed by the name of a function or a global. Labels and locals have names of their own. */
const NAMING: ReadonlySet<Node> = new Set([
  'func',
  'call',
  'return_call',
  'global.get',
  'global.set',
]);

/** Other characters need quotes in the text format. */
function identifier(name: string): string {
  return /^[\w!#$%&'*+\-./:<=>?@\\^`|~]+$/.test(name) ? name : JSON.stringify(name);
}

function print(node: Node, depth: number): string {
  const indent = '  '.repeat(depth);
  const line = oneLine(node);
  if (typeof node === 'string' || indent.length + line.length <= WIDTH) {
    const isStatement = depth === 0 && node[0] === 'func';
    if (!isStatement) return `${indent}${line}\n`;
  }
  const list = node as Node[];
  // What stands on the first line: the operation and its immediates, such as labels, types, parameters.
  let head = 1;
  while (head < list.length && isImmediate(list[head])) head++;
  const first = list.slice(0, head).map(oneLine).join(' ');
  const rest = list.slice(head).map((n) => print(n, depth + 1));
  return `${indent}(${first}\n${rest.join('')}${indent})\n`;
}

function isImmediate(node: Node): boolean {
  return typeof node === 'string' || ['param', 'result'].includes(node[0] as string);
}

function oneLine(node: Node): string {
  return typeof node === 'string' ? node : `(${node.map(oneLine).join(' ')})`;
}
