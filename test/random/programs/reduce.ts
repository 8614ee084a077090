// Makes a program that shows a difference smaller: leaves out items of sequences (functions, calls, clauses, statements),
// then puts smaller expressions of the same type in the place of larger ones, for as long as the difference stays.

import {
  childrenOf,
  isSequence,
  type Node,
  render,
  type Template,
  withChildren,
} from './syntax.ts';
import { sameType, type Type, trivial } from './types.ts';

/** Where a node is in a tree: the index of a child at each level. */
type Path = readonly number[];

interface Place {
  readonly path: Path;
  readonly node: Node;
}

/** The smallest tree that is found for which `differs` holds, as it does for the one given. */
export async function reduce(tree: Node, differs: (tree: Node) => Promise<boolean>): Promise<Node> {
  for (;;) {
    const before = sizeOf(tree);
    tree = await leaveOut(tree, differs);
    tree = await replace(tree, differs);
    if (sizeOf(tree) >= before) return tree;
  }
}

const sizeOf = (node: Node): number => render(node).length;

/** Leaves out runs of items: halves first, then quarters, and so on. The outer sequences come first. */
async function leaveOut(tree: Node, differs: (tree: Node) => Promise<boolean>): Promise<Node> {
  // A tree that has become smaller has other paths: look at it again, from the same place on.
  for (let index = 0; ; index++) {
    const place = places(tree).filter(({ node }) => isSequence(node))[index];
    if (place === undefined) return tree;
    const { path, node } = place;
    if (!isSequence(node)) continue;
    let items = node.items;
    for (
      let run = Math.ceil(items.length / 2);
      run >= 1;
      run = run === 1 ? 0 : Math.ceil(run / 2)
    ) {
      for (let at = items.length - run; at >= 0; at -= run) {
        if (items.length - run < node.least) continue;
        const fewer = items.toSpliced(at, run);
        const candidate = put(tree, path, { ...node, items: fewer });
        if (!(await differs(candidate))) continue;
        items = fewer;
        tree = candidate;
      }
    }
  }
}

/** Replaces expressions by the simplest of their type, or by one of that type that is part of them. */
async function replace(tree: Node, differs: (tree: Node) => Promise<boolean>): Promise<Node> {
  for (let index = 0; ; index++) {
    const place = places(tree).filter(({ node }) => isTyped(node))[index];
    if (place === undefined) return tree;
    const { path, node } = place;
    if (!isTyped(node)) continue;
    for (const candidate of replacements(node)) {
      if (sizeOf(candidate) >= sizeOf(node)) continue;
      const smaller = put(tree, path, candidate);
      if (!(await differs(smaller))) continue;
      tree = smaller;
      // what is now here may become smaller still
      index--;
      break;
    }
  }
}

function* replacements(node: Template & { readonly type: Type }): Generator<Node> {
  yield { type: node.type, parts: [trivial(node.type)] };
  const inner = places(node).filter(
    (place) => place.path.length > 0 && isTyped(place.node) && sameType(place.node.type, node.type),
  );
  for (const place of inner.slice(0, 12)) yield place.node;
}

function isTyped(node: Node): node is Template & { readonly type: Type } {
  return typeof node !== 'string' && 'type' in node && node.type !== undefined;
}

/** All nodes but texts, each before its children, those of lower depth first. */
function places(tree: Node): Place[] {
  const found: Place[] = [{ path: [], node: tree }];
  for (const { path, node } of found) {
    for (const [i, child] of childrenOf(node).entries()) {
      if (typeof child !== 'string') found.push({ path: [...path, i], node: child });
    }
  }
  return found;
}

function put(tree: Node, path: Path, node: Node): Node {
  if (path.length === 0) return node;
  const [index, ...rest] = path;
  const children = childrenOf(tree);
  return withChildren(tree, children.with(index, put(children[index], rest, node)));
}
