import { fitText } from '../../core/flame/fit-text.ts';
import { visibleNodes } from '../../core/flame/layout.ts';
import type { Paint } from '../../core/flame/palette.ts';
import type { FlameTree } from '../../core/flame/tree.ts';
import { at } from '../../core/model/column.ts';
import type { FlameNode } from '../../core/model/index-types.ts';
import { measureLabel } from './measure.ts';

export const ROW_HEIGHT = 24;
const GAP = 1;
const LABEL_INSET = 7;
/** Text smaller than this is not worth its ink. */
const MIN_LABELLED = 56;
const MIN_WIDTH = 1;
const MAX_BOXES = 2000;

/** A box as it is drawn, in pixels. */
export interface Box {
  readonly node: FlameNode;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly name: string;
  /** Left of the label; "" where the box is too narrow. */
  readonly labelX: number;
  readonly label: string;
  readonly amount: string;
  readonly paint: Paint;
}

export interface Scene {
  readonly tree: FlameTree;
  /** The part of [0, 1] that fills the width. */
  readonly domain: readonly [number, number];
  readonly width: number;
  readonly scrollTop: number;
  readonly height: number;
  readonly nameOf: (node: FlameNode) => string;
  readonly amountOf: (node: FlameNode) => string;
  readonly paintOf: (node: FlameNode) => Paint;
  /** Drawn even where it is too narrow to be seen: the box of the keyboard. */
  readonly cursor: FlameNode | null;
  /** At most so many boxes. */
  readonly limit?: number;
}

/** What is to be drawn of a tree, in the order a reader goes through it. */
export function boxesOf(scene: Scene): Box[] {
  const { tree, domain, width } = scene;
  if (width <= 0) return [];
  const firstDepth = Math.max(0, Math.floor(scene.scrollTop / ROW_HEIGHT) - 1);
  const lastDepth = Math.ceil((scene.scrollTop + scene.height) / ROW_HEIGHT);
  const view = {
    x0: domain[0],
    x1: domain[1],
    firstDepth,
    lastDepth,
    width,
    minWidth: MIN_WIDTH,
    limit: scene.limit ?? MAX_BOXES,
    always: scene.cursor,
  };
  const scale = width / (domain[1] - domain[0]);
  return visibleNodes(tree, view).map(({ node, x0, x1 }) => {
    const left = Math.max(0, (x0 - domain[0]) * scale);
    const right = Math.min(width, (x1 - domain[0]) * scale);
    const boxWidth = Math.max(1, right - left - GAP);
    const name = scene.nameOf(node);
    const room = boxWidth - 2 * LABEL_INSET;
    const amount = scene.amountOf(node);
    const amountRoom = measureLabel(amount) + 10;
    const withAmount = room - amountRoom >= Math.min(measureLabel(name), 60);
    return {
      node,
      x: left + GAP / 2,
      y: at(tree.depth, node) * ROW_HEIGHT,
      width: boxWidth,
      name,
      labelX: left + LABEL_INSET,
      label: boxWidth < MIN_LABELLED ? '' : fitText(name, withAmount ? room - amountRoom : room, measureLabel),
      amount: withAmount ? amount : '',
      paint: scene.paintOf(node),
    };
  });
}
