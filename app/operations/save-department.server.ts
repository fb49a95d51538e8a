import { checkDepartment } from "#app/domain/organisation/check-department.ts";
import type { DepartmentDraft, DepartmentFault } from "#app/domain/organisation/check-department.ts";
import { departmentTree } from "#app/domain/organisation/department-tree.ts";
import type { Refused } from "#app/domain/refusal.ts";
import { loadCalendars } from "#db/queries/agreements.server.ts";
import { findDepartment } from "#db/queries/catalogue.server.ts";
import { loadDepartments } from "#db/queries/directory.server.ts";
import { insertDepartment, loadAgreementsNaming, updateDepartment } from "#db/queries/organisation.server.ts";
import { askToJudge } from "#db/queries/verdicts.server.ts";
import { newId } from "#db/new-id.server.ts";
import { DuplicateError, StaleWriteError } from "#db/store.ts";
import { refused } from "#app/domain/refusal.ts";
import type { OperationContext } from "./context.ts";
import { tasksOfDepartments } from "./tasks-of-departments.server.ts";

export type SavedDepartment =
  | { readonly ok: true; readonly departmentId: string; readonly tasks: number }
  | { readonly ok: false; readonly faults: readonly Refused<DepartmentFault | "unknown_department" | "changed_meanwhile">[] };

/**
 * Adds a department or changes its names, place in the tree, calendar or kind; its code stays. A new place or calendar changes which
 * promise and which hours apply, so the tasks of months that still take changes are judged anew.
 */
export async function saveDepartment(ctx: OperationContext, draft: DepartmentDraft): Promise<SavedDepartment> {
  const { store, now } = ctx;
  const [departments, everything, calendars, known, named] = await Promise.all([
    loadDepartments(store), loadDepartments(store, "all"), loadCalendars(store), draft.id === null ? null : findDepartment(store, draft.id), draft.id === null ? [] : loadAgreementsNaming(store, draft.id),
  ]);
  if (draft.id !== null && (!known || known.archivedAt !== null)) return { ok: false, faults: [refused("unknown_department")] };
  const faults = checkDepartment(draft, departments, new Set(calendars.map((row) => row.calendarId)), named.length > 0);
  // The code of an archived department stays taken: files and old results name it.
  if (draft.id === null && faults.every((fault) => fault.field !== "code") && everything.some((row) => row.code === draft.code)) faults.push(refused("code_taken", { code: draft.code }, "code"));
  if (faults.length > 0) return { ok: false, faults };

  const departmentId = draft.id ?? newId();
  const set = { name: draft.name, parentId: draft.parentId, calendarId: draft.calendarId, isTeam: draft.isTeam };
  const moved = known !== null && (known.parentId !== draft.parentId || known.calendarId !== draft.calendarId);
  const tasks = moved ? await tasksOfDepartments(store, departmentTree(departments).withBelow(departmentId)) : [];
  const before = known && { name: known.name, parentId: known.parentId, calendarId: known.calendarId, isTeam: known.isTeam };
  try {
    await store.writeAll(
      (w) => [
        known ? updateDepartment(store, w, departmentId, set) : insertDepartment(store, w, { id: departmentId, code: draft.code, archivedAt: null, ...set }),
        ...askToJudge(store, w, tasks, -now),
      ],
      { at: now, actor: ctx.actor, action: known ? "department.edit" : "department.add", entity: "department", entityId: departmentId, details: { code: known?.code ?? draft.code, before, after: set, tasks: tasks.length } },
    );
  } catch (error) {
    if (error instanceof DuplicateError) return { ok: false, faults: [refused("code_taken", { code: draft.code }, "code")] };
    if (error instanceof StaleWriteError) return { ok: false, faults: [refused("changed_meanwhile")] };
    throw error;
  }
  return { ok: true, departmentId, tasks: tasks.length };
}
