import type { Node } from 'web-tree-sitter';
import type { SourceFacts } from '../../core/diagnose/source-reader.ts';
import { calleeOf, lines, nodesOf, walk } from './syntax.ts';

/** context.Background() or TODO() in a function that has a context or a request of its caller. */
export function ignoredContext(declaration: Node): SourceFacts['ignoresContext'] {
  const parameters = declaration.childForFieldName('parameters')?.text ?? '';
  if (!/context\.Context|\*http\.Request/.test(parameters)) return null;
  for (const call of nodesOf(declaration, 'call_expression')) {
    const callee = calleeOf(call);
    if (callee === 'context.Background' || callee === 'context.TODO') {
      return { line: lines(call).first, text: `${callee}()` };
    }
  }
  return null;
}

/** What a call opens, and what must be called for it: the receiver's method, or the function that it returns. */
interface Duty {
  readonly opens: RegExp;
  /** Which result is to be closed, from 0. */
  readonly result: number;
  /** What to call, after the name of the result. */
  readonly close: string;
}

const DUTIES: readonly Duty[] = [
  {
    opens: /^(http\.(Get|Head|Post|PostForm)|.*\b(client|http|Client)\.(Do|Get|Head|Post|PostForm))$/i,
    result: 0,
    close: '.Body.Close',
  },
  { opens: /^context\.(WithCancel|WithTimeout|WithDeadline)(Cause)?$/, result: 1, close: '' },
  { opens: /^time\.NewTicker$/, result: 0, close: '.Stop' },
  { opens: /^iter\.Pull2?$/, result: 1, close: '' },
  {
    opens: /(^|\.)(db|tx|conn|stmt|pool|sql)\w*\.(Query|QueryContext|Queryx|QueryxContext)$/i,
    result: 0,
    close: '.Close',
  },
  { opens: /(^|\.)(db|conn|pool|sql)\w*\.(Begin|BeginTx|Beginx)$/i, result: 0, close: '.Rollback' },
];

/** Cleanups that a function opens and never calls, and locks that it gives back outside of a defer. */
export function missingCleanups(declaration: Node): SourceFacts['missing'] {
  const missing: { call: string; line: number }[] = [];
  for (const node of walk(declaration)) {
    if (node.type !== 'short_var_declaration' && node.type !== 'assignment_statement') continue;
    const call = node.childForFieldName('right')?.namedChild(0) ?? null;
    const callee = call === null ? '' : calleeOf(call);
    const duty = callee === '' ? undefined : DUTIES.find((one) => one.opens.test(callee));
    if (duty === undefined) continue;
    const name = node.childForFieldName('left')?.namedChildren[duty.result]?.text ?? '_';
    if (name === '_' || !isMentioned(declaration, node, name, duty.close)) {
      missing.push({
        call: name === '_' ? `the second result of ${callee}` : `${name}${duty.close}()`,
        line: lines(node).first,
      });
    }
  }
  return [...missing, ...unlocked(declaration), ...undone(declaration)];
}

/** Called, or handed on: a result that is returned, stored or passed is somebody else's duty. */
function isMentioned(declaration: Node, opening: Node, name: string, close: string): boolean {
  const wanted = `${name}${close}`;
  for (const node of walk(declaration)) {
    if (node.startIndex < opening.endIndex) continue;
    if (close !== '' && calleeOf(node) === wanted) return true;
    if (close === '' && node.type === 'identifier' && node.text === name) return true;
    if (
      node.type === 'return_statement' &&
      nodesOf(node, 'identifier').some((one) => one.text === name && one.parent?.type === 'expression_list')
    )
      return true;
  }
  return false;
}

function unlocked(declaration: Node): { call: string; line: number }[] {
  const missing: { call: string; line: number }[] = [];
  const calls = nodesOf(declaration, 'call_expression');
  for (const call of calls) {
    const [, of = '', reader = ''] = /^(.*)\.(R?)Lock$/.exec(calleeOf(call)) ?? [];
    if (of === '') continue;
    const unlock = `${of}.${reader}Unlock`;
    if (!calls.some((one) => calleeOf(one) === unlock && one.parent?.type === 'defer_statement')) {
      missing.push({ call: `defer ${unlock}()`, line: lines(call).first });
    }
  }
  return missing;
}

function undone(declaration: Node): { call: string; line: number }[] {
  const calls = nodesOf(declaration, 'call_expression');
  return calls.flatMap((call) => {
    const [, group = ''] = /^(.*)\.Add$/.exec(calleeOf(call)) ?? [];
    if (group === '' || !calls.some((one) => calleeOf(one) === `${group}.Wait`)) return [];
    const done = calls.filter((one) => calleeOf(one) === `${group}.Done`);
    if (done.length > 0 && done.every((one) => one.parent?.type === 'defer_statement')) return [];
    return [{ call: `defer ${group}.Done()`, line: lines(call).first }];
  });
}
