import type { Node } from 'web-tree-sitter';
import type { Wait } from '../../core/diagnose/source-reader.ts';
import { around, bare, calleeOf, isFunction, lines, nodesOf, walk } from './syntax.ts';

/** A wait with the expression of its channel, where it has one. */
export interface WaitAt {
  readonly wait: Wait;
  readonly node: Node;
  readonly channel: Node | null;
}

/** What the code at a line of a function waits for; the most certain kind of statement on the line counts. */
export function waitAt(declaration: Node, line: number): WaitAt | null {
  const here = [...walk(declaration)].filter((node) => lines(node).first === line);
  return (
    first(here, asSelect) ??
    first(here, asRange) ??
    first(here, asSend) ??
    first(here, asReceive) ??
    first(here, asCall) ??
    first(spanning(declaration, line), asSend) ??
    first(spanning(declaration, line), asCall)
  );
}

function first(nodes: readonly Node[], as: (node: Node) => WaitAt | null): WaitAt | null {
  for (const node of nodes) {
    const found = as(node);
    if (found !== null) return found;
  }
  return null;
}

/** Statements of several lines that the line is within, innermost first. */
function spanning(declaration: Node, line: number): Node[] {
  return [...walk(declaration)]
    .filter((node) => (node.type === 'send_statement' || node.type === 'call_expression') && contains(node, line))
    .reverse();
}

function contains(node: Node, line: number): boolean {
  const { first, last } = lines(node);
  return first < line && line <= last && !nodesOf(node, 'func_literal').some((literal) => within(literal, line));
}

function within(node: Node, line: number): boolean {
  const { first, last } = lines(node);
  return first <= line && line <= last;
}

function asSelect(node: Node): WaitAt | null {
  if (node.type !== 'select_statement') return null;
  const cases = node.namedChildren.filter((child) => child?.type === 'communication_case');
  const texts = cases.map((one) => one?.childForFieldName('communication')?.text ?? '');
  const wait: Wait = {
    kind: 'select',
    cases: cases.length,
    hasDefault: node.namedChildren.some((child) => child?.type === 'default_case'),
    hasExit: texts.some((text) => EXIT.test(text)),
    hasTimeout: texts.some((text) => TIMER.test(text)),
  };
  return { wait, node, channel: null };
}

/** A receive from Done() or from a channel that is named for the end. */
const EXIT = /<-\s*[\w.()]*(\bDone\(\)|\b\w*(done|quit|stop|exit|shutdown|closing|closed|cancel|term|kill)\w*)\s*$/i;
const TIMER = /<-\s*(time\.(After|Tick)\(|[\w.]*(timer|timeout|deadline|ticker|tick)\w*(\.C)?\s*$)/i;

function asRange(node: Node): WaitAt | null {
  if (node.type !== 'for_statement') return null;
  const clause = node.namedChildren.find((child) => child?.type === 'range_clause');
  const right = clause?.childForFieldName('right') ?? null;
  if (right === null) return null;
  const channel = bare(right);
  return { wait: { kind: 'range', channel: channel.text }, node, channel };
}

function asSend(node: Node): WaitAt | null {
  if (node.type !== 'send_statement') return null;
  const channel = node.childForFieldName('channel');
  return channel === null ? null : { wait: { kind: 'send', channel: channel.text }, node, channel: bare(channel) };
}

function asReceive(node: Node): WaitAt | null {
  if (node.type !== 'unary_expression' || node.childForFieldName('operator')?.text !== '<-') return null;
  const operand = node.childForFieldName('operand');
  return operand === null ? null : { wait: { kind: 'receive', channel: operand.text }, node, channel: bare(operand) };
}

function asCall(node: Node): WaitAt | null {
  const callee = calleeOf(node);
  return callee === '' ? null : { wait: { kind: 'call', callee }, node, channel: null };
}

/** The loop around a wait, if nothing in it leaves it: no condition, no return, no break of its own, no panic. */
export function endlessLoopAround(wait: Node, declaration: Node): Node | null {
  const loop =
    wait.type === 'for_statement'
      ? wait
      : around(wait, (node) => node.type === 'for_statement' || isFunction(node), declaration);
  if (loop === null || loop.type !== 'for_statement') return null;
  const body = loop.childForFieldName('body');
  const hasCondition = loop.namedChildren.some(
    (child) => child !== null && child.type !== 'block' && child.type !== 'comment' && child.type !== 'range_clause',
  );
  if (hasCondition || body === null) return null;
  const inside = [...walk(body, (node) => node.type !== 'func_literal')];
  return inside.some((node) => leaves(node, loop)) ? null : loop;
}

function leaves(node: Node, loop: Node): boolean {
  if (node.type === 'return_statement' || node.type === 'goto_statement') return true;
  if (node.type === 'break_statement') return node.namedChildCount > 0 || breaksOut(node, loop);
  const callee = calleeOf(node);
  return callee === 'panic' || callee === 'os.Exit' || callee === 'runtime.Goexit' || callee.startsWith('log.Fatal');
}

/** A break without a label leaves the innermost for, select or switch. */
function breaksOut(node: Node, loop: Node): boolean {
  const target = around(node, (up) => BREAKABLE.has(up.type), loop);
  return target?.equals(loop) ?? false;
}

const BREAKABLE = new Set([
  'for_statement',
  'select_statement',
  'expression_switch_statement',
  'type_switch_statement',
]);
