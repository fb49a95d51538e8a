import type { Kit } from "#db/columns/sqlite.ts";
import type { Names } from "#app/domain/names.ts";
import type { ExtraAnswer } from "#app/domain/survey/extra-questions.ts";
import type { AgreementTables } from "./agreements.ts";
import type { PeopleTables } from "./people.ts";
import type { VoiceTables } from "./voice.ts";
import type { WorkTables } from "./work.ts";
import { CASE_CAUSES, CASE_ORIGINS } from "#app/domain/improvement/case-cause.ts";
import { CASE_STATES } from "#app/domain/improvement/decide-case.ts";

export const PERIOD_STATES = ["open", "review", "sealed", "closed"] as const;
export const INVITATION_STATES = ["open", "answered", "expired", "revoked"] as const;
export const RATING_REASONS = ["timeliness", "quality", "completeness", "format", "attitude"] as const;
export const RUN_STATES = ["prepared", "submitted", "approved", "published", "exported", "returned"] as const;

/** Ratings, periods, scorecards, plans, runs and statements. */
export function resultTables(k: Kit, p: PeopleTables, a: AgreementTables, w: WorkTables, v: VoiceTables) {
  const invitation = k.table(
    "invitation",
    {
      id: k.text().primaryKey(),
      survey: k.word(["transactional", "client_review"]).notNull(),
      personId: k.text().notNull().references(() => p.person.id),
      taskId: k.text().references(() => w.task.id),
      providerId: k.text().notNull().references(() => p.department.id),
      /** The rater's department at the time. */
      clientId: k.text().notNull().references(() => p.department.id),
      /** Agreement under which the work ran; null = shown, never scored. */
      agreementId: k.text().references(() => a.agreement.id),
      period: k.text().notNull(),
      state: k.word(INVITATION_STATES).notNull(),
      tokenHash: k.text(),
      createdAt: k.instant().notNull(),
      sentAt: k.instant(),
      remindedAt: k.instant(),
      expiresAt: k.instant().notNull(),
      /** The invitation that a colleague handed over with this one; that one is revoked. */
      handedFrom: k.text(),
    },
    (t) => [
      k.uniqueIndex("invitation_task_person").on(t.taskId, t.personId),
      k.index("invitation_person").on(t.personId, t.createdAt),
      k.index("invitation_open").on(t.personId, t.state, t.expiresAt),
      // With all that counting what was asked reads: half a million questions are counted in it alone.
      k.index("invitation_period").on(t.period, t.providerId, t.clientId, t.state),
      k.index("invitation_token").on(t.tokenHash),
      k.index("invitation_handed").on(t.handedFrom),
    ],
  );

  /** Answers are added; the newest of an invitation is the current one. */
  const answer = k.table(
    "answer",
    {
      invitationId: k.text().notNull().references(() => invitation.id),
      number: k.int().notNull(),
      csat: k.int().notNull(),
      effort: k.int(),
      reasons: k.json<readonly string[]>().notNull(),
      comment: k.text().notNull(),
      /** Answers to the extra questions with the questions as they were asked; null = none were. */
      extra: k.json<readonly ExtraAnswer[]>(),
      statisticsOnly: k.bool().notNull(),
      isCurrent: k.bool().notNull(),
      answeredAt: k.instant().notNull(),
      /** A voided answer counts nowhere; both sides see why. */
      voidedAt: k.instant(),
      voidedBecause: k.text(),
      voidedBy: k.text().references(() => p.person.id),
      /** Of the invitation, which never changes them, and the product of its task when the answer came; beside the scores, so that one index counts them. */
      period: k.text().notNull().default(""),
      providerId: k.text().notNull().default(""),
      clientId: k.text().notNull().default(""),
      productId: k.text(),
      /** Agreement under which it counts; null = none. */
      agreementId: k.text(),
    },
    (t) => [
      k.primaryKey({ columns: [t.invitationId, t.number] }),
      k.index("answer_received").on(t.period, t.providerId, t.clientId, t.csat, t.isCurrent, t.voidedAt, t.statisticsOnly, t.effort, t.productId),
      k.index("answer_counted").on(t.period, t.providerId, t.agreementId, t.csat, t.isCurrent, t.voidedAt, t.statisticsOnly),
      k.index("answer_newest").on(t.period, t.answeredAt, t.invitationId),
      k.index("answer_newest_of").on(t.providerId, t.period, t.answeredAt, t.invitationId),
    ],
  );

  /** Confidential relationship answers: no actor, address or instant; a random key; no rowid order. */
  const relationshipAnswer = k.table("relationship_answer", {
    id: k.text().primaryKey(),
    period: k.text().notNull(),
    providerId: k.text().notNull().references(() => p.department.id),
    clientId: k.text().notNull().references(() => p.department.id),
    answeredOn: k.text().notNull(),
    content: k.json<Readonly<Record<string, number | string>>>().notNull(),
  });

  const improvementCase = k.table(
    "improvement_case",
    {
      id: k.text().primaryKey(),
      providerId: k.text().notNull().references(() => p.department.id),
      clientId: k.text().references(() => p.department.id),
      taskId: k.text().references(() => w.task.id),
      obligationKey: k.text(),
      voiceId: k.text().references(() => v.voice.id),
      origin: k.word(CASE_ORIGINS).notNull(),
      dedupeKey: k.text().notNull().unique(),
      problem: k.text().notNull(),
      /** Folded problem: what a search looks in. */
      searchKey: k.text().notNull().default(""),
      cause: k.text().notNull(),
      /** What the cause is filed under. */
      category: k.word(CASE_CAUSES),
      action: k.text().notNull(),
      /** How the client will see that it worked. */
      check: k.text().notNull().default(""),
      ownerId: k.text().references(() => p.person.id),
      dueOn: k.text().notNull(),
      state: k.word(CASE_STATES).notNull(),
      /** Whose rating, word or hand opened it; null = the portal by itself. */
      openedBy: k.text().references(() => p.person.id),
      createdAt: k.instant().notNull(),
      /** Null where no such clock was kept when it was opened. */
      replyDueAt: k.instant(),
      planDueAt: k.instant(),
      repliedAt: k.instant(),
      plannedAt: k.instant(),
      handedOverAt: k.instant(),
      confirmedAt: k.instant(),
      rowVersion: k.int().notNull(),
    },
    (t) => [k.index("improvement_case_provider").on(t.providerId, t.state), k.index("improvement_case_client").on(t.clientId), k.index("improvement_case_task").on(t.taskId), k.index("improvement_case_line").on(t.obligationKey)],
  );

  const scorePolicy = k.table("score_policy", {
    id: k.text().primaryKey(),
    /** First day of a pay period. */
    from: k.text().notNull().unique(),
    policy: k.json<Readonly<Record<string, unknown>>>().notNull(),
    createdAt: k.instant().notNull(),
  });

  const period = k.table("period", {
    /** YYYY-MM */
    month: k.text().primaryKey(),
    state: k.word(PERIOD_STATES).notNull(),
    /** Cut-offs as instants, half open: what falls due at or after `to` belongs to the next month. */
    from: k.instant().notNull(),
    to: k.instant().notNull(),
    reviewEndsAt: k.instant(),
    inputSeq: k.int().notNull(),
    sealedBy: k.text().references(() => p.account.id),
    sealedAt: k.instant(),
    sealedInputSeq: k.int(),
    draftHash: k.text(),
    closedBy: k.text().references(() => p.account.id),
    closedAt: k.instant(),
    rowVersion: k.int().notNull(),
  });

  const scorecard = k.table(
    "scorecard",
    {
      id: k.text().primaryKey(),
      /** YYYY-MM or YYYY-Qn */
      period: k.text().notNull(),
      departmentId: k.text().notNull().references(() => p.department.id),
      state: k.word(["draft", "final"]).notNull(),
      shownBp: k.int(),
      payBp: k.int(),
      content: k.json<unknown>().notNull(),
      contentHash: k.text().notNull(),
      formulaVersion: k.text().notNull(),
      createdAt: k.instant().notNull(),
    },
    (t) => [
      k.uniqueIndex("scorecard_period_department").on(t.period, t.departmentId, t.state),
      k.index("scorecard_department").on(t.departmentId, t.period),
    ],
  );

  const plan = k.table("plan", {
    id: k.text().primaryKey(),
    code: k.text().notNull().unique(),
    name: k.json<Names>().notNull(),
    archivedAt: k.instant(),
  });

  const planVersion = k.table(
    "plan_version",
    {
      id: k.text().primaryKey(),
      planId: k.text().notNull().references(() => plan.id),
      number: k.int().notNull(),
      /** First day of a pay period. */
      from: k.text().notNull(),
      terms: k.json<unknown>().notNull(),
      contentHash: k.text().notNull(),
      createdBy: k.text().references(() => p.account.id),
      createdAt: k.instant().notNull(),
    },
    (t) => [k.uniqueIndex("plan_version_number").on(t.planId, t.number)],
  );

  const planMember = k.table(
    "plan_member",
    {
      id: k.text().primaryKey(),
      planId: k.text().notNull().references(() => plan.id),
      personId: k.text().notNull().references(() => p.person.id),
      from: k.text().notNull(),
      to: k.text(),
      /** Sealed: target bonus of a full pay period at 1.0 FTE in minor units. */
      targetSealed: k.text().notNull(),
    },
    (t) => [k.index("plan_member_person").on(t.personId), k.index("plan_member_plan").on(t.planId)],
  );

  const bonusRun = k.table(
    "bonus_run",
    {
      id: k.text().primaryKey(),
      planId: k.text().notNull().references(() => plan.id),
      planVersionId: k.text().notNull().references(() => planVersion.id),
      period: k.text().notNull(),
      number: k.int().notNull(),
      state: k.word(RUN_STATES).notNull(),
      contentHash: k.text().notNull(),
      people: k.int().notNull(),
      /** Sealed totals: paid, target, currency. */
      totalsSealed: k.text().notNull(),
      preparedBy: k.text().notNull().references(() => p.account.id),
      preparedAt: k.instant().notNull(),
      publishedAt: k.instant(),
      exportedAt: k.instant(),
      rowVersion: k.int().notNull(),
    },
    (t) => [k.uniqueIndex("bonus_run_period").on(t.planId, t.period, t.number)],
  );

  const bonusLine = k.table(
    "bonus_line",
    {
      runId: k.text().notNull().references(() => bonusRun.id),
      personId: k.text().notNull().references(() => p.person.id),
      departmentId: k.text().notNull().references(() => p.department.id),
      payoutBp: k.int(),
      /** Sealed statement: every line of the waterfall. */
      statementSealed: k.text().notNull(),
      statementHash: k.text().notNull(),
      /** Sealed: what the statement was calculated from; null in runs that were prepared before it was kept. */
      inputSealed: k.text(),
    },
    (t) => [
      k.primaryKey({ columns: [t.runId, t.personId] }),
      k.index("bonus_line_person").on(t.personId),
    ],
  );

  const runApproval = k.table(
    "run_approval",
    {
      runId: k.text().notNull().references(() => bonusRun.id),
      step: k.int().notNull(),
      role: k.text().notNull(),
      accountId: k.text().notNull().references(() => p.account.id),
      personId: k.text().notNull().references(() => p.person.id),
      contentHash: k.text().notNull(),
      at: k.instant().notNull(),
    },
    (t) => [k.primaryKey({ columns: [t.runId, t.step] })],
  );

  return {
    invitation,
    answer,
    relationshipAnswer,
    improvementCase,
    scorePolicy,
    period,
    scorecard,
    plan,
    planVersion,
    planMember,
    bonusRun,
    bonusLine,
    runApproval,
  };
}
export type ResultTables = ReturnType<typeof resultTables>;
