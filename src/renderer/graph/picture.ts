import { LABEL_FONT } from './measure.ts';

/** Sharpness of a saved PNG. */
const PIXELS_PER_POINT = 2;

/** The graph as a file of its own: what is drawn, on the ground it is drawn on. */
export function pictureSvg(graph: SVGSVGElement, ground: string): string {
  const copy = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  const width = graph.width.baseVal.value;
  const height = graph.height.baseVal.value;
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  copy.setAttribute('viewBox', `0 0 ${width} ${height}`);
  copy.setAttribute('width', String(width));
  copy.setAttribute('height', String(height));
  copy.setAttribute('style', `font: ${LABEL_FONT}; color: ${getComputedStyle(graph).color}`);
  const back = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
  back.setAttribute('width', '100%');
  back.setAttribute('height', '100%');
  back.setAttribute('fill', ground);
  copy.append(back, ...[...graph.childNodes].map((node) => node.cloneNode(true)));
  for (const element of copy.querySelectorAll('.cursor, .outline')) element.remove();
  for (const element of copy.querySelectorAll('.mark')) element.setAttribute('fill', '#2d5fd0');
  return new XMLSerializer().serializeToString(copy);
}

/** The same as PNG. */
export async function picturePng(graph: SVGSVGElement, ground: string): Promise<Uint8Array<ArrayBuffer>> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(pictureSvg(graph, ground))}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = image.width * PIXELS_PER_POINT;
  canvas.height = image.height * PIXELS_PER_POINT;
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  return new Uint8Array((await blob?.arrayBuffer()) ?? new ArrayBuffer(0));
}
