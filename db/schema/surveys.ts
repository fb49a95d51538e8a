import type { Kit } from "#db/columns/sqlite.ts";
import type { SurveyPolicy } from "#app/domain/survey/survey-policy.ts";
import { SURVEYS } from "#app/domain/survey/survey-policy.ts";
import type { RelationshipReport } from "#app/domain/survey/relationship-report.ts";
import { ROUND_SURVEYS } from "#app/domain/survey/survey-round.ts";
import { ACTION_STATES } from "#app/domain/improvement/provider-answer.ts";
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

  /** One quarter's asking of a survey that goes to many at a time. */
  const surveyRound = k.table(
    "survey_round",
    {
      id: k.text().primaryKey(),
      survey: k.word(ROUND_SURVEYS).notNull(),
      /** YYYY-Qn */
      quarter: k.text().notNull(),
      openedAt: k.instant().notNull(),
      closesAt: k.instant().notNull(),
      closedAt: k.instant(),
    },
    (t) => [k.uniqueIndex("survey_round_quarter").on(t.survey, t.quarter)],
  );

  /** Who is asked in a round, with one mail and one link. Of a relationship survey it says that they answered, never when or what. */
  const roundPerson = k.table(
    "round_person",
    {
      id: k.text().primaryKey(),
      roundId: k.text().notNull().references(() => surveyRound.id),
      personId: k.text().notNull().references(() => p.person.id),
      state: k.word(["open", "answered"]).notNull(),
      /** What was typed into a client review and not sent yet. */
      draft: k.json<Readonly<Record<string, string>>>(),
      tokenHash: k.text(),
      createdAt: k.instant().notNull(),
      sentAt: k.instant(),
      remindedAt: k.instant(),
    },
    (t) => [k.uniqueIndex("round_person_once").on(t.roundId, t.personId), k.index("round_person_person").on(t.personId)],
  );

  /** About whom a person is asked in a relationship survey, and that they answered: apart from the answer, without a time. */
  const relationshipAsked = k.table(
    "relationship_asked",
    {
      roundId: k.text().notNull().references(() => surveyRound.id),
      personId: k.text().notNull().references(() => p.person.id),
      providerId: k.text().notNull().references(() => p.department.id),
      clientId: k.text().notNull().references(() => p.department.id),
      isAnswered: k.bool().notNull(),
    },
    (t) => [k.primaryKey({ columns: [t.roundId, t.personId, t.providerId] })],
  );

  /** What a closed relationship survey shows of a provider: frozen, so that no later question can be asked of its answers. */
  const relationshipReport = k.table(
    "relationship_report",
    {
      quarter: k.text().notNull(),
      providerId: k.text().notNull().references(() => p.department.id),
      content: k.json<RelationshipReport>().notNull(),
      publishedAt: k.instant().notNull(),
      /** Local date by which the provider answers it. */
      answerBy: k.text().notNull(),
    },
    (t) => [k.primaryKey({ columns: [t.quarter, t.providerId] })],
  );

  /** What a provider says to a report. */
  const providerAnswer = k.table(
    "provider_answer",
    {
      quarter: k.text().notNull(),
      providerId: k.text().notNull().references(() => p.department.id),
      text: k.text().notNull(),
      publishedAt: k.instant().notNull(),
      publishedBy: k.text().notNull().references(() => p.person.id),
    },
    (t) => [k.primaryKey({ columns: [t.quarter, t.providerId] })],
  );

  const providerAction = k.table(
    "provider_action",
    {
      id: k.text().primaryKey(),
      quarter: k.text().notNull(),
      providerId: k.text().notNull().references(() => p.department.id),
      position: k.int().notNull(),
      text: k.text().notNull(),
      ownerId: k.text().notNull().references(() => p.person.id),
    },
    (t) => [k.uniqueIndex("provider_action_place").on(t.quarter, t.providerId, t.position)],
  );

  /** States of an action are added; the newest holds. */
  const providerActionStep = k.table(
    "provider_action_step",
    {
      actionId: k.text().notNull().references(() => providerAction.id),
      number: k.int().notNull(),
      state: k.word(ACTION_STATES).notNull(),
      dueOn: k.text().notNull(),
      note: k.text().notNull(),
      at: k.instant().notNull(),
      byPersonId: k.text().notNull().references(() => p.person.id),
    },
    (t) => [k.primaryKey({ columns: [t.actionId, t.number] })],
  );

  /** Addresses whose mail server says that nobody can be reached there. Nothing is sent to them until somebody tries again. */
  const bouncingAddress = k.table("bouncing_address", {
    /** In lower case. */
    address: k.text().primaryKey(),
    personId: k.text().notNull().references(() => p.person.id),
    since: k.instant().notNull(),
    /** The server's words. */
    said: k.text().notNull(),
  });

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

  return { surveyPolicy, raterPause, surveyRound, roundPerson, relationshipAsked, relationshipReport, providerAnswer, providerAction, providerActionStep, fairnessLook, clientMonth, outsideSupply, bouncingAddress };
}
