import type { Kit } from "#db/columns/sqlite.ts";
import { ATTACHED_TO } from "#app/domain/evidence/attached-to.ts";
import { ENTRY_STATES, TOLD_CHANNELS } from "#app/domain/task/told-entry.ts";
import type { ToldCommand } from "#app/domain/task/told-entry.ts";
import { TASK_SIDES } from "#app/domain/task/task-acts.ts";
import type { PeopleTables } from "./people.ts";
import type { WorkTables } from "./work.ts";

/** What people bring to a task in the portal besides its events: files, and entries that wait for the other side's yes. */
export function deskTables(k: Kit, p: PeopleTables, work: WorkTables) {
  /** Content by its SHA-256: the same file twice rests once. */
  const evidenceFile = k.table("evidence_file", {
    key: k.text().primaryKey(),
    bytes: k.bytes().notNull(),
    size: k.int().notNull(),
    addedAt: k.instant().notNull(),
  });

  /** A file as it hangs on a task or on an objection. */
  const attachment = k.table(
    "attachment",
    {
      id: k.text().primaryKey(),
      fileKey: k.text().notNull().references(() => evidenceFile.key),
      name: k.text().notNull(),
      mediaType: k.text().notNull(),
      size: k.int().notNull(),
      taskId: k.text().references(() => work.task.id),
      disputeId: k.text().references(() => work.dispute.id),
      attachedTo: k.word(ATTACHED_TO).notNull(),
      addedBy: k.text().notNull().references(() => p.person.id),
      addedAt: k.instant().notNull(),
    },
    (t) => [k.index("attachment_task").on(t.taskId), k.index("attachment_dispute").on(t.disputeId), k.index("attachment_person").on(t.addedBy, t.addedAt)],
  );

  /** Something told after the fact: it counts once the other side has confirmed it. */
  const taskEntry = k.table(
    "task_entry",
    {
      id: k.text().primaryKey(),
      taskId: k.text().notNull().references(() => work.task.id),
      /** The side that told it; the other one answers. */
      side: k.word(TASK_SIDES).notNull(),
      command: k.json<ToldCommand>().notNull(),
      /** When it happened, as told. */
      occurredAt: k.instant().notNull(),
      channel: k.word(TOLD_CHANNELS),
      toldBy: k.text().notNull().references(() => p.person.id),
      /** The head in whose place a deputy told it. */
      forPersonId: k.text().references(() => p.person.id),
      toldAt: k.instant().notNull(),
      state: k.word(ENTRY_STATES).notNull(),
      answeredBy: k.text().references(() => p.person.id),
      answeredAt: k.instant(),
      answer: k.text(),
    },
    (t) => [k.index("task_entry_task").on(t.taskId, t.state), k.index("task_entry_waiting").on(t.toldAt).where(k.sql`${t.state} = 'waiting'`), k.index("task_entry_answered").on(t.answeredAt, t.taskId).where(k.sql`${t.answeredAt} is not null`)],
  );

  return { evidenceFile, attachment, taskEntry };
}
