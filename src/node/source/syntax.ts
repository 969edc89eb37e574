import type { Node } from 'web-tree-sitter';

/** All nodes below and including `node`, in source order, without recursion. `enter` says whether to look inside. */
export function* walk(node: Node, enter: (node: Node) => boolean = () => true): Generator<Node> {
  const open: Node[] = [node];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    yield next;
    if (next !== node && !enter(next)) continue;
    for (let i = next.namedChildCount - 1; i >= 0; i--) {
      const child = next.namedChild(i);
      if (child !== null) open.push(child);
    }
  }
}

export function nodesOf(node: Node, type: string, enter?: (node: Node) => boolean): Node[] {
  return [...walk(node, enter)].filter((one) => one.type === type);
}

/** The closest node around `node`, itself not included, that `wanted` takes; null at `limit` or the top. */
export function around(node: Node, wanted: (node: Node) => boolean, limit: Node): Node | null {
  for (let up = node.parent; up !== null; up = up.parent) {
    if (wanted(up)) return up;
    if (up.equals(limit)) return null;
  }
  return null;
}

/** First and last line, from 1. */
export function lines(node: Node): { readonly first: number; readonly last: number } {
  return { first: node.startPosition.row + 1, last: node.endPosition.row + 1 };
}

export function isFunction(node: Node): boolean {
  return node.type === 'func_literal' || isDeclaration(node);
}

export function isDeclaration(node: Node): boolean {
  return node.type === 'function_declaration' || node.type === 'method_declaration';
}

/** What a call calls: "time.NewTicker", "s.jobs.Wait"; "" for what is no call. */
export function calleeOf(node: Node): string {
  return node.type === 'call_expression' ? (node.childForFieldName('function')?.text ?? '') : '';
}

/** Expression without parentheses around it. */
export function bare(node: Node): Node {
  let inner = node;
  while (inner.type === 'parenthesized_expression') {
    const next = inner.namedChild(0);
    if (next === null) break;
    inner = next;
  }
  return inner;
}
