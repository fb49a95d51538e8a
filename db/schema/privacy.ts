import type { Kit } from "#db/columns/sqlite.ts";
import type { PeopleTables } from "./people.ts";

/** How long people who left are known by name. */
export function privacyTables(k: Kit, p: PeopleTables) {
  /** Rules are added, the last number holds; null years = nobody is forgotten by the portal itself. */
  const retentionRule = k.table("retention_rule", {
    number: k.int().primaryKey(),
    yearsAfterLeaving: k.int(),
    setBy: k.text().references(() => p.account.id),
    setAt: k.instant().notNull(),
  });

  /** Somebody whose name was overwritten, so that it is not done twice and can be told. */
  const forgottenPerson = k.table("forgotten_person", {
    personId: k.text().primaryKey().references(() => p.person.id),
    /** Last day of the last place of work, local date. */
    leftOn: k.text().notNull(),
    at: k.instant().notNull(),
  });
  return { retentionRule, forgottenPerson };
}
