import { readTableQuery } from "#app/domain/list/table-query.ts";
import type { TableSpec } from "#app/domain/list/table-query.ts";
import { nameIn } from "#app/domain/names.ts";
import type { Locale } from "#app/domain/names.ts";
import { personName } from "#app/format/person-name.ts";
import { listAdjustments } from "#app/operations/list-adjustments.server.ts";
import type { HeldOfDepartment, PendingAdjustment } from "#app/operations/list-adjustments.server.ts";
import { pageOfRows } from "#app/web/page-of-rows.server.ts";
import { loadDepartments } from "#db/queries/directory.server.ts";
import { loadPeople } from "#db/queries/people.server.ts";
import type { Store } from "#db/store.ts";

const SPEC = { sortable: ["person", "department", "period", "delta"], defaultSort: { column: "delta", descending: true }, filters: {}, pageSize: 50 } as const satisfies TableSpec;

export interface ShownAdjustment extends PendingAdjustment {
  readonly key: string;
  readonly name: string;
  readonly personnelNumber: string;
  readonly department: string;
}

/** The differences that the next runs take, what is held, and the objections that still wait for a fact to be put right. */
export async function readAdjustments(store: Store, now: number, url: URL, locale: Locale) {
  const list = await listAdjustments(store, now);
  const ids = [...new Set([...list.pending, ...list.withoutEffect].map((one) => one.personId))];
  const [people, departments] = await Promise.all([loadPeople(store, ids), loadDepartments(store, "all")]);
  const personOf = new Map(people.map((person) => [person.id, person]));
  const departmentName = new Map(departments.map((one) => [one.id, nameIn(one.name, locale)]));
  const nameOf = (id: string): string => {
    const person = personOf.get(id);
    return person ? personName(person, locale) : "–";
  };
  const rows = list.pending.map((one): ShownAdjustment => ({
    ...one, key: `${one.runId}:${one.personId}`, name: nameOf(one.personId), personnelNumber: personOf.get(one.personId)?.personnelNumber ?? "", department: departmentName.get(one.departmentId) ?? "–",
  }));
  const query = readTableQuery(url.searchParams, SPEC);
  const { rows: page, all } = pageOfRows(rows, query, {
    text: (one) => `${one.name} ${one.personnelNumber} ${one.department}`,
    sort: { person: (one) => one.name, department: (one) => one.department, period: (one) => one.period, delta: (one) => one.deltaMinor }, filter: {},
  });
  return {
    query, rows: page, all,
    people: rows.length,
    held: list.held.map((one): HeldOfDepartment & { department: string } => ({ ...one, department: departmentName.get(one.departmentId) ?? "–" })),
    withoutEffect: list.withoutEffect.map((one) => ({ ...one, name: nameOf(one.personId) })),
  };
}
