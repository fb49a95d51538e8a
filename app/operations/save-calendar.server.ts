import type { CalendarSpec } from "#app/domain/calendar/calendar-spec.ts";
import { canonicalJson } from "#app/domain/canonical-json.ts";
import type { Names } from "#app/domain/names.ts";
import { ok, refused } from "#app/domain/refusal.ts";
import type { Result } from "#app/domain/refusal.ts";
import { findCalendar, insertCalendar, insertCalendarVersion, renameCalendar } from "#db/queries/catalogue.server.ts";
import { askToJudge } from "#db/queries/verdicts.server.ts";
import { newId, sha256 } from "#db/new-id.server.ts";
import { DuplicateError } from "#db/store.ts";
import { openAgreementBook } from "./agreement-book.server.ts";
import { tasksOfCalendar } from "./calendar-lines.server.ts";
import type { OperationContext } from "./context.ts";

export interface SaveCalendar {
  /** null = a new calendar. */
  readonly calendarId: string | null;
  /** Of a new calendar. */
  readonly code: string;
  readonly names: Names;
  readonly spec: CalendarSpec;
  /** Number of the version that was edited; 0 for a new calendar. */
  readonly baseNumber: number;
  readonly personId: string | null;
}

export type SaveCalendarRefusal = "unknown_calendar" | "code_taken" | "changed_meanwhile" | "nothing_changed";

/**
 * Saves a calendar as its next version and asks for the tasks it judges to be judged again, in one transaction: the
 * job does the judging. Of two people who edited the same version the second is refused with the number that stands
 * now. `spec` has been checked.
 */
export async function saveCalendar(ctx: OperationContext, command: SaveCalendar): Promise<Result<{ calendarId: string; number: number; tasks: number }, SaveCalendarRefusal>> {
  const { store, now } = ctx;
  const { names, spec, baseNumber } = command;
  const known = command.calendarId === null ? null : await findCalendar(store, command.calendarId);
  if (command.calendarId !== null && !known) return refused("unknown_calendar");
  const newest = known?.versions[0];
  if (newest && newest.number !== baseNumber) return refused("changed_meanwhile", { number: newest.number });
  const renamed = known !== null && canonicalJson(known.name) !== canonicalJson(names);
  const changed = !newest || canonicalJson(newest.spec) !== canonicalJson(spec);
  if (!renamed && !changed) return refused("nothing_changed");

  const calendarId = known?.id ?? newId();
  const number = changed ? baseNumber + 1 : baseNumber;
  const version = { id: newId(), calendarId, number, spec, createdAt: now, createdBy: command.personId };
  const tasks = known && changed ? await tasksOfCalendar(store, await openAgreementBook(store), calendarId) : [];
  try {
    await store.writeAll(
      (w) => [
        ...(known ? [] : [insertCalendar(store, w, { id: calendarId, code: command.code, name: names, archivedAt: null })]),
        ...(renamed ? [renameCalendar(store, w, calendarId, names)] : []),
        ...(changed ? [insertCalendarVersion(store, w, version)] : []),
        ...askToJudge(store, w, tasks, -now),
      ],
      { at: now, actor: ctx.actor, action: "calendar.save", entity: "calendar", entityId: calendarId, details: { number, name: names, hash: sha256(canonicalJson(spec)), tasks: tasks.length } },
    );
  } catch (error) {
    if (error instanceof DuplicateError) return known ? refused("changed_meanwhile", { number: baseNumber + 1 }) : refused("code_taken", { code: command.code }, "code");
    throw error;
  }
  return ok({ calendarId, number, tasks: tasks.length });
}
