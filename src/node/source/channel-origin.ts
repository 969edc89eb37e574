import type { Node } from 'web-tree-sitter';
import type { ChannelOrigin } from '../../core/diagnose/source-reader.ts';
import { bare, calleeOf, walk } from './syntax.ts';

/** How many assignments are followed from one name to the next. */
const MOST_STEPS = 5;

/**
 * Where the channel of an expression comes from: looked for in the function, then in the package's files given in
 * `elsewhere`. What cannot be followed is "unknown".
 */
export function channelOrigin(channel: Node, declaration: Node, elsewhere: readonly Node[]): ChannelOrigin {
  let expression = bare(channel);
  for (let step = 0; step < MOST_STEPS; step++) {
    const known = ofExpression(expression);
    if (known !== null) return known;
    if (isTimeChannel(expression)) {
      const timer = expression.childForFieldName('operand');
      const origin = timer === null ? null : ofTimer(timer, [declaration, ...elsewhere]);
      if (origin !== null) return origin;
    }
    const name = lastName(expression);
    if (name === null) return 'unknown';
    const value = assignedValue(name, expression.type === 'identifier' ? [declaration] : [declaration, ...elsewhere]);
    if (value === null) return typeOrigin(name, [declaration, ...elsewhere]);
    if (value.equals(expression)) return 'unknown';
    expression = bare(value);
  }
  return 'unknown';
}

function ofExpression(expression: Node): ChannelOrigin | null {
  if (expression.type === 'nil') return 'nil';
  const callee = calleeOf(expression);
  if (callee === '') return null;
  if (callee === 'time.Tick') return 'ticker';
  if (callee === 'time.After') return 'timer';
  if (callee.endsWith('.Done')) return 'context';
  if (callee !== 'make') return null;
  const size = expression.childForFieldName('arguments')?.namedChild(1) ?? null;
  return size === null || size.text === '0' ? 'unbuffered' : 'buffered';
}

/** x.C, as tickers and timers have it. */
function isTimeChannel(expression: Node): boolean {
  return expression.type === 'selector_expression' && expression.childForFieldName('field')?.text === 'C';
}

function ofTimer(timer: Node, scopes: readonly Node[]): ChannelOrigin | null {
  const name = lastName(bare(timer));
  if (name === null) return null;
  const callee = calleeOf(bare(assignedValue(name, scopes) ?? timer));
  if (callee === 'time.NewTicker') return 'ticker';
  if (callee === 'time.NewTimer' || callee === 'time.AfterFunc') return 'timer';
  const type = typeOf(name, scopes);
  if (type.endsWith('time.Ticker')) return 'ticker';
  return type.endsWith('time.Timer') ? 'timer' : null;
}

function lastName(expression: Node): string | null {
  if (expression.type === 'identifier') return expression.text;
  return expression.type === 'selector_expression' ? (expression.childForFieldName('field')?.text ?? null) : null;
}

/** What the name is assigned, in the first scope that assigns it: x := v, x = v, s.x = v, T{x: v}, var x = v. */
function assignedValue(name: string, scopes: readonly Node[]): Node | null {
  for (const scope of scopes) {
    for (const node of walk(scope)) {
      const value = assigned(node, name);
      if (value !== null) return value;
    }
  }
  return null;
}

function assigned(node: Node, name: string): Node | null {
  switch (node.type) {
    case 'short_var_declaration':
    case 'assignment_statement': {
      const left = node.childForFieldName('left')?.namedChildren ?? [];
      const right = node.childForFieldName('right')?.namedChildren ?? [];
      const at = left.findIndex((target) => target !== null && lastName(target) === name);
      return at < 0 ? null : (right[left.length === right.length ? at : 0] ?? null);
    }
    case 'var_spec': {
      const named = node.namedChildren.some((child) => child?.type === 'identifier' && child.text === name);
      return named ? (node.childForFieldName('value')?.namedChild(0) ?? null) : null;
    }
    case 'keyed_element': {
      const key = node.namedChild(0);
      return key?.text === name ? (node.namedChild(1)?.namedChild(0) ?? node.namedChild(1)) : null;
    }
    default:
      return null;
  }
}

/** A channel that is only declared: of times it is a ticker's or a timer's; a var of a function is nil. */
function typeOrigin(name: string, scopes: readonly Node[]): ChannelOrigin {
  return /^(<-\s*)?chan\s+time\.Time$/.test(typeOf(name, scopes)) ? 'ticker' : 'unknown';
}

/** The type that a field, parameter or variable is declared with; "" where none is found. */
function typeOf(name: string, scopes: readonly Node[]): string {
  for (const scope of scopes) {
    for (const node of walk(scope)) {
      if (node.type !== 'field_declaration' && node.type !== 'parameter_declaration' && node.type !== 'var_spec')
        continue;
      const type = node.childForFieldName('type');
      if (type !== null && node.namedChildren.some((child) => child?.text === name && child.id !== type.id))
        return type.text;
    }
  }
  return '';
}
