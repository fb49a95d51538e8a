import type { Kit } from "#db/columns/sqlite.ts";
import type { PeopleTables } from "./people.ts";

/** Jobs that somebody holds back; a row is there as long as the job is paused, and the audit log keeps who, when and why. */
export function jobTables(k: Kit, p: PeopleTables) {
  const jobPause = k.table("job_pause", {
    job: k.text().primaryKey(),
    pausedBy: k.text().notNull().references(() => p.person.id),
    pausedAt: k.instant().notNull(),
    reason: k.text().notNull(),
  });

  return { jobPause };
}
