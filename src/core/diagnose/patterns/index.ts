import { chanSend } from './chan-send.ts';
import type { Pattern } from './pattern.ts';
import { unknown } from './unknown.ts';

/** All patterns. Of equal claims the earlier wins. */
export const PATTERNS: readonly Pattern[] = [chanSend, unknown];
