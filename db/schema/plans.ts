import type { Kit } from "#db/columns/sqlite.ts";
import { DOCUMENT_KINDS, LAYOUT_PARTS } from "#app/domain/document/layout.ts";
import { LOCALES, type Names } from "#app/domain/names.ts";
import { ABSENCE_KINDS } from "#app/domain/pay/absence.ts";
import type { PeopleTables } from "./people.ts";
import type { ResultTables } from "./results.ts";

export const ACKNOWLEDGEMENT_DECISIONS = ["pay", "hold"] as const;

/** What plans need of people: absences, pay bases, rules of membership, coefficients, acknowledgements. */
export function planTables(k: Kit, p: PeopleTables, r: ResultTables) {
  /** Half-open in local dates. A withdrawn one counts no more; nothing is deleted. */
  const personAbsence = k.table(
    "person_absence",
    {
      id: k.text().primaryKey(),
      personId: k.text().notNull().references(() => p.person.id),
      kind: k.word(ABSENCE_KINDS).notNull(),
      from: k.text().notNull(),
      to: k.text().notNull(),
      enteredBy: k.text().references(() => p.account.id),
      enteredAt: k.instant().notNull(),
      withdrawnBy: k.text().references(() => p.account.id),
      withdrawnAt: k.instant(),
    },
    (t) => [k.index("person_absence_person").on(t.personId, t.from)],
  );

  /** What a target in percent is a percent of, from a day on; the newest entry of a day holds. */
  const payBase = k.table(
    "pay_base",
    {
      id: k.text().primaryKey(),
      personId: k.text().notNull().references(() => p.person.id),
      from: k.text().notNull(),
      /** Sealed: base of a full pay period at 1.0 FTE in minor units. */
      baseSealed: k.text().notNull(),
      enteredBy: k.text().references(() => p.account.id),
      enteredAt: k.instant().notNull(),
    },
    (t) => [k.index("pay_base_person").on(t.personId, t.from)],
  );

  /** Who belongs into a plan: whoever is in a department, has a position, or both. */
  const memberRule = k.table(
    "member_rule",
    {
      id: k.text().primaryKey(),
      planId: k.text().notNull().references(() => r.plan.id),
      departmentId: k.text().references(() => p.department.id),
      /** Also the departments and teams below it. */
      withBelow: k.bool().notNull(),
      /** Name of a position as it was typed; null = every position. */
      position: k.text(),
      /** Sealed: target of those whom it puts into the plan. */
      targetSealed: k.text().notNull(),
      createdBy: k.text().references(() => p.account.id),
      createdAt: k.instant().notNull(),
      endedAt: k.instant(),
    },
    (t) => [k.index("member_rule_plan").on(t.planId)],
  );

  /** Until when heads enter the coefficients of a pool plan for a pay period. */
  const coefficientRound = k.table(
    "coefficient_round",
    {
      planId: k.text().notNull().references(() => r.plan.id),
      period: k.text().notNull(),
      deadlineAt: k.instant().notNull(),
      openedBy: k.text().notNull().references(() => p.account.id),
      openedAt: k.instant().notNull(),
    },
    (t) => [k.primaryKey({ columns: [t.planId, t.period] })],
  );

  /** Coefficients that heads gave; they are added, the newest of a person holds, and none is 1. */
  const coefficient = k.table(
    "coefficient",
    {
      planId: k.text().notNull().references(() => r.plan.id),
      period: k.text().notNull(),
      personId: k.text().notNull().references(() => p.person.id),
      /** Sealed: coefficient and reason. */
      contentSealed: k.text().notNull(),
      setBy: k.text().notNull().references(() => p.account.id),
      setAt: k.instant().notNull(),
    },
    (t) => [k.primaryKey({ columns: [t.planId, t.period, t.personId, t.setAt] })],
  );

  /** Members were asked to acknowledge a version by a day. */
  const acknowledgementCall = k.table("acknowledgement_call", {
    planVersionId: k.text().primaryKey().references(() => r.planVersion.id),
    dueOn: k.text().notNull(),
    calledBy: k.text().notNull().references(() => p.account.id),
    calledAt: k.instant().notNull(),
  });

  /** "I have read it": of one content, by one person, for good. */
  const acknowledgement = k.table(
    "acknowledgement",
    {
      planVersionId: k.text().notNull().references(() => r.planVersion.id),
      personId: k.text().notNull().references(() => p.person.id),
      contentHash: k.text().notNull(),
      accountId: k.text().notNull().references(() => p.account.id),
      at: k.instant().notNull(),
    },
    (t) => [k.primaryKey({ columns: [t.planVersionId, t.personId] })],
  );

  /** What HR decided for somebody who did not acknowledge in time; decisions are added, the newest holds. */
  const acknowledgementDecision = k.table(
    "acknowledgement_decision",
    {
      id: k.text().primaryKey(),
      planVersionId: k.text().notNull().references(() => r.planVersion.id),
      personId: k.text().notNull().references(() => p.person.id),
      decision: k.word(ACKNOWLEDGEMENT_DECISIONS).notNull(),
      reason: k.text().notNull(),
      decidedBy: k.text().notNull().references(() => p.account.id),
      at: k.instant().notNull(),
    },
    (t) => [k.index("acknowledgement_decision_version").on(t.planVersionId, t.personId)],
  );

  /** A figure of the whole company that a plan may take a part of the score from. */
  const externalMetric = k.table("external_metric", {
    id: k.text().primaryKey(),
    name: k.json<Names>().notNull(),
    createdBy: k.text().references(() => p.account.id),
    createdAt: k.instant().notNull(),
  });

  /** What a metric was in a pay period; values are added, the last number holds. */
  const externalValue = k.table(
    "external_value",
    {
      metricId: k.text().notNull().references(() => externalMetric.id),
      /** YYYY-MM or YYYY-Qn. */
      period: k.text().notNull(),
      number: k.int().notNull(),
      /** Exact decimal. */
      value: k.text().notNull(),
      /** Where it comes from, as the person who entered it says. */
      source: k.text().notNull(),
      enteredBy: k.text().references(() => p.account.id),
      enteredAt: k.instant().notNull(),
    },
    (t) => [k.primaryKey({ columns: [t.metricId, t.period, t.number] })],
  );

  /** A company's own words of a document; they are added, the last number holds, and null is back to the portal's. */
  const documentText = k.table(
    "document_text",
    {
      kind: k.word(DOCUMENT_KINDS).notNull(),
      part: k.word(LAYOUT_PARTS).notNull(),
      locale: k.word(LOCALES).notNull(),
      number: k.int().notNull(),
      text: k.text(),
      setBy: k.text().references(() => p.account.id),
      setAt: k.instant().notNull(),
    },
    (t) => [k.primaryKey({ columns: [t.kind, t.part, t.locale, t.number] })],
  );

  return { documentText, externalMetric, externalValue, personAbsence, payBase, memberRule, coefficientRound, coefficient, acknowledgementCall, acknowledgement, acknowledgementDecision };
}
