/** The buffers of all typed arrays in plain data, each once: handed to postMessage they move instead of being copied. */
export function transferables(value: unknown): ArrayBuffer[] {
  const found = new Set<ArrayBuffer>();
  const todo: unknown[] = [value];
  for (let item = todo.pop(); item !== undefined || todo.length > 0; item = todo.pop()) {
    if (ArrayBuffer.isView(item)) {
      if (item.buffer instanceof ArrayBuffer) found.add(item.buffer);
    } else if (typeof item === 'object' && item !== null && !isTextList(item)) {
      todo.push(...Object.values(item));
    }
  }
  return [...found];
}

/** A table of strings can be long, and there is nothing in it to find. */
function isTextList(value: object): boolean {
  return Array.isArray(value) && typeof value[0] === 'string';
}
