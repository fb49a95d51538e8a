import type { Kit } from "#db/columns/sqlite.ts";
import type { PeopleTables } from "./people.ts";
import type { WorkTables } from "./work.ts";

/** What delays work from outside: declared incidents, and tasks that wait for other work; and how often clocks were stopped or moved. */
export function causeTables(k: Kit, p: PeopleTables, w: WorkTables) {
  /** A window in which departments could not work, declared by the arbiter: half open, and visible to everyone. */
  const incident = k.table(
    "incident",
    {
      id: k.text().primaryKey(),
      title: k.text().notNull(),
      /** Folded title: what a search looks in. */
      searchKey: k.text().notNull(),
      evidence: k.text().notNull(),
      from: k.instant().notNull(),
      to: k.instant().notNull(),
      declaredBy: k.text().notNull().references(() => p.person.id),
      declaredAt: k.instant().notNull(),
      changedBy: k.text().references(() => p.person.id),
      changedAt: k.instant(),
      withdrawnBy: k.text().references(() => p.person.id),
      withdrawnAt: k.instant(),
      withdrawnBecause: k.text(),
      rowVersion: k.int().notNull(),
    },
    (t) => [k.index("incident_from").on(t.from)],
  );

  /** Departments of an incident; those below them belong to it too. */
  const incidentDepartment = k.table(
    "incident_department",
    {
      incidentId: k.text().notNull().references(() => incident.id),
      departmentId: k.text().notNull().references(() => p.department.id),
    },
    (t) => [k.primaryKey({ columns: [t.incidentId, t.departmentId] }), k.index("incident_department_of").on(t.departmentId)],
  );

  /** A task waits for another task or an occurrence; an ended wait stays as what was said. */
  const taskWait = k.table(
    "task_wait",
    {
      taskId: k.text().notNull().references(() => w.task.id),
      /** From 1, in the order of saying: two said at once collide. */
      number: k.int().notNull(),
      /** `t:TASK` or `o:DATE:OBLIGATION KEY`. */
      upstream: k.text().notNull(),
      upstreamTaskId: k.text().references(() => w.task.id),
      note: k.text().notNull(),
      linkedBy: k.text().notNull().references(() => p.person.id),
      linkedAt: k.instant().notNull(),
      /** When the client was told; null where there was nobody to tell. */
      warnedAt: k.instant(),
      endedBy: k.text().references(() => p.person.id),
      endedAt: k.instant(),
    },
    (t) => [k.primaryKey({ columns: [t.taskId, t.number] }), k.index("task_wait_upstream").on(t.upstream)],
  );

  /** Per department and month of request: how many tasks there were, and how many had their clock stopped or their date moved. Kept by the nightly pass. */
  const clockHabit = k.table(
    "clock_habit",
    {
      departmentId: k.text().notNull().references(() => p.department.id),
      /** YYYY-MM of the request. */
      month: k.text().notNull(),
      tasks: k.int().notNull(),
      paused: k.int().notNull(),
      /** Pauses that the client rejected. */
      rejected: k.int().notNull(),
      /** Tasks whose due date was moved at all, and at least twice. */
      moved: k.int().notNull(),
      movedTwice: k.int().notNull(),
      moves: k.int().notNull(),
      countedAt: k.instant().notNull(),
    },
    (t) => [k.primaryKey({ columns: [t.departmentId, t.month] }), k.index("clock_habit_month").on(t.month)],
  );

  return { incident, incidentDepartment, taskWait, clockHabit };
}
