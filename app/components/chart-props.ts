/** One line or row of bars. */
export interface ChartSeries {
  readonly name: string;
  readonly values: readonly (number | null)[];
  /** Where each mark opens; the cell of the table is the same door. */
  readonly to?: readonly (string | null)[];
  /** How sure each value is: a whisker from low to high. */
  readonly intervals?: readonly ({ readonly low: number; readonly high: number } | null)[];
  /** Otherwise than the chart as a whole. */
  readonly kind?: "line" | "bar";
  /** A scale of its own at the right, in percent from 0 to 100. */
  readonly onRight?: boolean;
  /** Writes a value of this series where it is another unit than the chart's. */
  readonly format?: (value: number) => string;
}

export interface ChartProps {
  /** What the chart shows, in words. */
  readonly label: string;
  /** Name of the downloaded files, without the dot. */
  readonly fileName: string;
  /** Along the bottom: months, causes, departments. */
  readonly labels: readonly string[];
  readonly series: readonly ChartSeries[];
  /** Constant levels: control limits. */
  readonly limits?: readonly { readonly name: string; readonly value: number }[];
  /** What was promised: from the target to the end of the scale. */
  readonly band?: { readonly name: string; readonly from: number; readonly to: number };
  readonly kind?: "line" | "bar";
  readonly min?: number;
  readonly max?: number;
  /** Writes a value, on the axis and in the table. */
  readonly format: (value: number) => string;
  /** Pixels. */
  readonly height?: number;
}

/** Okabe–Ito: kept apart also by colour-blind eyes. Dash, point and hatching are the second cue. */
export const CHART_COLOURS = ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9"] as const;

/** A value with what is known of it, as the table says it: `91.3 % (85–95 %)`. */
export function chartCell(series: ChartSeries, index: number, format: (value: number) => string): string {
  const value = series.values[index] ?? null;
  if (value === null) return "–";
  const write = series.format ?? format;
  const interval = series.intervals?.[index];
  return interval ? `${write(value)} (${write(interval.low)} – ${write(interval.high)})` : write(value);
}
