import type { Names } from "../names.ts";
import type { Refused } from "../refusal.ts";
import { refused } from "../refusal.ts";
import { departmentTree } from "./department-tree.ts";

/** A department as HR writes it down; `id` null = a new one. */
export interface DepartmentDraft {
  readonly id: string | null;
  readonly code: string;
  readonly name: Names;
  readonly parentId: string | null;
  readonly calendarId: string | null;
  readonly isTeam: boolean;
}

export interface KnownDepartment {
  readonly id: string;
  readonly parentId: string | null;
  readonly code: string;
  readonly isTeam: boolean;
  readonly calendarId: string | null;
}

export type DepartmentFault = "no_name" | "bad_code" | "code_taken" | "unknown_parent" | "loop" | "parent_is_team" | "team_needs_parent" | "has_departments_below" | "unknown_calendar" | "no_calendar" | "team_is_party";

/** Codes are what files and addresses name a thing by. */
export const CODE = /^[\p{L}\p{N}][\p{L}\p{N}._-]{0,39}$/u;

/**
 * What is wrong with a department, each fault with its field. The tree has no loops; a team hangs under a department, has nothing
 * below it but teams, and is no party of an agreement (design.md sections 2 and 4). A calendar that holds for it, its own or one from
 * above, may be changed but not taken away: without one no promise here and below can be judged.
 *
 * @param others all departments that are not archived, the draft's own old row included
 * @param isParty whether agreements name it as provider or client
 */
export function checkDepartment(draft: DepartmentDraft, others: readonly KnownDepartment[], calendarIds: ReadonlySet<string>, isParty: boolean): Refused<DepartmentFault>[] {
  const faults: Refused<DepartmentFault>[] = [];
  const { id, parentId } = draft;
  if (!draft.name.en && !draft.name.ru) faults.push(refused("no_name", undefined, "nameEn"));
  if (id === null) {
    if (!CODE.test(draft.code)) faults.push(refused("bad_code", undefined, "code"));
    else if (others.some((row) => row.code.toLowerCase() === draft.code.toLowerCase())) faults.push(refused("code_taken", { code: draft.code }, "code"));
  }
  const parent = parentId === null ? null : others.find((row) => row.id === parentId);
  if (parent === undefined) faults.push(refused("unknown_parent", undefined, "parentId"));
  else if (parent === null) {
    if (draft.isTeam) faults.push(refused("team_needs_parent", undefined, "parentId"));
  } else if (id !== null && departmentTree(others).withBelow(id).includes(parent.id)) faults.push(refused("loop", { code: parent.code }, "parentId"));
  else if (parent.isTeam && !draft.isTeam) faults.push(refused("parent_is_team", { code: parent.code }, "parentId"));
  if (draft.isTeam && id !== null && others.some((row) => row.parentId === id && !row.isTeam)) faults.push(refused("has_departments_below", undefined, "isTeam"));
  if (draft.isTeam && isParty) faults.push(refused("team_is_party", undefined, "isTeam"));
  if (draft.calendarId !== null && !calendarIds.has(draft.calendarId)) faults.push(refused("unknown_calendar", undefined, "calendarId"));
  else if (draft.calendarId === null && parent !== undefined && calendarAbove(others, id) !== null && calendarAbove(others, parentId) === null) faults.push(refused("no_calendar", undefined, "calendarId"));
  return faults;
}

/** The calendar of a department, else of the nearest one above it that has one. */
function calendarAbove(departments: readonly KnownDepartment[], id: string | null): string | null {
  if (id === null || !departments.some((row) => row.id === id)) return null;
  const path = departmentTree(departments).pathUp(id).map((one) => departments.find((row) => row.id === one));
  return path.find((row) => row !== undefined && row.calendarId !== null)?.calendarId ?? null;
}
