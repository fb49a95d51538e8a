import { readTableQuery } from "#app/domain/list/table-query.ts";
import { MEETING_STATES, meetingOwed, meetingState, pairOf, type MeetingState } from "#app/domain/relationship/meeting.ts";
import { personName } from "#app/format/person-name.ts";
import { confirmationsOf } from "#app/operations/relationship/meeting-book.server.ts";
import { loadDecisions, loadMeetings } from "#db/queries/meetings.server.ts";
import { loadPeople } from "#db/queries/people.server.ts";
import type { Store } from "#db/store.ts";
import { pageOfRows } from "./page-of-rows.server.ts";
import type { Pair } from "./pair-access.server.ts";
import type { PageFacts } from "./page-facts.server.ts";

export interface MeetingLine {
  readonly number: number;
  readonly heldOn: string;
  readonly state: MeetingState;
  readonly attendees: string;
  readonly decisions: number;
  /** Actions that are not done. */
  readonly toDo: number;
}

/** The meetings of a pair with what came of them. */
export async function readMeetingRows(store: Store, pair: Pair, url: URL, { locale, today }: PageFacts) {
  const meetings = await loadMeetings(store, pairOf(pair.provider.id, pair.client.id));
  const [decisions, people] = await Promise.all([loadDecisions(store, meetings.map((row) => row.id)), loadPeople(store, [...new Set(meetings.flatMap((row) => row.attendees))])]);
  const nameOf = new Map(people.map((row) => [row.id, personName(row, locale)]));
  const rows = meetings.map((row): MeetingLine => {
    const own = decisions.filter((one) => one.meetingId === row.id);
    return {
      number: row.number, heldOn: row.heldOn, state: meetingState(confirmationsOf(row)), attendees: row.attendees.flatMap((id) => nameOf.get(id) ?? []).join(", "),
      decisions: own.length, toDo: own.filter((one) => one.kind === "action" && one.doneAt === null).length,
    };
  });
  const query = readTableQuery(url.searchParams, { sortable: ["heldOn", "state", "toDo"], defaultSort: { column: "heldOn", descending: true }, filters: { state: MEETING_STATES }, pageSize: 50 });
  const page = pageOfRows(rows, query, {
    text: (row) => `${row.attendees} ${row.heldOn}`,
    sort: { heldOn: (row) => row.heldOn, state: (row) => MEETING_STATES.indexOf(row.state), toDo: (row) => row.toDo },
    filter: { state: (row, value) => row.state === value },
  });
  const held = rows.filter((row) => row.heldOn <= today);
  return { ...page, query, meetings: rows.length, actions: rows.reduce((sum, row) => sum + row.toDo, 0), isOwed: meetingOwed(today, held[0]?.heldOn ?? null) !== null };
}
