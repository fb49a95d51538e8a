import type { PlacedBox } from "./place-map.ts";

export const MAP_KEYS = ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Home", "End"] as const;
export type MapKey = (typeof MAP_KEYS)[number];

export interface Joined {
  readonly from: string;
  readonly to: string;
}

/**
 * Where a key leads from a place: up and down within its column; left and right along its links, to the nearest in height, and where no
 * link leads there to the nearest place of the next column. Home is the first place, End the last. Itself where nothing is that way.
 */
export function stepOnMap(boxes: readonly PlacedBox[], lines: readonly Joined[], at: string, key: MapKey): string {
  const here = boxes.find((box) => box.id === at);
  if (!here || key === "Home" || key === "End") return (key === "End" ? boxes.at(-1) : boxes[0])?.id ?? at;
  if (key === "ArrowUp" || key === "ArrowDown") return boxes.find((box) => box.column === here.column && box.row === here.row + (key === "ArrowUp" ? -1 : 1))?.id ?? at;
  const isThere = (box: PlacedBox) => (key === "ArrowLeft" ? box.column > here.column : box.column < here.column);
  const joined = new Set(lines.flatMap((line) => (line.from === at ? [line.to] : line.to === at ? [line.from] : [])));
  const there = boxes.filter(isThere);
  const linked = there.filter((box) => joined.has(box.id));
  const next = key === "ArrowLeft" ? Math.min(...there.map((box) => box.column)) : Math.max(...there.map((box) => box.column));
  const choices = linked.length > 0 ? linked : there.filter((box) => box.column === next);
  const far = (box: PlacedBox) => Math.abs(box.y - here.y) + Math.abs(box.column - here.column) / 100;
  return choices.reduce<PlacedBox | null>((best, box) => (best === null || far(box) < far(best) ? box : best), null)?.id ?? at;
}
