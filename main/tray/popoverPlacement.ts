/** Where the glance opens. */

export type Box = {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
};

const GAP_PX = 6;

export type PlacementInput = {
  readonly size: Pick<Box, 'width' | 'height'>;
  /** The screen without panels. */
  readonly workArea: Box;
  /** The tray icon; null where the system does not say (Linux). */
  readonly icon: Box | null;
  /** Where the pointer is, if it may have been what opened the glance. */
  readonly pointer: { readonly x: number; readonly y: number } | null;
};

/**
 * At the icon, else at the pointer when it is near the screen's edge (a panel was clicked), else in the
 * work area's corner where trays usually are. Never outside the work area.
 */
export function placePopover(input: PlacementInput): { x: number; y: number } {
  const anchor = input.icon ?? pointerAtPanel(input);
  const { workArea, size } = input;
  const wanted = anchor
    ? beside(anchor, size, workArea)
    : { x: workArea.x + workArea.width - size.width - GAP_PX, y: workArea.y + GAP_PX };
  return {
    x: clamp(wanted.x, workArea.x + GAP_PX, workArea.x + workArea.width - size.width - GAP_PX),
    y: clamp(wanted.y, workArea.y + GAP_PX, workArea.y + workArea.height - size.height - GAP_PX),
  };
}

/** A panel may lie over the work area where the system does not subtract it: this many pixels count as its edge. */
const PANEL_EDGE_PX = 48;

function pointerAtPanel({ pointer, workArea }: PlacementInput): Box | null {
  if (!pointer) return null;
  const isInside =
    pointer.x > workArea.x + PANEL_EDGE_PX &&
    pointer.x < workArea.x + workArea.width - PANEL_EDGE_PX &&
    pointer.y > workArea.y + PANEL_EDGE_PX &&
    pointer.y < workArea.y + workArea.height - PANEL_EDGE_PX;
  return isInside ? null : { ...pointer, width: 0, height: 0 };
}

function beside(
  anchor: Box,
  size: PlacementInput['size'],
  workArea: Box,
): { x: number; y: number } {
  const x = Math.round(anchor.x + anchor.width / 2 - size.width / 2);
  const isUpper = anchor.y + anchor.height / 2 < workArea.y + workArea.height / 2;
  const y = isUpper ? anchor.y + anchor.height + GAP_PX : anchor.y - size.height - GAP_PX;
  return { x, y };
}

function clamp(value: number, least: number, most: number): number {
  return Math.round(Math.max(least, Math.min(value, most)));
}
