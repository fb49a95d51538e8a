/** Four bands of a working day, by the hour of the request; the last one is the night. */
export const HOUR_BANDS = [
  [6, 10],
  [10, 14],
  [14, 18],
  [18, 6],
] as const;

export interface BandCell {
  readonly due: number;
  readonly late: number;
}

/** Rows Monday to Sunday, columns as `HOUR_BANDS`: how many requests of that time there were and how many ended late. */
export function lateByHour(requests: readonly { readonly weekday: number; readonly hour: number; readonly late: boolean }[]): readonly (readonly BandCell[])[] {
  const cells = Array.from({ length: 7 }, () => HOUR_BANDS.map(() => ({ due: 0, late: 0 })));
  for (const { weekday, hour, late } of requests) {
    const band = HOUR_BANDS.findIndex(([from, to]) => (from < to ? hour >= from && hour < to : hour >= from || hour < to));
    const cell = cells[weekday - 1]![band]!;
    cell.due += 1;
    if (late) cell.late += 1;
  }
  return cells;
}

/** Days sorted by how many requests came: thirds of the days with the share that ended late in each. */
export interface LoadThird {
  readonly from: number;
  readonly to: number;
  readonly due: number;
  readonly late: number;
}

/** Quiet, ordinary and busy days; fewer than six days, or days that are all alike, say nothing. */
export function lateByLoad(days: readonly { readonly due: number; readonly late: number }[]): readonly LoadThird[] {
  if (days.length < 6) return [];
  const sorted = [...days].sort((a, b) => a.due - b.due);
  const [least, most] = [sorted[0]!.due, sorted[sorted.length - 1]!.due];
  if (most < Math.max(2 * least, least + 3)) return [];
  const cut = (n: number) => Math.round((sorted.length * n) / 3);
  return [0, 1, 2].map((n) => {
    const part = sorted.slice(cut(n), cut(n + 1));
    return { from: part[0]!.due, to: part[part.length - 1]!.due, due: part.reduce((sum, day) => sum + day.due, 0), late: part.reduce((sum, day) => sum + day.late, 0) };
  });
}
