import type { Layer } from '../../model/snapshot.ts';
import type { Warning } from '../../model/warning.ts';
import type { LayerReport } from '../decode-result.ts';

/** Layers at most: a gzip in a gzip in a log is four already. */
const MOST_LAYERS = 4;

/** What the layers around a dump tell while they are peeled off. */
export class LayerLog implements LayerReport {
  readonly layers: Layer[] = [];
  readonly warnings: Warning[] = [];
  truncated = false;
  /** Status line of an HTTP answer, or "". */
  httpStatus = '';

  /** How many more layers may be peeled off. */
  get left(): number {
    return MOST_LAYERS - this.layers.length;
  }
}
