import type { Kit } from "#db/columns/sqlite.ts";
import type { ClosingRule } from "#app/domain/score/closing-calendar.ts";
import type { PeopleTables } from "./people.ts";

/** The closing calendar: how its dates are counted back from the payment, and the dates of each month. */
export function closingTables(k: Kit, p: PeopleTables) {
  /** Rules are added; the newest counts for months that have not opened. */
  const closingRule = k.table(
    "closing_rule",
    {
      id: k.text().primaryKey(),
      rule: k.json<ClosingRule>().notNull(),
      createdBy: k.text().references(() => p.person.id),
      createdAt: k.instant().notNull(),
    },
    (t) => [k.uniqueIndex("closing_rule_created").on(t.createdAt)],
  );

  /** Last local day of each step of a month; a month without a row has the month's end and a week of review. */
  const closingDate = k.table("closing_date", {
    /** YYYY-MM; the period itself may not be there yet. */
    month: k.text().primaryKey(),
    cutOffOn: k.text().notNull(),
    objectionsBy: k.text().notNull(),
    reviewEndsOn: k.text().notNull(),
    requestBy: k.text().notNull(),
    confirmBy: k.text().notNull(),
    approveBy: k.text(),
    payOn: k.text(),
    /** Set for this month alone: a new rule leaves it. */
    byHand: k.bool().notNull(),
    setBy: k.text().references(() => p.person.id),
    setAt: k.instant().notNull(),
    rowVersion: k.int().notNull(),
  });

  return { closingRule, closingDate };
}
