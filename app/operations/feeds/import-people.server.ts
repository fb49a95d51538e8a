import { canonicalJson } from "#app/domain/canonical-json.ts";
import { NEEDED_COLUMNS, matchColumns, PEOPLE_COLUMNS } from "#app/domain/organisation/people-file.ts";
import { planPeople } from "#app/domain/organisation/plan-people.ts";
import type { KnownPerson, PeoplePlan, PeopleRow } from "#app/domain/organisation/plan-people.ts";
import { ok, refused } from "#app/domain/refusal.ts";
import type { Result } from "#app/domain/refusal.ts";
import { loadDepartments, loadOrganisation } from "#db/queries/directory.server.ts";
import { insertPeople, insertPlaces, loadEverybody, loadPlaces, sortKeyOf, updatePerson, updatePlace } from "#db/queries/people-writes.server.ts";
import type { PlaceRow } from "#db/queries/people-writes.server.ts";
import { newId, sha256 } from "#db/new-id.server.ts";
import type { Store } from "#db/store.ts";
import { DuplicateError, StaleWriteError } from "#db/store.ts";
import { groupBy } from "../agreement-book.server.ts";
import type { OperationContext } from "../context.ts";
import { FeedRefusal } from "./feed-refusal.ts";
import { readCsv } from "./read-csv.server.ts";

/** More people than any one company that runs this has. */
export const MOST_PEOPLE = 50_000;

const WORDED: ReadonlySet<string> = new Set(["empty_file", "duplicate_column", "missing_column", "not_csv"]);

export interface PeoplePreview {
  readonly plan: PeoplePlan;
  /** Of everything the file would change: confirming names it, so that nothing else is written than what was seen. */
  readonly hash: string;
}

/** Reads a file of people and says what it would change and what is wrong in it. Writes nothing. */
export async function previewPeople(store: Store, path: string): Promise<Result<PeoplePreview>> {
  try {
    const rows: PeopleRow[] = [];
    for await (const row of readCsv(path, {})) {
      rows.push(row);
      if (rows.length > MOST_PEOPLE) return refused("too_many_rows", { detail: MOST_PEOPLE }, "file");
    }
    if (rows.length === 0) return refused("empty_file", undefined, "file");
    const headings = Object.keys(rows[0]!.cells);
    const missing = NEEDED_COLUMNS.find((column) => !matchColumns(headings).has(column));
    if (missing) return refused("missing_column", { detail: PEOPLE_COLUMNS[missing][0] }, "file");
    const plan = planPeople(rows, headings, await loadKnown(store));
    return ok({ plan, hash: sha256(canonicalJson(plan.changes)) });
  } catch (error) {
    // What is no text at all is told like a text that cannot be read.
    if (error instanceof FeedRefusal) return refused(WORDED.has(error.code) ? error.code : "not_csv", { detail: error.detail.slice(0, 200) }, "file");
    throw error;
  }
}

export type ImportPeopleRefusal = "has_problems" | "changed_since" | string;

/** Writes what a file changes, if it still is exactly what was shown; all of it or nothing. */
export async function importPeople(ctx: OperationContext, path: string, hash: string): Promise<Result<{ readonly people: number; readonly changes: number }, ImportPeopleRefusal>> {
  const { store, now } = ctx;
  const [preview, organisation] = await Promise.all([previewPeople(store, path), loadOrganisation(store)]);
  if (!preview.ok) return preview;
  const { plan } = preview.value;
  if (plan.problems.length > 0) return refused("has_problems");
  if (preview.value.hash !== hash || !organisation) return refused("changed_since");
  if (plan.changes.length === 0) return ok({ people: 0, changes: 0 });
  const people = plan.changes.map((change) => ({ ...change, personId: change.id ?? newId() }));
  const added = people.filter((change) => change.id === null);
  const places = people.flatMap(({ personId, places: list }) => list.flatMap((change): PlaceRow[] => (change.kind === "new" ? [{ id: newId(), personId, ...change.place }] : [])));
  const changes = changesIn(plan);
  try {
    await store.writeAll(
      (w) => [
        ...insertPeople(store, w, added.map(({ personId, number, person }) => ({ id: personId, ...person, personnelNumber: number, zone: organisation.zone, calendarId: null, style: null, archivedAt: null }))),
        ...people.filter((change) => change.id !== null && change.changed.length > 0).map(({ personId, person }) => updatePerson(store, w, personId, { ...person, sortKey: sortKeyOf(person) })),
        ...people.flatMap(({ places: list }) =>
          list.flatMap((change) => {
            if (change.kind === "new") return [];
            if (change.kind === "end") return [updatePlace(store, w, { id: change.id, to: change.before.to }, { to: change.to })];
            const { to, fte, sharePct, employment, position } = change.place;
            return [updatePlace(store, w, { id: change.id, to: change.before.to }, { to, fte, sharePct, employment, position })];
          }),
        ),
        ...insertPlaces(store, w, places),
      ],
      { at: now, actor: ctx.actor, action: "person.import", entity: "person", entityId: "file", rows: changes, details: { hash, added: added.length, people: people.length, places: places.length } },
    );
  } catch (error) {
    if (error instanceof StaleWriteError || error instanceof DuplicateError) return refused("changed_since");
    throw error;
  }
  return ok({ people: people.length, changes });
}

/** New people, changed people and changed places, each as one. */
export const changesIn = (plan: PeoplePlan): number => plan.changes.reduce((sum, change) => sum + (change.id === null || change.changed.length > 0 ? 1 : 0) + change.places.length, 0);

async function loadKnown(store: Store) {
  const [people, places, departments] = await Promise.all([loadEverybody(store), loadPlaces(store), loadDepartments(store, "all")]);
  const placesOf = groupBy(places, (row) => row.personId);
  const codes = new Map(departments.map((row) => [row.id, row.code]));
  const current = await loadDepartments(store);
  return {
    people: people.map((row): KnownPerson => ({
      id: row.id, number: row.personnelNumber, surname: row.surname, givenName: row.givenName, patronymic: row.patronymic, email: row.email, locale: row.locale, isArchived: row.archivedAt !== null, places: placesOf.get(row.id) ?? [],
    })),
    departments: new Map(current.map((row) => [row.code.toLowerCase(), row.id])),
    departmentCode: (id: string) => codes.get(id) ?? id,
  };
}
