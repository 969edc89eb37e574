/** A function's name taken apart, as the Go linker writes it: import path, then symbol. */
export interface FunctionNameParts {
  /** Import path, escapes decoded: "gopkg.in/yaml.v3", "net/http", "main". "" for names without a package. */
  readonly package: string;
  /** What follows the package and its dot: "(*Server).Checkout.func1". */
  readonly symbol: string;
}

/** Splits at the first dot after the last slash outside brackets: dots in the last path element are written %2e. */
export function splitFunctionName(name: string): FunctionNameParts {
  const bracket = name.indexOf('[');
  const paren = name.indexOf('(');
  const head = Math.min(bracket < 0 ? name.length : bracket, paren < 0 ? name.length : paren);
  const slash = name.lastIndexOf('/', head);
  const dot = name.indexOf('.', slash + 1);
  if (dot < 0) return { package: '', symbol: name };
  return { package: unescapePath(name.slice(0, dot)), symbol: name.slice(dot + 1) };
}

/** The name as a person writes it: escapes decoded, type arguments as [...]. */
export function displayFunctionName(name: string): string {
  const { package: path, symbol } = splitFunctionName(collapseTypeArguments(name));
  return path === '' ? symbol : `${path}.${symbol}`;
}

/** Replaces what stands between the first "[" and the last "]" by "...", as the runtime does when it prints. */
export function collapseTypeArguments(name: string): string {
  const open = name.indexOf('[');
  if (open < 0) return name;
  const close = name.lastIndexOf(']');
  return close <= open ? name : `${name.slice(0, open)}[...]${name.slice(close + 1)}`;
}

/** Undoes the linker's %xx in package paths; what is no escape stays. */
export function unescapePath(path: string): string {
  if (!path.includes('%')) return path;
  return path.replace(/%([0-9a-fA-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}
