import type { Refused } from "#app/domain/refusal.ts";
import { ok, refused } from "#app/domain/refusal.ts";
import type { Result } from "#app/domain/refusal.ts";
import { EMAIL } from "#app/domain/organisation/people-file.ts";
import { isZone } from "#app/domain/time/zone.ts";
import { insertPeople, insertPlaces, loadPlaces, sortKeyOf, updatePerson } from "#db/queries/people-writes.server.ts";
import { findPersonByEmail, loadPeople } from "#db/queries/people.server.ts";
import { newId } from "#db/new-id.server.ts";
import { DuplicateError, StaleWriteError } from "#db/store.ts";
import type { OperationContext } from "./context.ts";
import { checkPlace } from "./set-place.server.ts";
import type { PlaceDraft, PlaceFault } from "./set-place.server.ts";

export interface PersonDraft {
  /** null = a new person, who needs a first place. */
  readonly id: string | null;
  readonly surname: string;
  readonly givenName: string;
  readonly patronymic: string | null;
  readonly personnelNumber: string;
  readonly email: string | null;
  readonly locale: "en" | "ru";
  readonly zone: string;
}

export type PersonFault = "unknown_person" | "no_surname" | "no_given_name" | "no_number" | "number_taken" | "bad_email" | "email_taken" | "bad_zone" | "changed_meanwhile";
export type SavedPerson = { readonly ok: true; readonly personId: string } | { readonly ok: false; readonly faults: readonly Refused<PersonFault | PlaceFault>[] };

/** Adds a person with the first place of work, or changes names, number, address and language. The personnel number is text. */
export async function savePerson(ctx: OperationContext, draft: PersonDraft, place: PlaceDraft | null): Promise<SavedPerson> {
  const { store, now } = ctx;
  const email = draft.email?.toLowerCase() ?? null;
  const known = draft.id === null ? null : (await loadPeople(store, [draft.id]))[0];
  if (draft.id !== null && (!known || known.archivedAt !== null)) return { ok: false, faults: [refused("unknown_person")] };
  const faults: Refused<PersonFault | PlaceFault>[] = [];
  if (draft.surname === "") faults.push(refused("no_surname", undefined, "surname"));
  if (draft.givenName === "") faults.push(refused("no_given_name", undefined, "givenName"));
  if (draft.personnelNumber === "") faults.push(refused("no_number", undefined, "personnelNumber"));
  if (email !== null && !EMAIL.test(email)) faults.push(refused("bad_email", undefined, "email"));
  else if (email !== null) {
    const owner = await findPersonByEmail(store, email);
    if (owner && owner.id !== draft.id) faults.push(refused("email_taken", undefined, "email"));
  }
  if (!isZone(draft.zone)) faults.push(refused("bad_zone", undefined, "zone"));
  const personId = draft.id ?? newId();
  const first = known || place === null ? null : await checkPlace(store, personId, place);
  if (first && !first.ok) faults.push(...first.faults);
  if (faults.length > 0) return { ok: false, faults };

  const set = { surname: draft.surname, givenName: draft.givenName, patronymic: draft.patronymic, personnelNumber: draft.personnelNumber, email, locale: draft.locale, zone: draft.zone };
  try {
    await store.writeAll(
      (w) => [
        ...(known ? [updatePerson(store, w, personId, { ...set, sortKey: sortKeyOf(set) })] : insertPeople(store, w, [{ id: personId, ...set, calendarId: null, style: null, archivedAt: null }])),
        ...(first?.ok ? insertPlaces(store, w, [first.place]) : []),
      ],
      {
        at: now, actor: ctx.actor, action: known ? "person.edit" : "person.add", entity: "person", entityId: personId,
        details: { before: known ? { surname: known.surname, givenName: known.givenName, patronymic: known.patronymic, personnelNumber: known.personnelNumber, email: known.email, locale: known.locale, zone: known.zone } : null, after: set, place: first?.ok ? first.place : null },
      },
    );
  } catch (error) {
    if (error instanceof DuplicateError) return { ok: false, faults: [refused("number_taken", undefined, "personnelNumber")] };
    if (error instanceof StaleWriteError) return { ok: false, faults: [refused("changed_meanwhile")] };
    throw error;
  }
  return { ok: true, personId };
}

/** Takes a person off the lists who works nowhere today or later. What names the person keeps the name. */
export async function archivePerson(ctx: OperationContext, personId: string, today: string): Promise<Result<null, "unknown_person" | "has_places">> {
  const { store, now } = ctx;
  const person = (await loadPeople(store, [personId]))[0];
  if (!person || person.archivedAt !== null) return refused("unknown_person");
  if ((await loadPlaces(store, personId)).some((row) => (row.to === null || row.to > today) && row.to !== row.from)) return refused("has_places");
  await store.writeAll((w) => [updatePerson(store, w, personId, { archivedAt: now })], {
    at: now, actor: ctx.actor, action: "person.archive", entity: "person", entityId: personId, details: { personnelNumber: person.personnelNumber },
  });
  return ok(null);
}
