/** Width of text in the window's own font, for labels that must not overlap. */

let context: CanvasRenderingContext2D | null = null;

function measuringContext(): CanvasRenderingContext2D | null {
  context ??= document.createElement('canvas').getContext('2d');
  return context;
}

/** Never smaller than drawn: the canvas knows nothing of tabular figures, so a little room is added. */
export function measureText(text: string, fontSizePx: number): number {
  const canvas = measuringContext();
  if (canvas === null) return text.length * fontSizePx * 0.65;
  canvas.font = `${fontSizePx}px ${getComputedStyle(document.body).fontFamily}`;
  return Math.ceil(canvas.measureText(text).width) + 3;
}
