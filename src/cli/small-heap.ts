import { setFlagsFromString } from 'node:v8';

/**
 * Keeps V8's space for new objects at the size that it has. By itself it grows to 32 MB, which every large analysis
 * would fill before anything is collected; what lives shortly is little, and a small space stays in the processor's
 * cache. To be called before the first work, and again where a thread has started: that sets the flag back.
 */
export function keepNewSpaceSmall(): void {
  setFlagsFromString('--semi-space-growth-factor=1');
}
