export interface CodeLine {
  readonly sign: '-' | '+' | ' ';
  readonly text: string;
}

/** Examples are a screen long; anything longer is shown as removed and added as a whole. */
const MAX_LINES = 200;

/** The lines of both texts in order, those they share once: the longest common subsequence, line by line. */
export function changeOf(before: string, after: string): CodeLine[] {
  const old = before.replace(/\n$/, '').split('\n');
  const now = after.replace(/\n$/, '').split('\n');
  if (old.length > MAX_LINES || now.length > MAX_LINES) {
    return [...old.map((text) => ({ sign: '-', text }) as const), ...now.map((text) => ({ sign: '+', text }) as const)];
  }
  const columns = now.length + 1;
  const common = new Uint16Array((old.length + 1) * columns);
  for (let i = old.length - 1; i >= 0; i--) {
    for (let j = now.length - 1; j >= 0; j--) {
      common[i * columns + j] =
        old[i] === now[j]
          ? (common[(i + 1) * columns + j + 1] ?? 0) + 1
          : Math.max(common[(i + 1) * columns + j] ?? 0, common[i * columns + j + 1] ?? 0);
    }
  }
  const lines: CodeLine[] = [];
  let i = 0;
  let j = 0;
  while (i < old.length || j < now.length) {
    const [left, right] = [old[i], now[j]];
    if (left !== undefined && left === right) {
      lines.push({ sign: ' ', text: left });
      i++;
      j++;
    } else if (
      left !== undefined &&
      (right === undefined || (common[(i + 1) * columns + j] ?? 0) >= (common[i * columns + j + 1] ?? 0))
    ) {
      lines.push({ sign: '-', text: left });
      i++;
    } else if (right !== undefined) {
      lines.push({ sign: '+', text: right });
      j++;
    }
  }
  return lines;
}
