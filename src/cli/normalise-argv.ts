/**
 * Arguments in the one spelling that the parser knows: long flags with two dashes, and "-" and "_" in their names as
 * they are defined. `-focus=x` becomes `--focus=x`; what is no known flag, and all after `--`, stays.
 */
export function normaliseArgv(args: readonly string[], longFlags: readonly string[]): string[] {
  const known = new Map(longFlags.map((flag) => [flag.replaceAll('_', '-'), flag]));
  const end = args.indexOf('--');
  return args.map((arg, i) => {
    const parts = /^--?([A-Za-z][\w-]+)(=.*)?$/s.exec(arg);
    if (parts === null || (end >= 0 && i > end)) return arg;
    const [, name = '', value = ''] = parts;
    const flag = known.get(name.replaceAll('_', '-'));
    return flag === undefined ? arg : `--${flag}${value}`;
  });
}
