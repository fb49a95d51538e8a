export interface Binned<Row> {
  /** The largest, largest first. */
  readonly shown: readonly Row[];
  /** What does not fit, to be drawn as one; never a single row, which could stand by itself. */
  readonly others: readonly Row[];
}

/**
 * What a chart of many things draws by itself, and what it draws together as "others": with 1 or 12 departments all stand by themselves, of 200
 * the largest do. Equal ones keep their order.
 *
 * @param most marks of the chart, "others" included
 */
export function largestAndOthers<Row>(rows: readonly Row[], most: number, sizeOf: (row: Row) => number): Binned<Row> {
  const sorted = [...rows].sort((a, b) => sizeOf(b) - sizeOf(a));
  if (sorted.length <= most) return { shown: sorted, others: [] };
  return { shown: sorted.slice(0, most - 1), others: sorted.slice(most - 1) };
}
