import { checkHeldOn, LONGEST_NOTE, meetingState, MOST_POINTS, pairOf, stepMeeting, type MeetingStep } from "#app/domain/relationship/meeting.ts";
import { ok, refused, type Refused, type Result } from "#app/domain/refusal.ts";
import { localDateOf, zoneOf } from "#app/domain/time/zone.ts";
import { newId } from "#db/new-id.server.ts";
import { findMeeting, insertMeeting, insertPoints, loadMeetings, loadPoints, updateMeeting, updatePointNote, type MeetingRow } from "#db/queries/meetings.server.ts";
import { DuplicateError, StaleWriteError } from "#db/store.ts";
import type { OperationContext } from "../context.ts";
import { notices, type Notification } from "../notify.server.ts";
import { speakersOfDepartment } from "../who-speaks.server.ts";
import { buildAgenda } from "./build-agenda.server.ts";
import { confirmationsOf, factsOfMeeting, peopleOfPair } from "./meeting-book.server.ts";

/** Which meeting: two departments in any order, and its number. */
export interface MeetingRef {
  readonly departmentIds: readonly [string, string];
  readonly number: number;
}

export const refOf = (row: Pick<MeetingRow, "oneId" | "otherId" | "number">): MeetingRef => ({ departmentIds: [row.oneId, row.otherId], number: row.number });

/** Begins the record of a talk with the agenda that follows from what happened since the last one. One is written at a time. */
export async function startMeeting(ctx: OperationContext, command: { readonly departmentIds: readonly [string, string]; readonly heldOn: string; readonly personId: string }, zone: string): Promise<Result<{ readonly number: number }>> {
  const { store, now } = ctx;
  const today = localDateOf(zoneOf(zone), now);
  const fault = checkHeldOn(command.heldOn, today);
  if (fault) return fault;
  const pair = pairOf(...command.departmentIds);
  const earlier = await loadMeetings(store, pair);
  if (earlier.some((row) => meetingState(confirmationsOf(row)) === "open")) return refused("meeting_exists");
  const people = await peopleOfPair(store, pair, today);
  const points = await buildAgenda(ctx, pair, earlier[0]?.heldOn ?? null, zone);
  const id = newId();
  const number = Math.max(0, ...earlier.map((row) => row.number)) + 1;
  const row: MeetingRow = {
    ...pair, id, number, heldOn: command.heldOn, attendees: people.has(command.personId) ? [command.personId] : [], note: "", oneConfirmedBy: null, oneConfirmedAt: null, otherConfirmedBy: null, otherConfirmedAt: null,
    createdBy: command.personId, createdAt: now, rowVersion: 1,
  };
  try {
    await store.writeAll((w) => [insertMeeting(store, w, row), ...insertPoints(store, w, points.map((point, index) => ({ meetingId: id, number: index + 1, ...point, note: "" })))], {
      at: now, actor: ctx.actor, action: "meeting.start", entity: "meeting", entityId: id, details: { number, points: points.length },
    });
  } catch (error) {
    if (error instanceof DuplicateError) return refused("changed_meanwhile");
    throw error;
  }
  return ok({ number });
}

export interface SaveMeeting extends MeetingRef {
  readonly rowVersion: number;
  readonly heldOn: string;
  readonly attendees: readonly string[];
  readonly note: string;
  /** Notes by the number of their point. */
  readonly notes: ReadonlyMap<number, string>;
  /** Heading of a point to add; empty = none. */
  readonly newPoint: string;
}

