import { and, asc, eq, isNull } from "drizzle-orm";
import type { Names } from "#app/domain/names.ts";
import { foldKey } from "#app/domain/names.ts";
import type { Employment } from "#app/domain/organisation/place.ts";
import { exactly } from "../store.ts";
import type { Expecting, Store, Writer } from "../store.ts";
import type { PersonRow } from "./people.server.ts";
import { chunks } from "./tasks.server.ts";

export type PersonInsert = Omit<Store["t"]["person"]["$inferInsert"], "sortKey">;

export const sortKeyOf = (person: { readonly surname: string; readonly givenName: string; readonly patronymic?: string | null }): string => foldKey(`${person.surname} ${person.givenName} ${person.patronymic ?? ""}`);

export function insertPeople(store: Store, w: Writer, rows: readonly PersonInsert[]): Expecting[] {
  const { person: p } = store.t;
  return chunks(rows).map((part) => exactly(part.length, w.insert(p).values(part.map((row) => ({ ...row, sortKey: sortKeyOf(row) }))).returning({ id: p.id })));
}

/** Changes a person who is not archived. */
export function updatePerson(store: Store, w: Writer, id: string, set: Partial<Pick<PersonRow, "surname" | "givenName" | "patronymic" | "personnelNumber" | "email" | "locale" | "zone" | "archivedAt" | "sortKey">>): Expecting {
  const { person: p } = store.t;
  return exactly(1, w.update(p).set(set).where(and(eq(p.id, id), isNull(p.archivedAt))).returning({ id: p.id }));
}

/** Everybody, archived people too. */
export async function loadEverybody(store: Store): Promise<PersonRow[]> {
  const { person: p } = store.t;
  return store.q.select().from(p).orderBy(asc(p.sortKey), asc(p.id));
}

export interface PlaceRow {
  readonly id: string;
  readonly personId: string;
  readonly departmentId: string;
  readonly position: Names;
  readonly fte: string;
  readonly sharePct: string;
  readonly employment: Employment;
  readonly from: string;
  readonly to: string | null;
}

/** Memberships over all time, of one person or of all. */
export async function loadPlaces(store: Store, personId?: string): Promise<PlaceRow[]> {
  const { membership: m } = store.t;
  return store.q.select().from(m).where(personId === undefined ? undefined : eq(m.personId, personId)).orderBy(asc(m.personId), asc(m.from), asc(m.id));
}

export function insertPlaces(store: Store, w: Writer, rows: readonly PlaceRow[]): Expecting[] {
  const { membership: m } = store.t;
  return chunks(rows).map((part) => exactly(part.length, w.insert(m).values(part).returning({ id: m.id })));
}

/** Changes a membership that still ends where it did. */
export function updatePlace(store: Store, w: Writer, row: { readonly id: string; readonly to: string | null }, set: Partial<Pick<PlaceRow, "to" | "fte" | "sharePct" | "employment" | "position">>): Expecting {
  const { membership: m } = store.t;
  return exactly(1, w.update(m).set(set).where(and(eq(m.id, row.id), row.to === null ? isNull(m.to) : eq(m.to, row.to))).returning({ id: m.id }));
}
