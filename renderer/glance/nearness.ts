import type { Snapshot, WindowView } from '../../preload/contract/snapshot.ts';

/** Amber is kept for the window that brings the boundary near. */
export function isNearBoundary(window: WindowView, { boundary }: Snapshot): boolean {
  const isNear = boundary.state === 'near' || boundary.state === 'at-boundary';
  return isNear && boundary.windowId === window.id;
}
