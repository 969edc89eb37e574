import { characterMeasure, type Measure } from '../../core/flame/fit-text.ts';

/** Of the boxes' labels, and of pictures that are saved. */
export const LABEL_FONT = '11.5px system-ui, "Segoe UI", Roboto, "DejaVu Sans", sans-serif';

/** Where no canvas is to be had (tests), letters are taken to be this wide. */
const ASSUMED_WIDTH = 6.6;

export const measureLabel: Measure = characterMeasure(widthInCanvas());

function widthInCanvas(): (character: string) => number {
  let context: CanvasRenderingContext2D | null | undefined;
  return (character) => {
    context ??= document.createElement('canvas').getContext('2d');
    if (!context) return ASSUMED_WIDTH;
    context.font = LABEL_FONT;
    return context.measureText(character).width;
  };
}
