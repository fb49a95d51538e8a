import { readTableQuery } from "#app/domain/list/table-query.ts";
import type { TableQuery, TableSpec } from "#app/domain/list/table-query.ts";
import { foldKey } from "#app/domain/names.ts";
import type { KeptTarget } from "#app/domain/pay/kept-target.ts";
import { payPeriodMonths } from "#app/domain/score/pay-period-months.ts";
import { localDateOf, zoneOf } from "#app/domain/time/zone.ts";
import type { OrganisationRow } from "#db/queries/directory.server.ts";
import { loadPayBases, openBase } from "#db/queries/plan-people.server.ts";
import { loadMemberPage, openTarget } from "#db/queries/plans.server.ts";
import type { Store } from "#db/store.ts";

const SPEC = { sortable: ["person", "from", "to"], defaultSort: { column: "person", descending: false }, filters: { stay: ["open", "ending"] }, pageSize: 50 } as const satisfies TableSpec;
/** Rows of a file; more people than one plan has. */
const FILE_ROWS = 50_000;

export interface MemberRowShown {
  readonly id: string;
  readonly personId: string;
  readonly surname: string;
  readonly givenName: string;
  readonly personnelNumber: string;
  readonly from: string;
  readonly to: string | null;
  readonly target: KeptTarget;
  /** The person's own base, where the target is a percent of it; null = none is known. */
  readonly baseMinor: number | null;
}

export interface MembersShown {
  readonly query: TableQuery;
  readonly rows: readonly MemberRowShown[];
  readonly total: number;
  /** First day of the running pay period: what a change usually begins with. */
  readonly firstDay: string;
}

/** A plan's members, one page or all for a file, with their targets opened: the reader may see amounts. */
export async function readMembers(store: Store, planId: string, organisation: OrganisationRow, url: URL, now: number, as: "page" | "file" = "page"): Promise<MembersShown> {
  const query = readTableQuery(url.searchParams, SPEC);
  const today = localDateOf(zoneOf(organisation.zone), now);
  const firstDay = `${payPeriodMonths(today.slice(0, 7), organisation.payPeriod)[0]!}-01`;
  const stay = query.filters.stay === "open" || query.filters.stay === "ending" ? query.filters.stay : null;
  const span = as === "file" ? { limit: FILE_ROWS, offset: 0 } : { limit: query.pageSize, offset: query.offset };
  const [{ rows, total }, bases] = await Promise.all([loadMemberPage(store, planId, firstDay, { search: foldKey(query.search), sort: query.sort, stay, ...span }), loadPayBases(store, today)]);
  return {
    query,
    rows: rows.map(({ id, personId, surname, givenName, personnelNumber, from, to, ...row }) => {
      const target = openTarget(store, { id, ...row });
      const base = target.type === "percent_of_base" ? bases.get(personId) : undefined;
      return { id, personId, surname, givenName, personnelNumber, from, to, target, baseMinor: base ? openBase(store, base) : null };
    }),
    total,
    firstDay,
  };
}
