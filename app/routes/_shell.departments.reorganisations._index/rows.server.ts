import { nameIn } from "#app/domain/names.ts";
import type { Locale } from "#app/domain/names.ts";
import { personName } from "#app/format/person-name.ts";
import { previewReorganisation } from "#app/operations/plan-reorganisation.server.ts";
import { sayFaults, sayPlan } from "#app/web/reorganisation-words.server.ts";
import { loadDepartments } from "#db/queries/directory.server.ts";
import { loadPeople } from "#db/queries/people.server.ts";
import { loadDepartmentPast, loadReorganisations } from "#db/queries/reorganisations.server.ts";
import type { Store } from "#db/store.ts";

/** What was planned, carried out and cancelled, the newest day first. */
export async function readReorganisations(store: Store, locale: Locale, now: number) {
  const [rows, departments, past] = await Promise.all([loadReorganisations(store), loadDepartments(store, "all"), loadDepartmentPast(store)]);
  const people = new Map((await loadPeople(store, rows.flatMap((row) => row.plannedBy ?? []))).map((row) => [row.id, personName(row, locale)]));
  const names = new Map(departments.map((row) => [row.id, nameIn(row.name, locale)]));
  const nameOf = (id: string) => names.get(id) ?? "";
  const hindrances = async (row: (typeof rows)[number]) => (await sayFaults(store, (await previewReorganisation({ store, now }, row.plan)).faults.filter((fault) => fault.code !== "already_planned"), nameOf, locale)).map((fault) => fault.text);
  return Promise.all(rows.map(async (row) => ({
    id: row.id, departmentId: row.departmentId, on: row.on, state: row.state, reason: row.reason, author: people.get(row.plannedBy ?? "") ?? "",
    what: sayPlan(row.plan, nameOf, locale, past.find((one) => one.reorganisationId === row.id && one.departmentId === row.departmentId)?.name),
    // As it stands today: who reads it can mend it.
    stuck: row.state === "planned" && row.stuck !== null ? await hindrances(row) : [],
    changes: Object.values(row.counts ?? {}).reduce((sum, n) => sum + n, 0),
  })));
}
