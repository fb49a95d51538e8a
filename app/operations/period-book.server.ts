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

export async function openPeriodBook(store: Store, organisation: OrganisationRow): Promise<PeriodBook> {
  const zone = zoneOf(organisation.zone);
  let byMonth = new Map<string, PeriodRow>();
  const reload = async () => {
    byMonth = new Map((await loadPeriods(store)).map((row) => [row.month, row]));
  };
  await reload();
  const startOf = (month: string): number => startOfDate(zone, `${month}-01`);

  // Cut-offs move what falls due near a month's end by days at most, so the neighbours are looked at.
  const monthOf = (instant: number): string => {
    const local = periodOf(instant, zone);
    const row = byMonth.get(local);
    if (row && instant < row.from) return addMonths(local, -1);
    if (row && instant >= row.to) return addMonths(local, 1);
    return local;
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
