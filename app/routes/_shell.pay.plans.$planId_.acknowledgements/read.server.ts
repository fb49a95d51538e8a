import { readTableQuery } from "#app/domain/list/table-query.ts";
import type { TableSpec } from "#app/domain/list/table-query.ts";
import { foldKey } from "#app/domain/names.ts";
import { ACKNOWLEDGEMENT_STATES } from "#app/domain/pay/acknowledgement.ts";
import { openAcknowledgementBook, type MemberAcknowledgement } from "#app/operations/acknowledgement-book.server.ts";
import type { PlanVersionRow } from "#db/queries/plans.server.ts";
import { loadPlanVersions } from "#db/queries/plans.server.ts";
import type { Store } from "#db/store.ts";

const SPEC = { sortable: ["person", "at"], defaultSort: { column: "person", descending: false }, filters: { state: ACKNOWLEDGEMENT_STATES }, pageSize: 50 } as const satisfies TableSpec;

/** The version that the address names, else the newest; null where the plan has none such. */
export async function versionAsked(store: Store, planId: string, url: URL): Promise<{ readonly version: PlanVersionRow | null; readonly numbers: readonly number[] }> {
  const versions = await loadPlanVersions(store, planId);
  const asked = url.searchParams.get("version");
  return { version: (asked === null ? versions[0] : versions.find((one) => String(one.number) === asked)) ?? null, numbers: versions.map((one) => one.number) };
}

/** Members of a version with how they stand to it, as the address asks for them, one page or all for a file. */
export async function readAcknowledgementRows(store: Store, version: PlanVersionRow, url: URL, today: string, as: "page" | "file") {
  const query = readTableQuery(url.searchParams, SPEC);
  const { dueOn, members } = await openAcknowledgementBook(store, version, today);
  const key = foldKey(query.search);
  const wanted = members.filter((row) => (query.filters.state === undefined || row.state === query.filters.state) && (key === "" || foldKey(`${row.surname} ${row.givenName} ${row.personnelNumber}`).includes(key)));
  // Members come by name; whoever has not acknowledged stands after those who have.
  const sorted = query.sort.column === "at" ? [...wanted].sort((a, b) => (a.at ?? Infinity) - (b.at ?? Infinity) || 0) : wanted;
  const ordered = query.sort.descending ? [...sorted].reverse() : sorted;
  const count = (state: MemberAcknowledgement["state"]) => members.filter((row) => row.state === state).length;
  return { query, dueOn, total: wanted.length, people: members.length, acknowledged: count("acknowledged"), late: count("late"), rows: as === "file" ? ordered : ordered.slice(query.offset, query.offset + query.pageSize) };
}
