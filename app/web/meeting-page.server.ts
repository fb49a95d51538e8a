import { can } from "#app/domain/access/can.ts";
import { nameIn, type Locale } from "#app/domain/names.ts";
import { meetingState, pairOf } from "#app/domain/relationship/meeting.ts";
import { personName } from "#app/format/person-name.ts";
import { confirmationsOf, peopleOfPair } from "#app/operations/relationship/meeting-book.server.ts";
import { loadDepartments } from "#db/queries/directory.server.ts";
import { findMeeting, loadDecisions, loadPoints, type MeetingRow } from "#db/queries/meetings.server.ts";
import { loadPeople } from "#db/queries/people.server.ts";
import type { Store } from "#db/store.ts";
import { fault } from "./guard.server.ts";
import type { Pair } from "./pair-access.server.ts";
import type { Viewer } from "./session.server.ts";

/** The meeting of a pair that the address names. Throws 404 where there is none. */
export async function meetingFor(store: Store, pair: Pair, number: string | undefined): Promise<MeetingRow> {
  const meeting = /^[1-9]\d{0,5}$/.test(number ?? "") ? await findMeeting(store, pairOf(pair.provider.id, pair.client.id), Number(number)) : null;
  if (!meeting) throw fault(404, "not_found");
  return meeting;
}

/** A meeting with its agenda, notes and decisions, as the page and the paper show it. */
export async function readMeeting(store: Store, meeting: MeetingRow, locale: Locale) {
  const [points, decisions, departments, candidates] = await Promise.all([loadPoints(store, meeting.id), loadDecisions(store, [meeting.id]), loadDepartments(store, "all"), peopleOfPair(store, meeting, meeting.heldOn)]);
  const wanted = [...candidates.keys(), ...meeting.attendees, meeting.oneConfirmedBy, meeting.otherConfirmedBy, ...decisions.map((row) => row.ownerId)].flatMap((id) => id ?? []);
  const people = new Map((await loadPeople(store, [...new Set(wanted)])).map((row) => [row.id, personName(row, locale)]));
  const departmentOf = (id: string | undefined) => nameIn(departments.find((row) => row.id === id)?.name ?? {}, locale) || "–";
  const side = (id: string, by: string | null, at: number | null) => ({ id, name: departmentOf(id), by: by === null ? null : (people.get(by) ?? "–"), at });
  return {
    number: meeting.number, heldOn: meeting.heldOn, note: meeting.note, rowVersion: meeting.rowVersion, state: meetingState(confirmationsOf(meeting)),
    sides: [side(meeting.oneId, meeting.oneConfirmedBy, meeting.oneConfirmedAt), side(meeting.otherId, meeting.otherConfirmedBy, meeting.otherConfirmedAt)] as const,
    attendees: meeting.attendees.map((id) => ({ id, name: people.get(id) ?? "–" })),
    candidates: [...candidates].map(([id, departmentId]) => ({ id, name: people.get(id) ?? "–", side: departmentOf(departmentId) })).sort((a, b) => a.side.localeCompare(b.side, locale) || a.name.localeCompare(b.name, locale)),
    points: points.map((row) => ({
      number: row.number, kind: row.kind, note: row.note, title: row.facts.title ?? null, n: row.facts.n,
      direction: row.facts.providerId ? `${departmentOf(row.facts.providerId)} → ${departmentOf(row.facts.clientId)}` : null,
      items: row.facts.items.map((item) => ({ to: item.to, text: [nameIn(item.name, locale), item.text ?? ""].filter(Boolean).join(": "), at: item.at ?? null })),
    })),
    decisions: decisions.map((row) => ({
      number: row.number, kind: row.kind, text: row.text, owner: row.ownerId === null ? null : (people.get(row.ownerId) ?? "–"), dueOn: row.dueOn, isDone: row.doneAt !== null,
      to: row.caseId ? `/improvement/${row.caseId}` : row.agreementId ? `/agreements/${row.agreementId}/versions/${row.versionNumber ?? ""}` : null,
    })),
  };
}

export type MeetingPage = Awaited<ReturnType<typeof readMeeting>>;

/** The departments of a meeting for which the viewer may sign. */
export const signingSides = (viewer: Viewer, meeting: Pick<MeetingRow, "oneId" | "otherId">): readonly string[] => [meeting.oneId, meeting.otherId].filter((id) => can(viewer.actor, "relationship.edit", { partyIds: [id] }));
