import { scaleLinear } from 'd3-scale';
import { select } from 'd3-selection';
import { type D3ZoomEvent, type ZoomBehavior, type ZoomTransform, zoom, zoomIdentity, zoomTransform } from 'd3-zoom';
import 'd3-transition';
import { interpolate } from 'd3-interpolate';

export type Domain = readonly [number, number];

/** Closest view: a ten-millionth of the whole. */
const MAX_SCALE = 1e7;
const STEP = 1.5;

/**
 * The horizontal zoom of a flame graph: the wheel with Ctrl (or a pinch) zooms, dragging moves, and `show` glides to
 * a part of [0, 1]. d3-zoom keeps the transform; what comes out is the part of [0, 1] that fills the width.
 */
export class GraphZoom {
  readonly #element: SVGSVGElement;
  readonly #behavior: ZoomBehavior<SVGSVGElement, unknown>;
  readonly #onChange: (domain: Domain) => void;
  #width = 1;

  constructor(element: SVGSVGElement, onChange: (domain: Domain) => void) {
    this.#element = element;
    this.#onChange = onChange;
    this.#behavior = zoom<SVGSVGElement, unknown>()
      .scaleExtent([1, MAX_SCALE])
      .interpolate((from, to) => interpolate(from, to))
      .clickDistance(4)
      .filter((event: MouseEvent | WheelEvent) =>
        event.type === 'wheel' ? event.ctrlKey || event.metaKey : event.button === 0 && this.#transform.k > 1,
      )
      .on('zoom', (event: D3ZoomEvent<SVGSVGElement, unknown>) => this.#onChange(this.#domainOf(event.transform)));
    select(element).call(this.#behavior).on('dblclick.zoom', null);
  }

  /** Must be told the width before anything else. */
  resize(width: number): void {
    const [x0, x1] = this.#domainOf(this.#transform);
    this.#width = Math.max(1, width);
    this.#behavior.extent([
      [0, 0],
      [this.#width, 1],
    ]);
    this.#behavior.translateExtent([
      [0, Number.NEGATIVE_INFINITY],
      [this.#width, Number.POSITIVE_INFINITY],
    ]);
    this.show([x0, x1], 0);
  }

  /** Goes to a part of [0, 1] within `milliseconds`; 0 jumps. */
  show([x0, x1]: Domain, milliseconds: number): void {
    const k = Math.min(MAX_SCALE, 1 / Math.max(x1 - x0, 1e-12));
    const target = zoomIdentity.scale(k).translate(-x0 * this.#width, 0);
    const graph = select(this.#element);
    if (milliseconds === 0) graph.interrupt().call(this.#behavior.transform, target);
    else graph.transition().duration(milliseconds).call(this.#behavior.transform, target);
  }

  closer(milliseconds: number): void {
    select(this.#element).transition().duration(milliseconds).call(this.#behavior.scaleBy, STEP);
  }

  further(milliseconds: number): void {
    select(this.#element)
      .transition()
      .duration(milliseconds)
      .call(this.#behavior.scaleBy, 1 / STEP);
  }

  end(): void {
    select(this.#element).interrupt().on('.zoom', null);
  }

  get #transform(): ZoomTransform {
    return zoomTransform(this.#element);
  }

  #domainOf(transform: ZoomTransform): Domain {
    const [x0 = 0, x1 = 1] = transform.rescaleX(scaleLinear([0, 1], [0, this.#width])).domain();
    return [Math.max(0, x0), Math.min(1, x1)];
  }
}
