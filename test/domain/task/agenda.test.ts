import { expect, test } from "vitest";
import { loadByAssignee, spanOf } from "#app/domain/task/agenda.ts";

/** Three days from 1 June 2026 on. */
const BOUNDS = ["2026-06-01", "2026-06-02", "2026-06-03", "2026-06-04"].map((day) => Date.parse(`${day}T00:00Z`));
const NOW = Date.parse("2026-06-01T09:00:00Z");
const due = (at: string, assigneeId: string | null) => ({ dueAt: Date.parse(`${at}Z`), assigneeId });

test("nobody's work comes first, then the most loaded; each day has its number and what is late its own", () => {
  const tasks = [due("2026-06-02T10:00", "ann"), due("2026-06-02T12:00", "ann"), due("2026-06-01T08:59", "ann"), due("2026-06-01T18:00", "bob"), due("2026-06-03T10:00", null)];
  expect(loadByAssignee(tasks, BOUNDS, NOW)).toEqual([
    { assigneeId: null, late: 0, byDay: [0, 0, 1], total: 1 },
    { assigneeId: "ann", late: 1, byDay: [0, 2, 0], total: 3 },
    { assigneeId: "bob", late: 0, byDay: [1, 0, 0], total: 1 },
  ]);
});

test("late work of weeks ago counts as late, work beyond the last day not at all", () => {
  expect(loadByAssignee([due("2026-05-01T10:00", "ann"), due("2026-06-09T10:00", "bob")], BOUNDS, NOW)).toEqual([{ assigneeId: "ann", late: 1, byDay: [0, 0, 0], total: 1 }]);
});

test("a day begins with its first instant and ends before that of the next", () => {
  expect([BOUNDS[0]! - 1, BOUNDS[0]!, BOUNDS[1]! - 1, BOUNDS[1]!, BOUNDS[3]! - 1, BOUNDS[3]!].map((at) => spanOf(BOUNDS, at))).toEqual([-1, 0, 0, 1, 2, -1]);
});
