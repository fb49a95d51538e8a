import { csvCell } from "#app/format/csv-cell.ts";
import type { ChartProps } from "./chart-props.ts";

/**
 * The figures of a chart as CSV: a row a mark, a column a series with its bounds behind it, and a column for each level. Numbers are written as
 * numbers, so that a spreadsheet can go on with them. With a byte order mark, which some of those need to read Cyrillic.
 */
export function chartCsv({ labels, series, limits = [], band }: ChartProps): string {
  const heading = ["", ...series.flatMap((one) => [one.name, ...(one.intervals ? [`${one.name} ↓`, `${one.name} ↑`] : [])]), ...(band ? [band.name] : []), ...limits.map((limit) => limit.name)];
  const rows = labels.map((label, index) => [
    label,
    ...series.flatMap((one) => [one.values[index] ?? null, ...(one.intervals ? [one.intervals[index]?.low ?? null, one.intervals[index]?.high ?? null] : [])]),
    ...(band ? [band.from] : []),
    ...limits.map((limit) => limit.value),
  ]);
  return `\ufeff${[heading, ...rows].map((row) => `${row.map(csvCell).join(",")}\r\n`).join("")}`;
}
