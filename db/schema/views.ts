import type { Kit } from "#db/columns/sqlite.ts";
import { RHYTHMS } from "#app/domain/list/mail-rhythm.ts";
import type { PeopleTables } from "./people.ts";

/** What people keep of the portal for themselves: starred pages, filters of lists, and lists that come by mail. */
export function viewTables(k: Kit, p: PeopleTables) {
  const favourite = k.table(
    "favourite",
    {
      personId: k.text().notNull().references(() => p.person.id),
      /** Path of the page, without a query. */
      path: k.text().notNull(),
      /** Its title as it stood when it was starred. */
      label: k.text().notNull(),
      addedAt: k.instant().notNull(),
    },
    (t) => [k.primaryKey({ columns: [t.personId, t.path] })],
  );

  /** A list as somebody wants to see it again. */
  const savedView = k.table(
    "saved_view",
    {
      id: k.text().primaryKey(),
      ownerId: k.text().notNull().references(() => p.person.id),
      /** Path of the list. */
      list: k.text().notNull(),
      name: k.text().notNull(),
      /** Search, filters and order in canonical form; no page. */
      query: k.text().notNull(),
      /** Whose people see it too; null = its owner only. */
      sharedWithId: k.text().references(() => p.department.id),
      createdAt: k.instant().notNull(),
      /** Kept for a while, so that it can be taken back. */
      deletedAt: k.instant(),
      rowVersion: k.int().notNull(),
    },
    (t) => [k.index("saved_view_owner").on(t.ownerId, t.list), k.index("saved_view_shared").on(t.list, t.sharedWithId).where(k.sql`${t.sharedWithId} is not null`)],
  );

  /** The view with which a list opens for somebody. */
  const viewDefault = k.table(
    "view_default",
    {
      personId: k.text().notNull().references(() => p.person.id),
      list: k.text().notNull(),
      viewId: k.text().notNull().references(() => savedView.id),
    },
    (t) => [k.primaryKey({ columns: [t.personId, t.list] }), k.index("view_default_view").on(t.viewId)],
  );

  /** A list that comes by mail. */
  const subscription = k.table(
    "subscription",
    {
      id: k.text().primaryKey(),
      personId: k.text().notNull().references(() => p.person.id),
      list: k.text().notNull(),
      query: k.text().notNull(),
      name: k.text().notNull(),
      rhythm: k.word(RHYTHMS).notNull(),
      /** 0 = Monday; of a weekly mail. */
      weekday: k.int(),
      /** Minutes after midnight on the person's clock. */
      minute: k.int().notNull(),
      /** Whether a mail comes when the list is empty. */
      sendsEmpty: k.bool().notNull(),
      attachesCsv: k.bool().notNull(),
      /** When the next mail is due; moved in the transaction that queues it. */
      nextAt: k.instant().notNull(),
      pausedAt: k.instant(),
      endedAt: k.instant(),
      createdAt: k.instant().notNull(),
      rowVersion: k.int().notNull(),
    },
    (t) => [k.index("subscription_person").on(t.personId), k.index("subscription_due").on(t.nextAt).where(k.sql`${t.pausedAt} is null and ${t.endedAt} is null`)],
  );

  return { favourite, savedView, viewDefault, subscription };
}
export type ViewTables = ReturnType<typeof viewTables>;
