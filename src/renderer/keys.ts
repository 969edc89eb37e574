/** What a key does wherever the focus is, unless a field or a menu takes it. */
export type Command =
  | 'open'
  | 'capture-before'
  | 'capture-after'
  | 'export'
  | 'find'
  | 'graph'
  | 'table'
  | 'sandwich'
  | 'next-finding'
  | 'previous-finding'
  | 'swap'
  | 'help'
  | 'undo'
  | 'redo'
  | 'settings'
  | 'out';

const PLAIN: Record<string, Command> = {
  '/': 'find',
  '1': 'graph',
  '2': 'table',
  '3': 'sandwich',
  n: 'next-finding',
  p: 'previous-finding',
  x: 'swap',
  '?': 'help',
  Escape: 'out',
};

const WITH_CONTROL: Record<string, Command> = {
  o: 'open',
  e: 'export',
  f: 'find',
  z: 'undo',
  y: 'redo',
  ',': 'settings',
};

const WITH_CONTROL_AND_SHIFT: Record<string, Command> = {
  a: 'capture-after',
  b: 'capture-before',
  z: 'redo',
};

/** The command of a key press, or null where it has none. */
export function commandOf(event: KeyboardEvent): Command | null {
  if (event.altKey) return null;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  if (event.ctrlKey || event.metaKey) {
    if (event.shiftKey) return WITH_CONTROL_AND_SHIFT[key] ?? null;
    if (isTyping(event.target) && (key === 'z' || key === 'y')) return null;
    return WITH_CONTROL[key] ?? null;
  }
  return isTyping(event.target) ? null : (PLAIN[key] ?? null);
}

/** Whether keys are text there. */
export function isTyping(target: EventTarget | null): boolean {
  if (target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return true;
  return target instanceof HTMLInputElement && target.type !== 'checkbox' && target.type !== 'radio';
}
