import type { Names } from "#app/domain/names.ts";
import { firstOverlap, readFte, readSharePct } from "#app/domain/organisation/place.ts";
import type { Employment } from "#app/domain/organisation/place.ts";
import type { Refused, Result } from "#app/domain/refusal.ts";
import { ok, refused } from "#app/domain/refusal.ts";
import { addDays, readDay } from "#app/domain/time/local-date.ts";
import { loadDepartments } from "#db/queries/directory.server.ts";
import { insertPlaces, loadPlaces, updatePlace } from "#db/queries/people-writes.server.ts";
import type { PlaceRow } from "#db/queries/people-writes.server.ts";
import { loadPeople } from "#db/queries/people.server.ts";
import { newId } from "#db/new-id.server.ts";
import type { Store } from "#db/store.ts";
import { StaleWriteError } from "#db/store.ts";
import type { OperationContext } from "./context.ts";

export interface PlaceDraft {
  /** A transfer ends the places held on its first day; a second place leaves them. */
  readonly isTransfer: boolean;
  readonly departmentId: string;
  readonly position: Names;
  /** As typed. */
  readonly fte: string;
  readonly sharePct: string;
  readonly employment: Employment;
  readonly from: string;
  /** Last day that is worked; null = until further notice. */
  readonly lastDay: string | null;
}

export type PlaceFault = "unknown_department" | "no_position" | "fte_range" | "share_range" | "bad_date" | "to_before_from" | "overlap" | "later_place" | "unknown_person" | "changed_meanwhile";

type Checked = { readonly ok: true; readonly place: PlaceRow; readonly ends: readonly PlaceRow[] } | { readonly ok: false; readonly faults: readonly Refused<PlaceFault>[] };

/** A typed place beside those the person has: what would be written, or what is wrong, each fault at its field. */
export async function checkPlace(store: Store, personId: string, draft: PlaceDraft): Promise<Checked> {
  const [departments, held] = await Promise.all([loadDepartments(store), loadPlaces(store, personId)]);
  const faults: Refused<PlaceFault>[] = [];
  const { departmentId, from, lastDay } = draft;
  if (!departments.some((row) => row.id === departmentId)) faults.push(refused("unknown_department", undefined, "departmentId"));
  if (!draft.position.en && !draft.position.ru) faults.push(refused("no_position", undefined, "positionEn"));
  const [fte, sharePct] = [readFte(draft.fte), readSharePct(draft.sharePct)];
  if (fte === null) faults.push(refused("fte_range", undefined, "fte"));
  if (sharePct === null) faults.push(refused("share_range", undefined, "sharePct"));
  if (readDay(from) === null) faults.push(refused("bad_date", { value: from }, "from"));
  if (lastDay !== null && readDay(lastDay) === null) faults.push(refused("bad_date", { value: lastDay }, "lastDay"));
  else if (lastDay !== null && lastDay < from) faults.push(refused("to_before_from", undefined, "lastDay"));
  if (faults.length > 0 || fte === null || sharePct === null) return { ok: false, faults };

  const to = lastDay === null ? null : addDays(lastDay, 1);
  const place: PlaceRow = { id: newId(), personId, departmentId, position: draft.position, fte, sharePct, employment: draft.employment, from, to };
  const touching = held.filter((row) => row.to !== row.from && (row.to === null || row.to > from) && (to === null || row.from < to));
  const later = draft.isTransfer ? touching.find((row) => row.from >= from) : undefined;
  if (later) return { ok: false, faults: [refused("later_place", { day: later.from }, "from")] };
  const ends = draft.isTransfer ? touching : [];
  const ended = new Set(ends.map((row) => row.id));
  const clash = firstOverlap([...held.map((row) => (ended.has(row.id) ? { ...row, to: from } : row)), place]);
  if (clash) {
    const other = clash.place.id === place.id ? clash.other : clash.place;
    return { ok: false, faults: [refused("overlap", { department: departments.find((row) => row.id === other.departmentId)?.code ?? "", from: other.from }, "from")] };
  }
  return { ok: true, place, ends };
}

export type SetPlace = { readonly ok: true } | { readonly ok: false; readonly faults: readonly Refused<PlaceFault>[] };

/** Transfers a person from a day on, or gives a second place of work. */
export async function setPlace(ctx: OperationContext, personId: string, draft: PlaceDraft): Promise<SetPlace> {
  const { store, now } = ctx;
  const person = (await loadPeople(store, [personId]))[0];
  if (!person || person.archivedAt !== null) return { ok: false, faults: [refused("unknown_person")] };
  const checked = await checkPlace(store, personId, draft);
  if (!checked.ok) return checked;
  const { place, ends } = checked;
  try {
    await store.writeAll((w) => [...ends.map((row) => updatePlace(store, w, row, { to: place.from })), ...insertPlaces(store, w, [place])], {
      at: now, actor: ctx.actor, action: draft.isTransfer ? "person.transfer" : "person.second_place", entity: "person", entityId: personId, details: { place, ended: ends.map((row) => ({ id: row.id, before: row.to })) },
    });
  } catch (error) {
    if (error instanceof StaleWriteError) return { ok: false, faults: [refused("changed_meanwhile")] };
    throw error;
  }
  return { ok: true };
}

export type EndPlaceRefusal = "unknown_place" | "bad_date" | "before_from" | "not_longer" | "changed_meanwhile";

/** Ends a place of work after a last day. The day before the first leaves an empty span: it was never held. */
export async function endPlace(ctx: OperationContext, command: { readonly personId: string; readonly placeId: string; readonly lastDay: string }): Promise<Result<null, EndPlaceRefusal>> {
  const { store, now } = ctx;
  const row = (await loadPlaces(store, command.personId)).find((one) => one.id === command.placeId);
  if (!row) return refused("unknown_place");
  if (readDay(command.lastDay) === null) return refused("bad_date", { value: command.lastDay }, "lastDay");
  const to = addDays(command.lastDay, 1);
  if (to < row.from) return refused("before_from", { day: row.from }, "lastDay");
  if (row.to !== null && to >= row.to) return refused("not_longer", undefined, "lastDay");
  try {
    await store.writeAll((w) => [updatePlace(store, w, row, { to })], {
      at: now, actor: ctx.actor, action: "person.leave", entity: "person", entityId: command.personId, details: { placeId: row.id, departmentId: row.departmentId, before: row.to, to },
    });
  } catch (error) {
    if (error instanceof StaleWriteError) return refused("changed_meanwhile");
    throw error;
  }
  return ok(null);
}
