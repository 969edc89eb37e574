import { functionName } from '../../core/model/stack-frames.ts';
import { stackView } from '../../core/report/frame-view.ts';
import type { Analysis } from '../../core/report/model.ts';
import type { Expectation } from '../../ipc/contract.ts';
import type { Finding } from '../finding.ts';

export type Rule = Pick<Expectation, 'rule' | 'function'>;

/** The rules that name a finding, narrowest first: its innermost function, its culprit, who started it. */
export function rulesFor({ diff }: Analysis, { stack, culprit, creatorChain }: Finding): Rule[] {
  const top = stackView(diff, stack)[0];
  const [creator] = creatorChain;
  const rules: Rule[] = [];
  if (culprit !== null) rules.push({ rule: 'IgnoreAnyFunction', function: functionName(diff.symbols, culprit) });
  if (top !== undefined) rules.push({ rule: 'IgnoreTopFunction', function: top.function });
  if (creator !== undefined) rules.push({ rule: 'IgnoreCreatedBy', function: functionName(diff.symbols, creator) });
  return rules;
}

/** The line of the suppressions file that a finding is expected by; null where it is not. */
export function expectationOf({ suppressed }: Finding): Expectation | null {
  const [, rule, name] =
    /^(IgnoreTopFunction|IgnoreAnyFunction|IgnoreCreatedBy) (.+)$/.exec(suppressed?.rule ?? '') ?? [];
  if (suppressed === null || rule === undefined || name === undefined || !isRule(rule)) return null;
  return { rule, function: name, reason: suppressed.reason };
}

function isRule(word: string): word is Rule['rule'] {
  return word === 'IgnoreTopFunction' || word === 'IgnoreAnyFunction' || word === 'IgnoreCreatedBy';
}
