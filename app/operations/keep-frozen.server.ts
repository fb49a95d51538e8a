import type { VerdictRow } from "#db/queries/verdicts.server.ts";
import type { UsedCalendar } from "./agreement-book.server.ts";
import type { PeriodBook } from "./period-book.server.ts";

type Place = Pick<VerdictRow, "item" | "cycle" | "carry" | "period" | "calendarVersionId">;

const keyOf = (row: Place): string => `${row.item}\n${row.cycle}\n${row.carry}`;

export interface Judging<Row> {
  /** The newest calendar, by which open months are judged. */
  readonly newest: UsedCalendar;
  /** The calendar as it stood when a frozen month was sealed; the version is the one its verdict names. */
  readonly calendarAt: (frozenAt: number | null, versionId: string | null) => UsedCalendar;
  readonly judge: (used: UsedCalendar) => readonly Row[];
  readonly rowOf: (row: Row) => Place;
  /** What is stored for the same obligation and item. */
  readonly stored: readonly Place[];
}

/**
 * Verdicts by the newest calendar, except where a sealed or closed month is concerned: what it counts, and what a
 * newer calendar would move into it, is judged by the calendar of its time. So a calendar saved after closing
 * changes nothing there, and makes no correction either; late facts still do.
 */
export function judgeKeepingFrozen<Row>(periods: Pick<PeriodBook, "isFrozen" | "frozenAt">, judging: Judging<Row>): readonly Row[] {
  const { newest, stored, judge, rowOf } = judging;
  let rows = judge(newest);
  const months = new Set<string>();
  for (const row of stored) if (periods.isFrozen(row.period)) months.add(row.period);
  for (const row of rows) if (periods.isFrozen(rowOf(row).period)) months.add(rowOf(row).period);
  for (const month of months) {
    const named = stored.find((row) => row.period === month)?.calendarVersionId ?? null;
    const kept = judging.calendarAt(periods.frozenAt(month), named);
    if (kept !== newest) rows = keepMonth(month, rows, judge(kept), judging);
  }
  return rows;
}

function keepMonth<Row>(month: string, rows: readonly Row[], before: readonly Row[], { rowOf, stored }: Judging<Row>): readonly Row[] {
  const counted = new Set(stored.filter((row) => row.period === month).map(keyOf));
  const concerns = (row: Row): boolean => counted.has(keyOf(rowOf(row))) || rowOf(row).period === month;
  const old = new Map(before.map((row) => [keyOf(rowOf(row)), row]));
  const taken = new Set<string>();
  const kept = rows.flatMap((row) => {
    if (!concerns(row)) return [row];
    const key = keyOf(rowOf(row));
    taken.add(key);
    const then = old.get(key);
    return then === undefined ? [] : [then];
  });
  const lost = before.filter((row) => counted.has(keyOf(rowOf(row))) && !taken.has(keyOf(rowOf(row))));
  return [...kept, ...lost];
}
