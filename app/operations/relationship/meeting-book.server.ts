import { departmentTree } from "#app/domain/organisation/department-tree.ts";
import type { Confirmations, MeetingFacts } from "#app/domain/relationship/meeting.ts";
import { loadDepartments } from "#db/queries/directory.server.ts";
import type { MeetingRow } from "#db/queries/meetings.server.ts";
import { loadMemberships, loadPosts } from "#db/queries/people.server.ts";
import type { Store } from "#db/store.ts";

type Pair = Pick<MeetingRow, "oneId" | "otherId">;

/** Who can be at a meeting on a day: the people of the two departments and the teams below them, with the side that they are of. */
export async function peopleOfPair(store: Store, { oneId, otherId }: Pair, day: string): Promise<ReadonlyMap<string, string>> {
  const [departments, memberships, posts] = await Promise.all([loadDepartments(store, "all"), loadMemberships(store, day, day), loadPosts(store, day)]);
  const tree = departmentTree(departments);
  const people = new Map<string, string>();
  for (const side of [otherId, oneId]) {
    const below = new Set(tree.withBelow(side));
    for (const row of [...memberships, ...posts]) if (below.has(row.departmentId)) people.set(row.personId, side);
  }
  return people;
}

/** Who confirmed a meeting's minutes. */
export const confirmationsOf = (row: Pick<MeetingRow, "oneConfirmedBy" | "otherConfirmedBy">): Confirmations => ({ one: row.oneConfirmedBy, other: row.otherConfirmedBy });

/** A stored meeting as its rules see it. */
export const factsOfMeeting = (row: MeetingRow, people: ReadonlyMap<string, string>): MeetingFacts => ({
  oneId: row.oneId, otherId: row.otherId, heldOn: row.heldOn, confirmed: confirmationsOf(row), attended: [...new Set(row.attendees.flatMap((id) => people.get(id) ?? []))],
});
