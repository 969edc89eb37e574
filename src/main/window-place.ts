import * as v from 'valibot';

/** Where a window was, in pixels of the desktop; kept between runs. Without x and y the system chooses. */
export const windowPlace = v.object({
  x: v.optional(v.pipe(v.number(), v.finite())),
  y: v.optional(v.pipe(v.number(), v.finite())),
  width: v.pipe(v.number(), v.minValue(320), v.maxValue(20_000)),
  height: v.pipe(v.number(), v.minValue(240), v.maxValue(20_000)),
  maximized: v.optional(v.boolean()),
});
export type WindowPlace = v.InferOutput<typeof windowPlace>;

export const FIRST_PLACE: WindowPlace = { width: 1440, height: 860 };

/** The usable area of a monitor. */
export interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** So much of a window's title bar must be on a monitor that it can be taken hold of. */
const GRIP = 80;

/**
 * The place as it fits the monitors that are there now: where its monitor is gone, the system chooses anew; a window
 * larger than the monitor it is on is made smaller.
 */
export function fitPlace(place: WindowPlace, areas: readonly Area[]): WindowPlace {
  const { x, y, ...size } = place;
  const home = x === undefined || y === undefined ? undefined : areas.find((area) => isHeld({ ...size, x, y }, area));
  const room = home ?? areas[0];
  if (room === undefined) return place;
  const fitted = { ...size, width: Math.min(size.width, room.width), height: Math.min(size.height, room.height) };
  return home === undefined || x === undefined || y === undefined ? fitted : { ...fitted, x, y };
}

/** A second window is a little off the first, so that both can be seen. */
export function besides(place: WindowPlace): WindowPlace {
  const { x, y, ...rest } = place;
  return x === undefined || y === undefined
    ? { ...rest, maximized: false }
    : { ...rest, x: x + 32, y: y + 32, maximized: false };
}

function isHeld(place: { readonly x: number; readonly y: number; readonly width: number }, area: Area): boolean {
  const across = Math.min(place.x + place.width, area.x + area.width) - Math.max(place.x, area.x);
  return across >= GRIP && place.y >= area.y - 1 && place.y <= area.y + area.height - GRIP;
}
