import type { Kit } from "#db/columns/sqlite.ts";
import { WATCH_ENDS, WATCH_WORDS } from "#app/domain/relationship/watch.ts";
import type { AgreementTables } from "./agreements.ts";
import type { PeopleTables } from "./people.ts";
import type { WorkTables } from "./work.ts";

/** What two departments do about their relationship: deliveries watched after a miss. */
export function relationshipTables(k: Kit, p: PeopleTables, a: AgreementTables, w: WorkTables) {
  /** A delivery that is watched because the one before of that product to that client was missed. */
  const watchedDelivery = k.table(
    "watched_delivery",
    {
      /** `t:TASK` or `o:DATE:OBLIGATION KEY`: watched once, however often the job runs. */
      item: k.text().primaryKey(),
      /** The promise that judges it. */
      obligationKey: k.text().notNull(),
      /** The item as its verdict names it. */
      verdictItem: k.text().notNull(),
      taskId: k.text().references(() => w.task.id),
      agreementId: k.text().notNull().references(() => a.agreement.id),
      productId: k.text().notNull().references(() => a.product.id),
      providerId: k.text().notNull().references(() => p.department.id),
      clientId: k.text().notNull().references(() => p.department.id),
      /** What was missed: the promise and the item of its verdict. */
      missedKey: k.text().notNull(),
      missedItem: k.text().notNull(),
      beginsAt: k.instant().notNull(),
      dueAt: k.instant().notNull(),
      askAt: k.instant().notNull(),
      answerBy: k.instant().notNull(),
      /** The newest word; all of them stand in watch_word. */
      word: k.word(WATCH_WORDS),
      newAt: k.instant(),
      reason: k.text(),
      saidBy: k.text().references(() => p.person.id),
      saidAt: k.instant(),
      endedAs: k.word(WATCH_ENDS),
      endedAt: k.instant(),
      createdAt: k.instant().notNull(),
      rowVersion: k.int().notNull(),
    },
    (t) => [
      k.index("watched_delivery_open").on(t.providerId, t.clientId).where(k.sql`${t.endedAt} is null`),
      k.index("watched_delivery_client").on(t.clientId).where(k.sql`${t.endedAt} is null`),
      k.index("watched_delivery_task").on(t.taskId),
    ],
  );

  /** Everything that was said of a watched delivery, in order. */
  const watchWord = k.table(
    "watch_word",
    {
      item: k.text().notNull().references(() => watchedDelivery.item),
      number: k.int().notNull(),
      word: k.word(WATCH_WORDS).notNull(),
      newAt: k.instant(),
      reason: k.text().notNull(),
      saidBy: k.text().notNull().references(() => p.person.id),
      saidAt: k.instant().notNull(),
    },
    (t) => [k.primaryKey({ columns: [t.item, t.number] })],
  );

  return { watchedDelivery, watchWord };
}
export type RelationshipTables = ReturnType<typeof relationshipTables>;