/** Writes the day, who was there and the notes of open minutes. */
export async function saveMeeting(ctx: OperationContext, command: SaveMeeting, zone: string): Promise<{ readonly ok: true } | { readonly ok: false; readonly faults: readonly Refused[] }> {
  const { store, now } = ctx;
  const row = await findMeeting(store, pairOf(...command.departmentIds), command.number);
  if (!row) return { ok: false, faults: [refused("not_found")] };
  const faults: Refused[] = [];
  if (meetingState(confirmationsOf(row)) !== "open") faults.push(refused("minutes_sent"));
  if (row.rowVersion !== command.rowVersion) faults.push(refused("changed_meanwhile"));
  const day = checkHeldOn(command.heldOn, localDateOf(zoneOf(zone), now));
  if (day) faults.push(day);
  if (command.note.length > LONGEST_NOTE) faults.push(refused("text_too_long", { longest: LONGEST_NOTE }, "note"));
  for (const [number, note] of command.notes) if (note.length > LONGEST_NOTE) faults.push(refused("text_too_long", { longest: LONGEST_NOTE }, `note.${number}`));
  const points = await loadPoints(store, row.id);
  if (command.newPoint !== "" && points.length >= MOST_POINTS) faults.push(refused("too_many_points", { most: MOST_POINTS }, "newPoint"));
  if (faults.length > 0) return { ok: false, faults };
  const people = await peopleOfPair(store, row, command.heldOn);
  const changed = points.filter((point) => command.notes.has(point.number) && command.notes.get(point.number) !== point.note);
  const next = (points.at(-1)?.number ?? 0) + 1;
  try {
    await store.writeAll(
      (w) => [
        updateMeeting(store, w, row, { heldOn: command.heldOn, attendees: command.attendees.filter((id) => people.has(id)), note: command.note }),
        ...changed.map((point) => updatePointNote(store, w, row.id, point.number, command.notes.get(point.number)!)),
        ...(command.newPoint === "" ? [] : insertPoints(store, w, [{ meetingId: row.id, number: next, kind: "own", facts: { title: command.newPoint.slice(0, 200), n: 0, items: [] }, note: "" }])),
      ],
      { at: now, actor: ctx.actor, action: "meeting.save", entity: "meeting", entityId: row.id, details: { notes: changed.length } },
    );
  } catch (error) {
    if (error instanceof StaleWriteError || error instanceof DuplicateError) return { ok: false, faults: [refused("changed_meanwhile")] };
    throw error;
  }
  return { ok: true };
}

/** Confirms the minutes for a side, or opens them again; the other side is told. `side` is the department for which the person may sign. */
export async function stepOfMeeting(ctx: OperationContext, command: MeetingRef & { readonly rowVersion: number; readonly step: MeetingStep; readonly side: string; readonly personId: string }, zone: string): Promise<Result<null>> {
  const { store, now } = ctx;
  const row = await findMeeting(store, pairOf(...command.departmentIds), command.number);
  if (!row) return refused("not_found");
  if (row.rowVersion !== command.rowVersion) return refused("changed_meanwhile");
  const people = await peopleOfPair(store, row, row.heldOn);
  const decided = stepMeeting(factsOfMeeting(row, people), command.step, command.side, command.personId, localDateOf(zoneOf(zone), now));
  if (!decided.ok) return decided;
  const { one, other } = decided.confirmed;
  const otherSide = command.side === row.oneId ? row.otherId : row.oneId;
  const heard = (await speakersOfDepartment(store, now, otherSide)).filter((id) => id !== command.personId);
  const refs = { meeting: row.id, departmentId: row.oneId, otherId: row.otherId, number: String(row.number) };
  const tell = await notices(store, heard.map((personId): Notification => ({ kind: command.step === "confirm" ? "meeting_minutes" : "meeting_reopened", personId, refs, about: `${row.id}:${row.rowVersion}` })), now);
  try {
    await store.writeAll(
      (w) => [
        updateMeeting(store, w, row, { oneConfirmedBy: one, oneConfirmedAt: one === null ? null : (row.oneConfirmedAt ?? now), otherConfirmedBy: other, otherConfirmedAt: other === null ? null : (row.otherConfirmedAt ?? now) }),
        ...tell(w),
      ],
      { at: now, actor: ctx.actor, action: `meeting.${command.step}`, entity: "meeting", entityId: row.id, details: { number: row.number } },
    );
  } catch (error) {
    if (error instanceof StaleWriteError) return refused("changed_meanwhile");
    throw error;
  }
  return ok(null);
}
