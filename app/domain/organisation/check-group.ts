import type { GroupSpan } from "../agreement/same-rank.ts";
import type { Refused } from "../refusal.ts";
import { refused } from "../refusal.ts";
import { readDay } from "../time/local-date.ts";
import { spansOverlap } from "./check-post.ts";

export type MemberFault = "unknown_department" | "team_in_group" | "bad_date" | "to_before_from" | "already_member";

/**
 * What is wrong with a department's place in a client group. A team is served under its department's agreements, so it joins no group
 * by itself.
 *
 * @param members of all groups
 */
export function checkGroupMember(draft: GroupSpan, department: { readonly isTeam: boolean } | null, members: readonly GroupSpan[]): Refused<MemberFault>[] {
  const faults: Refused<MemberFault>[] = [];
  if (department === null) faults.push(refused("unknown_department", undefined, "departmentId"));
  else if (department.isTeam) faults.push(refused("team_in_group", undefined, "departmentId"));
  if (readDay(draft.from) === null) faults.push(refused("bad_date", { value: draft.from }, "from"));
  if (draft.to !== null && readDay(draft.to) === null) faults.push(refused("bad_date", { value: draft.to }, "to"));
  else if (draft.to !== null && draft.to <= draft.from) faults.push(refused("to_before_from", undefined, "to"));
  if (faults.length > 0) return faults;
  if (members.some((row) => row.groupId === draft.groupId && row.departmentId === draft.departmentId && (row.from === draft.from || spansOverlap(row, draft)))) faults.push(refused("already_member", undefined, "departmentId"));
  return faults;
}
