import { checkDepartment } from "#app/domain/organisation/check-department.ts";
import { isCyrillic } from "#app/domain/organisation/people-file.ts";
import { refused } from "#app/domain/refusal.ts";
import type { Refused } from "#app/domain/refusal.ts";
import { readDepartmentLines, TYPICAL_DEPARTMENTS } from "#app/domain/start/typical-departments.ts";
import { loadCalendars } from "#db/queries/agreements.server.ts";
import { insertDepartments } from "#db/queries/directory-writes.server.ts";
import type { NewDepartment } from "#db/queries/directory-writes.server.ts";
import { loadDepartments } from "#db/queries/directory.server.ts";
import { updateDepartment } from "#db/queries/organisation.server.ts";
import { newId } from "#db/new-id.server.ts";
import { DuplicateError, StaleWriteError } from "#db/store.ts";
import type { OperationContext } from "../context.ts";

export interface AddTypicalDepartments {
  /** Codes of ticked typical departments. */
  readonly codes: readonly string[];
  /** Others, one a line: `CODE; Name` or a name. */
  readonly lines: string;
  /** What the whole organisation counts its time by; a department may have another one later. */
  readonly calendarId: string;
}

/** Lines that one form may bring. */
const MOST_LINES = 300;

export type AddDepartmentsFault = "nothing_chosen" | "above_lines" | "unknown_calendar" | "no_top" | "bad_line" | "line_taken" | "changed_meanwhile";

/** Puts departments below the top one and gives that one its calendar, all or none. A bad line is named by its number. */
export async function addTypicalDepartments(ctx: OperationContext, command: AddTypicalDepartments): Promise<{ readonly ok: true; readonly added: number } | { readonly ok: false; readonly faults: readonly Refused<AddDepartmentsFault>[] }> {
  const { store, now } = ctx;
  const [departments, everything, calendars] = await Promise.all([loadDepartments(store), loadDepartments(store, "all"), loadCalendars(store)]);
  const top = departments.find((row) => row.parentId === null);
  if (!top) return { ok: false, faults: [refused("no_top")] };
  const faults: Refused<AddDepartmentsFault>[] = [];
  const calendarIds = new Set(calendars.map((row) => row.calendarId));
  if (!calendarIds.has(command.calendarId)) faults.push(refused("unknown_calendar", undefined, "calendarId"));
  const taken = new Set(everything.map((row) => row.code));
  const typical = TYPICAL_DEPARTMENTS.filter((row) => command.codes.includes(row.code) && !taken.has(row.code));
  const lines = readDepartmentLines(command.lines, new Set([...taken, ...typical.map((row) => row.code)]));
  if (typical.length + lines.length === 0) faults.push(refused("nothing_chosen", undefined, "lines"));
  if (lines.length > MOST_LINES) return { ok: false, faults: [refused("above_lines", { most: MOST_LINES }, "lines")] };

  const added: NewDepartment[] = typical.map((row) => ({ id: newId(), parentId: top.id, code: row.code, name: row.name, isTeam: false }));
  const known = [...everything];
  lines.forEach(({ code, name }, index) => {
    const row: NewDepartment = { id: newId(), parentId: top.id, code, name: isCyrillic(name) ? { ru: name } : { en: name }, isTeam: false };
    const [found] = checkDepartment({ ...row, id: null, calendarId: null }, [...known, ...added.map((one) => ({ ...one, calendarId: null }))], calendarIds, false).filter((fault) => fault.code !== "no_calendar");
    if (found) faults.push(refused(found.code === "code_taken" ? "line_taken" : "bad_line", { line: index + 1, code }, "lines"));
    else added.push(row);
  });
  if (faults.length > 0) return { ok: false, faults };
  try {
    await store.writeAll(
      (w) => [
        ...insertDepartments(store, w, added),
        ...(top.calendarId === command.calendarId ? [] : [updateDepartment(store, w, top.id, { name: top.name, parentId: null, calendarId: command.calendarId, isTeam: false })]),
      ],
      { at: now, actor: ctx.actor, action: "start.departments", entity: "organisation", entityId: top.id, rows: added.length, details: { codes: added.map((row) => row.code), calendarId: command.calendarId } },
    );
  } catch (error) {
    if (error instanceof DuplicateError || error instanceof StaleWriteError) return { ok: false, faults: [refused("changed_meanwhile")] };
    throw error;
  }
  return { ok: true, added: added.length };
}
