import { inputSize } from '../node/read-input.ts';

/** A file by its path; "-" is standard input. */
export interface Input {
  readonly path: string;
}

/** Bytes of all inputs together, as far as they are known before reading. */
export async function inputBytes(inputs: readonly Input[]): Promise<number> {
  const sizes = await Promise.all(inputs.map(({ path }) => inputSize(path)));
  return sizes.reduce((sum, size) => sum + size, 0);
}
