import type { Kit } from "#db/columns/sqlite.ts";
import { FINDING_KINDS } from "#app/domain/pay/run-findings.ts";
import { EXPORT_PROFILES } from "#app/domain/pay/pay-file.ts";
import type { PayColumn } from "#app/domain/pay/pay-columns.ts";
import type { ScenarioChanges } from "#app/domain/pay/scenario.ts";
import type { PeopleTables } from "./people.ts";
import type { ResultTables } from "./results.ts";

/** What stands around a run: what was found in it, what is released later, what left for payroll; and what-if scenarios. */
export function scenarioTables(k: Kit, p: PeopleTables, r: ResultTables) {
  /** What there was to look at when the run was prepared, and with which word HR let it pass. */
  const runFinding = k.table(
    "run_finding",
    {
      runId: k.text().notNull().references(() => r.bonusRun.id),
      kind: k.word(FINDING_KINDS).notNull(),
      people: k.int().notNull(),
      /** Of the run's content and the list: an accepted list that became another one is accepted no longer. */
      fingerprint: k.text().notNull(),
      /** Sealed: who is on it, with amounts. */
      listSealed: k.text().notNull(),
      acceptedBy: k.text().references(() => p.account.id),
      acceptedAt: k.instant(),
      acceptedBecause: k.text(),
    },
    (t) => [k.primaryKey({ columns: [t.runId, t.kind] })],
  );

  /** Held targets of a department in a paid run that HR lets be paid although nothing was measured. */
  const heldRelease = k.table(
    "held_release",
    {
      runId: k.text().notNull().references(() => r.bonusRun.id),
      departmentId: k.text().notNull().references(() => p.department.id),
      /** 0.01 % of each held target. */
      payoutBp: k.int().notNull(),
      reason: k.text().notNull(),
      releasedBy: k.text().notNull().references(() => p.account.id),
      releasedAt: k.instant().notNull(),
    },
    (t) => [k.primaryKey({ columns: [t.runId, t.departmentId] })],
  );

  /** The columns of a payroll format where they differ from those that come with the product. */
  const payFormat = k.table("pay_format", {
    profile: k.word(EXPORT_PROFILES).primaryKey(),
    columns: k.json<readonly PayColumn[]>().notNull(),
    changedBy: k.text().notNull().references(() => p.account.id),
    changedAt: k.instant().notNull(),
    rowVersion: k.int().notNull(),
  });

  /** A file that left for payroll. */
  const runExport = k.table(
    "run_export",
    {
      id: k.text().primaryKey(),
      runId: k.text().notNull().references(() => r.bonusRun.id),
      profile: k.word(EXPORT_PROFILES).notNull(),
      rows: k.int().notNull(),
      /** Sealed: it has the total. */
      manifestSealed: k.text().notNull(),
      exportedBy: k.text().notNull().references(() => p.account.id),
      exportedAt: k.instant().notNull(),
    },
    (t) => [k.index("run_export_run").on(t.runId, t.exportedAt)],
  );

  const scenario = k.table(
    "scenario",
    {
      id: k.text().primaryKey(),
      name: k.text().notNull(),
      planId: k.text().notNull().references(() => r.plan.id),
      /** YYYY-MM or YYYY-Qn */
      period: k.text().notNull(),
      ownerId: k.text().notNull().references(() => p.person.id),
      shared: k.bool().notNull(),
      changes: k.json<ScenarioChanges>().notNull(),
      createdAt: k.instant().notNull(),
      changedAt: k.instant().notNull(),
      rowVersion: k.int().notNull(),
    },
    (t) => [k.index("scenario_owner").on(t.ownerId, t.changedAt)],
  );

  return { runFinding, heldRelease, payFormat, runExport, scenario };
}
export type ScenarioTables = ReturnType<typeof scenarioTables>;
