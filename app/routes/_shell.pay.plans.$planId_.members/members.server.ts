import { readTableQuery } from "#app/components/table-query.ts";
import type { TableQuery, TableSpec } from "#app/components/table-query.ts";
import { foldKey } from "#app/domain/names.ts";
import type { BonusTarget } from "#app/domain/pay/statement.ts";
import { payPeriodMonths } from "#app/domain/score/pay-period-months.ts";
import { localDateOf, zoneOf } from "#app/domain/time/zone.ts";
import type { OrganisationRow } from "#db/queries/directory.server.ts";
import { loadMemberPage, openTarget } from "#db/queries/plans.server.ts";
import type { Store } from "#db/store.ts";

const SPEC = { sortable: ["person"], defaultSort: { column: "person", descending: false }, filters: {}, pageSize: 50 } as const satisfies TableSpec;

export interface MemberRowShown {
  readonly id: string;
  readonly surname: string;
  readonly givenName: string;
  readonly personnelNumber: string;
  readonly from: string;
  readonly to: string | null;
  readonly target: BonusTarget;
}

export interface MembersShown {
  readonly query: TableQuery;
  readonly rows: readonly MemberRowShown[];
  readonly total: number;
  /** First day of the running pay period: what a change usually begins with. */
  readonly firstDay: string;
}

/** One page of a plan's members with their targets opened: the reader may see amounts. */
export async function readMembers(store: Store, planId: string, organisation: OrganisationRow, url: URL, now: number): Promise<MembersShown> {
  const query = readTableQuery(url.searchParams, SPEC);
  const today = localDateOf(zoneOf(organisation.zone), now);
  const firstDay = `${payPeriodMonths(today.slice(0, 7), organisation.payPeriod)[0]!}-01`;
  const { rows, total } = await loadMemberPage(store, planId, firstDay, { search: foldKey(query.search), limit: query.pageSize, offset: query.offset });
  return {
    query,
    rows: rows.map((row) => ({ id: row.id, surname: row.surname, givenName: row.givenName, personnelNumber: row.personnelNumber, from: row.from, to: row.to, target: openTarget(store, row) })),
    total,
    firstDay,
  };
}
