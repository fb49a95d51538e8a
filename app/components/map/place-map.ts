import { layerPlaces, type Way } from "#app/domain/map/layer-places.ts";
import { compareCodePoints } from "#app/domain/order-by-code-point.ts";

/** Sizes in CSS pixels at full size. */
export const PLACE_WIDTH = 148;
export const PLACE_HEIGHT = 48;
const COLUMN_GAP = 78;
const ROW_GAP = 22;
/** Room for a line that passes a column. */
const LANE = 11;
const MARGIN = 18;
/** Lines on one side of a place stand this far apart at most. */
const PORT_GAP = 6;
/** Times that columns are ordered by their neighbours; more changes nothing one would see. */
const SWEEPS = 8;

export interface PlacedBox {
  readonly id: string;
  /** From the right: 0 is the outermost. */
  readonly column: number;
  /** From the top of its column, among places. */
  readonly row: number;
  /** Upper left corner. */
  readonly x: number;
  readonly y: number;
}

export interface PlacedLine {
  readonly from: string;
  readonly to: string;
  /** An SVG path from the provider to the client. */
  readonly path: string;
  /** Where a mark of the line stands. */
  readonly middle: readonly [number, number];
}

export interface PlacedMap {
  readonly width: number;
  readonly height: number;
  readonly boxes: readonly PlacedBox[];
  readonly lines: readonly PlacedLine[];
}

/** A place, or a lane that a line keeps free on its way through a column. */
interface Slot {
  readonly key: string;
  readonly isPlace: boolean;
}
type Point = readonly [number, number];

/**
 * Lays a map out from left to right: places in columns before those they serve, lines around the places between. `end` is a place beyond all
 * others (the customer), which stands in a column of its own. The same map in any order is drawn the same.
 */
export function placeMap(places: readonly string[], given: readonly Way[], end: string | null = null): PlacedMap {
  const shift = end === null ? 0 : 1;
  const inner = places.filter((id) => id !== end);
  const layers = new Map([...layerPlaces(inner, given.filter((way) => way.to !== end && way.from !== end))].map(([id, layer]) => [id, layer + shift]));
  if (end !== null) layers.set(end, 0);
  const ways = [...given].filter((way) => way.from !== way.to && layers.has(way.from) && layers.has(way.to)).sort((a, b) => compareCodePoints(keyOf(a), keyOf(b)));
  const columns = slotsOf(layers, ways);
  orderColumns(columns, layers, ways);

  const heights = columns.map((column) => column.reduce((sum, slot) => sum + heightOf(slot), 0) - (column.at(-1)?.isPlace ? ROW_GAP : 0));
  const tallest = Math.max(PLACE_HEIGHT, ...heights);
  const xOf = (layer: number) => MARGIN + (columns.length - 1 - layer) * (PLACE_WIDTH + COLUMN_GAP);
  const middles = new Map<string, number>();
  const boxes: PlacedBox[] = [];
  columns.forEach((column, layer) => {
    let y = MARGIN + (tallest - heights[layer]!) / 2;
    let row = 0;
    for (const slot of column) {
      const height = heightOf(slot);
      middles.set(slot.key, y + (height - ROW_GAP) / 2 + (slot.isPlace ? 0 : ROW_GAP / 2));
      if (slot.isPlace) boxes.push({ id: slot.key, column: layer, row: row++, x: xOf(layer), y: Math.round(y) });
      y += height;
    }
  });
  return {
    width: 2 * MARGIN + columns.length * PLACE_WIDTH + (columns.length - 1) * COLUMN_GAP + (ways.some((way) => layers.get(way.from) === 0 && layers.get(way.to) === 0) ? COLUMN_GAP / 2 : 0),
    height: Math.ceil(tallest + 2 * MARGIN),
    boxes: boxes.sort((a, b) => b.column - a.column || a.row - b.row),
    lines: drawLines(ways, layers, middles, xOf),
  };
}

const keyOf = (way: Way): string => `${way.from}\n${way.to}`;
const laneOf = (way: Way, layer: number): string => `${keyOf(way)}\n${layer}`;
const heightOf = (slot: Slot): number => (slot.isPlace ? PLACE_HEIGHT + ROW_GAP : LANE);
/** Layers that a way passes between its ends. */
const between = (a: number, b: number): number[] => Array.from({ length: Math.max(0, Math.abs(a - b) - 1) }, (_, index) => Math.min(a, b) + 1 + index);

function slotsOf(layers: ReadonlyMap<string, number>, ways: readonly Way[]): Slot[][] {
  const columns: Slot[][] = Array.from({ length: Math.max(0, ...layers.values()) + 1 }, () => []);
  for (const id of [...layers.keys()].sort(compareCodePoints)) columns[layers.get(id)!]!.push({ key: id, isPlace: true });
  for (const way of ways) for (const layer of between(layers.get(way.from)!, layers.get(way.to)!)) columns[layer]!.push({ key: laneOf(way, layer), isPlace: false });
  return columns;
}

/** The slots along a way, from the higher layer (left) to the lower one. */
function stopsOf(way: Way, layers: ReadonlyMap<string, number>): string[] {
  const [from, to] = [layers.get(way.from)!, layers.get(way.to)!];
  const [left, right] = from >= to ? [way.from, way.to] : [way.to, way.from];
  return [left, ...between(from, to).reverse().map((layer) => laneOf(way, layer)), right];
}

