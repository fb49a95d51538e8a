import type { Kit } from "#db/columns/sqlite.ts";
import type { SurveyPolicy } from "#app/domain/survey/survey-policy.ts";
import { SURVEYS } from "#app/domain/survey/survey-policy.ts";
import type { PeopleTables } from "./people.ts";

export const FAIRNESS_OUTCOMES = ["left", "voided"] as const;
export const RATER_PAUSE_KINDS = ["absence", "block"] as const;

/** How surveys ask, and who is not asked. */
export function surveyTables(k: Kit, p: PeopleTables) {
  /** Policies are added; the newest of a survey holds. */
  const surveyPolicy = k.table(
    "survey_policy",
    {
      id: k.text().primaryKey(),
      survey: k.word(SURVEYS).notNull(),
      policy: k.json<SurveyPolicy>().notNull(),
      createdAt: k.instant().notNull(),
      createdBy: k.text().references(() => p.person.id),
    },
    (t) => [k.uniqueIndex("survey_policy_newest").on(t.survey, t.createdAt)],
  );

  /** Days on which a person is not asked: away, or on the block list. Both ends belong to it; no end = until further notice. */
  const raterPause = k.table(
    "rater_pause",
    {
      id: k.text().primaryKey(),
      personId: k.text().notNull().references(() => p.person.id),
      kind: k.word(RATER_PAUSE_KINDS).notNull(),
      from: k.text().notNull(),
      until: k.text(),
      addedBy: k.text().references(() => p.person.id),
      addedAt: k.instant().notNull(),
      endedAt: k.instant(),
    },
    (t) => [k.index("rater_pause_person").on(t.personId)],
  );

  /** What the officer made of a finding of the fairness check; the newest of a finding holds. */
  const fairnessLook = k.table(
    "fairness_look",
    {
      id: k.text().primaryKey(),
      /** YYYY-MM or YYYY-Qn */
      period: k.text().notNull(),
      flagKey: k.text().notNull(),
      outcome: k.word(FAIRNESS_OUTCOMES).notNull(),
      note: k.text().notNull(),
      by: k.text().notNull().references(() => p.person.id),
      at: k.instant().notNull(),
    },
    (t) => [k.index("fairness_look_flag").on(t.period, t.flagKey)],
  );

  /** Deliveries of a provider to a client by month. Kept by the nightly pass: no page counts tasks. */
  const clientMonth = k.table(
    "client_month",
    {
      providerId: k.text().notNull().references(() => p.department.id),
      clientId: k.text().notNull().references(() => p.department.id),
      /** YYYY-MM of the delivery. */
      month: k.text().notNull(),
      deliveries: k.int().notNull(),
      countedAt: k.instant().notNull(),
    },
    (t) => [k.primaryKey({ columns: [t.providerId, t.clientId, t.month] }), k.index("client_month_month").on(t.month)],
  );

  /** A client takes from outside what a provider would deliver; an ended mark stays as what was said. */
  const outsideSupply = k.table(
    "outside_supply",
    {
      id: k.text().primaryKey(),
      providerId: k.text().notNull().references(() => p.department.id),
      clientId: k.text().notNull().references(() => p.department.id),
      /** Local day. */
      since: k.text().notNull(),
      note: k.text().notNull(),
      markedBy: k.text().notNull().references(() => p.person.id),
      markedAt: k.instant().notNull(),
      endedAt: k.instant(),
    },
    (t) => [k.index("outside_supply_provider").on(t.providerId, t.clientId)],
  );

  return { surveyPolicy, raterPause, fairnessLook, clientMonth, outsideSupply };
}
