import { periodOf } from "#app/domain/time/instant.ts";
import { addMonths } from "#app/domain/time/local-date.ts";
import { startOfDate, zoneOf } from "#app/domain/time/zone.ts";
import type { Zone } from "#app/domain/time/zone.ts";
import type { OrganisationRow } from "#db/queries/directory.server.ts";
import { loadPeriods } from "#db/queries/periods.server.ts";
import type { PeriodRow } from "#db/queries/periods.server.ts";
import type { Store } from "#db/store.ts";

/** Which month an instant counts in, and whether that month still takes changes. */
export interface PeriodBook {
  readonly zone: Zone;
  /** YYYY-MM, or "" before the organisation's first period. */
  periodOf(instant: number): string;
  /** First instant after the period of an instant. */
  endAfter(instant: number): number;
  stateOf(month: string): PeriodRow["state"];
  /** Whether the month is sealed or closed: what it counts stays as it is. */
  isFrozen(month: string): boolean;
  /** When the month was sealed; null while it takes changes, or where that was not recorded. */
  frozenAt(month: string): number | null;
  /** Whether the month has been opened; later ones take counts but have no row yet. */
  isOpened(month: string): boolean;
  /** Reads the months again: one may have been sealed meanwhile. */
  reload(): Promise<void>;
}

/** A local month [start, end) and the period of it [from, to) between its cut-offs. */
interface MonthSpan {
  readonly month: string;
  readonly before: string;
  readonly after: string;
  readonly start: number;
  readonly end: number;
  readonly from: number;
  readonly to: number;
}

export async function openPeriodBook(store: Store, organisation: OrganisationRow): Promise<PeriodBook> {
  const zone = zoneOf(organisation.zone);
  let byMonth = new Map<string, PeriodRow>();
  let spans: MonthSpan[] = [];
  const reload = async () => {
    byMonth = new Map((await loadPeriods(store)).map((row) => [row.month, row]));
    spans = [];
  };
  await reload();
  const startOf = (month: string): number => startOfDate(zone, `${month}-01`);

  // A pass asks millions of times about a few dozen months, so each local month is worked out once.
  const spanOf = (instant: number): MonthSpan => {
    const known = spans.find((span) => instant >= span.start && instant < span.end);
    if (known) return known;
    const month = periodOf(instant, zone);
    const [start, end] = [startOf(month), startOf(addMonths(month, 1))];
    const row = byMonth.get(month);
    const made = { month, before: addMonths(month, -1), after: addMonths(month, 1), start, end, from: row?.from ?? start, to: row?.to ?? end };
    spans.push(made);
    return made;
  };
  // Cut-offs move what falls due near a month's end by days at most, so the neighbours are looked at.
  const monthOf = (instant: number): string => {
    const { month, before, after, from, to } = spanOf(instant);
    return instant < from ? before : instant >= to ? after : month;
  };
  return {
    zone,
    periodOf: (instant) => {
      const month = monthOf(instant);
      return month < organisation.firstPeriod ? "" : month;
    },
    endAfter: (instant) => {
      const month = monthOf(instant);
      return byMonth.get(month)?.to ?? startOf(addMonths(month, 1));
    },
    stateOf: (month) => byMonth.get(month)?.state ?? "open",
    isFrozen: (month) => {
      const state = byMonth.get(month)?.state;
      return state === "sealed" || state === "closed";
    },
    frozenAt: (month) => byMonth.get(month)?.sealedAt ?? null,
    isOpened: (month) => byMonth.has(month),
    reload,
  };
}