/** Orders each column by where its neighbours stand, back and forth, so that fewer lines cross. */
function orderColumns(columns: Slot[][], layers: ReadonlyMap<string, number>, ways: readonly Way[]): void {
  const onRight = new Map<string, string[]>();
  const onLeft = new Map<string, string[]>();
  for (const way of ways) {
    if (layers.get(way.from) === layers.get(way.to)) continue;
    const stops = stopsOf(way, layers);
    stops.slice(1).forEach((stop, index) => {
      onRight.set(stops[index]!, [...(onRight.get(stops[index]!) ?? []), stop]);
      onLeft.set(stop, [...(onLeft.get(stop) ?? []), stops[index]!]);
    });
  }
  const sortBy = (column: Slot[], other: readonly Slot[], neighbours: ReadonlyMap<string, readonly string[]>) => {
    const at = new Map(other.map((slot, index) => [slot.key, index / Math.max(1, other.length - 1)]));
    const own = new Map(column.map((slot, index) => [slot.key, index / Math.max(1, column.length - 1)]));
    const mean = new Map(column.map((slot) => {
      const near = (neighbours.get(slot.key) ?? []).map((key) => at.get(key)!);
      return [slot.key, near.length === 0 ? own.get(slot.key)! : near.reduce((sum, one) => sum + one, 0) / near.length] as const;
    }));
    column.sort((a, b) => mean.get(a.key)! - mean.get(b.key)! || own.get(a.key)! - own.get(b.key)!);
  };
  for (let sweep = 0; sweep < SWEEPS; sweep += 1) {
    for (let layer = columns.length - 2; layer >= 0; layer -= 1) sortBy(columns[layer]!, columns[layer + 1]!, onLeft);
    for (let layer = 1; layer < columns.length; layer += 1) sortBy(columns[layer]!, columns[layer - 1]!, onRight);
  }
}

function drawLines(ways: readonly Way[], layers: ReadonlyMap<string, number>, middles: ReadonlyMap<string, number>, xOf: (layer: number) => number): PlacedLine[] {
  const ports = portsOf(ways, layers, middles);
  return ways.map((way): PlacedLine => {
    const [from, to] = [layers.get(way.from)!, layers.get(way.to)!];
    const port = (id: string) => middles.get(id)! + ports.get(`${keyOf(way)}\n${id}`)!;
    if (from === to) {
      const x = xOf(from) + PLACE_WIDTH;
      const [a, b] = [port(way.from), port(way.to)];
      const out = COLUMN_GAP * 0.42;
      return { from: way.from, to: way.to, path: `M${x} ${round(a)}C${x + out} ${round(a)} ${x + out} ${round(b)} ${x} ${round(b)}`, middle: [x + out * 0.75, (a + b) / 2] };
    }
    const [left, right] = from > to ? [way.from, way.to] : [way.to, way.from];
    const points: Point[] = [[xOf(Math.max(from, to)) + PLACE_WIDTH, port(left)]];
    for (const layer of between(from, to).reverse()) {
      const y = middles.get(laneOf(way, layer))!;
      points.push([xOf(layer), y], [xOf(layer) + PLACE_WIDTH, y]);
    }
    points.push([xOf(Math.min(from, to)), port(right)]);
    const along = from > to ? points : points.reverse();
    const at = Math.floor((along.length - 1) / 2);
    const [a, b] = [along[at]!, along[at + 1]!];
    return { from: way.from, to: way.to, path: smooth(along), middle: [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2] };
  });
}

/** How far from the middle of a place's side each of its lines begins or ends: in the order of where they lead, so that they do not cross. */
function portsOf(ways: readonly Way[], layers: ReadonlyMap<string, number>, middles: ReadonlyMap<string, number>): ReadonlyMap<string, number> {
  const sides = new Map<string, { readonly key: string; readonly towards: number }[]>();
  const add = (id: string, side: "left" | "right", way: Way, towards: number) => {
    const list = sides.get(`${side}\n${id}`) ?? [];
    list.push({ key: `${keyOf(way)}\n${id}`, towards });
    sides.set(`${side}\n${id}`, list);
  };
  for (const way of ways) {
    if (layers.get(way.from) === layers.get(way.to)) {
      add(way.from, "right", way, middles.get(way.to)!);
      add(way.to, "right", way, middles.get(way.from)!);
      continue;
    }
    const stops = stopsOf(way, layers);
    add(stops[0]!, "right", way, middles.get(stops[1]!)!);
    add(stops.at(-1)!, "left", way, middles.get(stops.at(-2)!)!);
  }
  const ports = new Map<string, number>();
  for (const list of sides.values()) {
    const gap = Math.min(PORT_GAP, (PLACE_HEIGHT - 10) / list.length);
    list.sort((a, b) => a.towards - b.towards || compareCodePoints(a.key, b.key)).forEach(({ key }, index) => ports.set(key, (index - (list.length - 1) / 2) * gap));
  }
  return ports;
}

/** A line through points that leaves and reaches each of them level. */
function smooth(points: readonly Point[]): string {
  return points.slice(1).reduce((path, [x, y], index) => {
    const [x0, y0] = points[index]!;
    const bend = (x - x0) / 2;
    return y0 === y ? `${path}L${round(x)} ${round(y)}` : `${path}C${round(x0 + bend)} ${round(y0)} ${round(x - bend)} ${round(y)} ${round(x)} ${round(y)}`;
  }, `M${round(points[0]![0])} ${round(points[0]![1])}`);
}

const round = (value: number): number => Math.round(value * 10) / 10;
