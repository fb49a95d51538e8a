import { sql } from "drizzle-orm";
import type { AnyColumn } from "drizzle-orm";
import type { Kit } from "#db/columns/sqlite.ts";
import { TASK_EVENT_TYPES } from "#app/domain/evaluation/task-event.ts";
import type { TaskEventPayload } from "#app/domain/evaluation/task-event.ts";
import { OUTCOMES, STANDINGS, VERDICT_STATES } from "#app/domain/evaluation/verdict.ts";
import type { Reason } from "#app/domain/evaluation/verdict.ts";
import type { AgreementTables } from "./agreements.ts";
import { EXCUSE_REASONS } from "#app/domain/dispute/decide-dispute.ts";
import { AGREEMENT_SIDES } from "#app/domain/agreement/agreement-life.ts";
import { OCCURRENCE_CHANGES, OCCURRENCE_CHANGE_STATES } from "#app/domain/occurrence/decide-occurrence-change.ts";
import type { PeopleTables } from "./people.ts";

export const TASK_STATES = [
  "requested",
  "in_progress",
  "paused",
  "delivered",
  "returned",
  "accepted",
  "cancelled",
] as const;
/**
 * Written out, never bound: a partial index is used only by a query that has this very condition.
 */
export const isUndelivered = (state: AnyColumn) => sql`${state} in ('requested', 'in_progress', 'paused', 'returned')`;
export const DISPUTE_STATES = ["open", "carried", "excused", "corrected", "voided", "refused", "withdrawn"] as const;

/** Tasks, their events, what was judged of them, and what was said against it. */
export function workTables(k: Kit, p: PeopleTables, a: AgreementTables) {
  const importBatch = k.table(
    "import_batch",
    {
      id: k.text().primaryKey(),
      source: k.text().notNull(),
      fileName: k.text().notNull(),
      fileHash: k.text().notNull(),
      /** draft: uploaded, nothing written yet. */
      state: k.word(["draft", "running", "stopped", "done", "failed"]).notNull(),
      startedAt: k.instant().notNull(),
      finishedAt: k.instant(),
      rows: k.int().notNull(),
      accepted: k.int().notNull(),
      unchanged: k.int().notNull(),
      corrected: k.int().notNull(),
      quarantined: k.int().notNull(),
      /** Rows that the mapping leaves out (drafts, other tables); they are counted, not lost. */
      skipped: k.int().notNull(),
      /** Rows whose values went into tasks; with skipped, quarantined and fixed they are all rows. */
      used: k.int(),
      /** Rows put aside that were brought in later: corrected here or sent again. */
      fixed: k.int(),
      importedBy: k.text().references(() => p.person.id),
    },
    (t) => [k.index("import_batch_started").on(t.startedAt)],
  );

  const quarantine = k.table(
    "quarantine",
    {
      batchId: k.text().notNull().references(() => importBatch.id),
      line: k.int().notNull(),
      column: k.text().notNull(),
      reason: k.text().notNull(),
      /** The value that was refused, cut to 200 characters. */
      value: k.text().notNull(),
      raw: k.json<Readonly<Record<string, string>>>().notNull(),
    },
    (t) => [k.primaryKey({ columns: [t.batchId, t.line, t.column] })],
  );

  const task = k.table(
    "task",
    {
      id: k.text().primaryKey(),
      source: k.text().notNull(),
      externalId: k.text().notNull(),
      productId: k.text().notNull().references(() => a.product.id),
      /** Who works on it: where a department ended meanwhile, the successor. */
      providerId: k.text().notNull().references(() => p.department.id),
      /** The department that it was asked of, where a successor took over: its promise judges the task. */
      askedProviderId: k.text().references(() => p.department.id),
      /** First recipient; all of them stand in task_recipient. */
      clientId: k.text().notNull().references(() => p.department.id),
      requesterId: k.text().references(() => p.person.id),
      assigneeId: k.text().references(() => p.person.id),
      title: k.text().notNull(),
      /** Folded title and external id: what a search looks in. */
      searchKey: k.text().notNull(),
      /** As first received; a later priority counts only with the client's yes. */
      attributes: k.json<Readonly<Record<string, string>>>().notNull(),
      state: k.word(TASK_STATES).notNull(),
      requestedAt: k.instant().notNull(),
      deliveredAt: k.instant(),
      /** End of the acceptance window: from here silence counts as acceptance. */
      acceptUntil: k.instant(),
      /** Earliest due instant and worst outcome of its verdicts; kept by the evaluation for lists. */
      dueAt: k.instant(),
      outcome: k.word(OUTCOMES),
      agreementId: k.text().references(() => a.agreement.id),
      versionId: k.text().references(() => a.agreementVersion.id),
      /** Raised with each event; a verdict is written only over the newest it has seen. */
      seq: k.int().notNull(),
      evaluatedSeq: k.int().notNull(),
      /** When the clock alone may change a verdict of it. */
      nextChangeAt: k.instant(),
    },
    (t) => [
      k.uniqueIndex("task_external").on(t.source, t.externalId),
      k.index("task_provider").on(t.providerId, t.requestedAt),
      // What somebody still has to deliver is a small part of all tasks: Home asks for it by side and due instant.
      k.index("task_provider_open").on(t.providerId, t.dueAt).where(isUndelivered(t.state)),
      k.index("task_client_open").on(t.clientId, t.dueAt).where(isUndelivered(t.state)),
      k.index("task_assignee_open").on(t.assigneeId, t.dueAt).where(isUndelivered(t.state)),
      // Each column of the board, whoever's tasks they are, is the beginning of this one.
      k.index("task_state_open").on(t.state, t.dueAt).where(isUndelivered(t.state)),
      // Late and endangered promises in the order of a list, with the sides: counted and paged from the index alone.
      k.index("task_outcome_open").on(t.outcome, t.requestedAt, t.id, t.providerId, t.clientId).where(isUndelivered(t.state)),
      k.index("task_client").on(t.clientId, t.requestedAt),
      k.index("task_requested").on(t.requestedAt),
      k.index("task_next_change").on(t.nextChangeAt, t.id).where(k.sql`${t.nextChangeAt} is not null`),
      k.index("task_agreement").on(t.agreementId, t.requestedAt),
      k.index("task_product_delivered").on(t.productId, t.deliveredAt),
      // What waits for a client's word has an end ahead, which few tasks have: side and state are read from the index.
      k.index("task_accept_until").on(t.acceptUntil, t.clientId, t.state).where(k.sql`${t.acceptUntil} is not null`),
    ],
  );

  const taskRecipient = k.table(
    "task_recipient",
    {
      taskId: k.text().notNull().references(() => task.id),
      departmentId: k.text().notNull().references(() => p.department.id),
      position: k.int().notNull(),
    },
    (t) => [
      k.primaryKey({ columns: [t.taskId, t.departmentId] }),
      k.index("task_recipient_department").on(t.departmentId),
    ],
  );

  const taskEvent = k.table(
    "task_event",
    {
      taskId: k.text().notNull().references(() => task.id),
      /** Position in the task's history as received: the natural key with the task. */
      seq: k.int().notNull(),
      id: k.text().notNull(),
      type: k.word(TASK_EVENT_TYPES).notNull(),
      occurredAt: k.instant().notNull(),
      receivedAt: k.instant().notNull(),
      sourceOrder: k.int().notNull(),
      payload: k.json<TaskEventPayload>().notNull(),
      actorId: k.text().references(() => p.person.id),
      source: k.text().notNull(),
      batchId: k.text().references(() => importBatch.id),
    },
    (t) => [
      k.primaryKey({ columns: [t.taskId, t.seq] }),
      k.uniqueIndex("task_event_id").on(t.taskId, t.id),
      // Corrections are few; a closing asks for the last of them.
      k.index("task_event_corrected").on(t.receivedAt, t.taskId).where(k.sql`${t.type} = 'corrected'`),
    ],
  );

  const occurrence = k.table(
    "occurrence",
    {
      obligationKey: k.text().notNull(),
      scheduledOn: k.text().notNull(),
      versionId: k.text().notNull().references(() => a.agreementVersion.id),
      dueAt: k.instant().notNull(),
      windowFrom: k.instant().notNull(),
      windowTo: k.instant().notNull(),
      taskId: k.text().references(() => task.id),
      /** What both sides agreed for this one; `dueAt` and the window stand as moved. */
      change: k.word(OCCURRENCE_CHANGES),
    },
    (t) => [
      k.primaryKey({ columns: [t.obligationKey, t.scheduledOn] }),
      k.index("occurrence_due").on(t.dueAt),
    ],
  );

  /** A planned delivery that one side asked to move or waive, and what the other answered. */
  const occurrenceChange = k.table(
    "occurrence_change",
    {
      obligationKey: k.text().notNull(),
      /** The occurrence's own date, which no move changes. */
      scheduledOn: k.text().notNull(),
      /** From 1, in the order of asking: two that are asked at once collide. */
      number: k.int().notNull(),
      type: k.word(OCCURRENCE_CHANGES).notNull(),
      /** When it was due as it was asked. */
      fromAt: k.instant().notNull(),
      /** When it is due instead; null for a waiver. */
      toAt: k.instant(),
      reason: k.text().notNull(),
      askedSide: k.word(AGREEMENT_SIDES).notNull(),
      askedBy: k.text().notNull().references(() => p.person.id),
      askedAt: k.instant().notNull(),
      state: k.word(OCCURRENCE_CHANGE_STATES).notNull(),
      answeredBy: k.text().references(() => p.person.id),
      answeredAt: k.instant(),
      answer: k.text(),
    },
    (t) => [
      k.primaryKey({ columns: [t.obligationKey, t.scheduledOn, t.number] }),
      k.index("occurrence_change_state").on(t.state, t.obligationKey),
    ],
  );

  /** The client's input for one planned delivery has come in: the term of the delivery begins with it. */
  const occurrenceInput = k.table(
    "occurrence_input",
    {
      obligationKey: k.text().notNull(),
      scheduledOn: k.text().notNull(),
      number: k.int().notNull(),
      receivedAt: k.instant().notNull(),
      /** Which side says so; what the client says about itself the provider may take back. */
      side: k.word(AGREEMENT_SIDES).notNull(),
      saidBy: k.text().notNull().references(() => p.person.id),
      saidAt: k.instant().notNull(),
      takenBackBy: k.text().references(() => p.person.id),
      takenBackAt: k.instant(),
      reason: k.text(),
    },
    (t) => [k.primaryKey({ columns: [t.obligationKey, t.scheduledOn, t.number] })],
  );

  const verdict = k.table(
    "verdict",
    {
      obligationKey: k.text().notNull(),
      /** `t:` + task id or `o:` + scheduled date. */
      item: k.text().notNull(),
      cycle: k.int().notNull(),
      carry: k.int().notNull(),
      taskId: k.text().references(() => task.id),
      versionId: k.text().notNull().references(() => a.agreementVersion.id),
      calendarVersionId: k.text().references(() => a.calendarVersion.id),
      recipientId: k.text().notNull().references(() => p.department.id),
      state: k.word(VERDICT_STATES).notNull(),
      outcome: k.word(OUTCOMES).notNull(),
      /** Outcome, or `excused`: what the tally counts. */
      standing: k.word(STANDINGS).notNull(),
      /** Month in which it falls due; empty = none yet or before the first period. */
      period: k.text().notNull(),
      dueAt: k.instant(),
      fallsDueAt: k.instant(),
      decidedAt: k.instant(),
      lateByMs: k.int(),
      measured: k.int(),
      nextChangeAt: k.instant(),
      taskSeq: k.int().notNull(),
    },
    (t) => [
      k.primaryKey({ columns: [t.obligationKey, t.item, t.cycle, t.carry] }),
      k.index("verdict_task").on(t.taskId),
      k.index("verdict_period").on(t.period, t.obligationKey, t.standing),
    ],
  );

  /** Counts that pages and scorecards read instead of the verdicts. */
  const tally = k.table(
    "tally",
    {
      obligationKey: k.text().notNull(),
      recipientId: k.text().notNull().references(() => p.department.id),
      period: k.text().notNull(),
      standing: k.word(STANDINGS).notNull(),
      n: k.int().notNull(),
    },
    (t) => [
      k.primaryKey({ columns: [t.obligationKey, t.recipientId, t.period, t.standing] }),
      k.index("tally_period").on(t.period),
    ],
  );

  const excuse = k.table(
    "excuse",
    {
      id: k.text().primaryKey(),
      obligationKey: k.text().notNull(),
      item: k.text().notNull(),
      cycle: k.int().notNull(),
      carry: k.int().notNull(),
      reason: k.word(EXCUSE_REASONS).notNull(),
      note: k.text().notNull(),
      /** What excuses it where no person decided: the first breach upstream (`t:…`, `o:…`), or `i:` + the declared incident. */
      evidence: k.text(),
      agreedByProvider: k.text().references(() => p.person.id),
      agreedByClient: k.text().references(() => p.person.id),
      decidedBy: k.text().references(() => p.person.id),
      createdAt: k.instant().notNull(),
      withdrawnAt: k.instant(),
    },
    (t) => [k.index("excuse_item").on(t.obligationKey, t.item, t.cycle, t.carry), k.index("excuse_evidence").on(t.evidence)],
  );

  const dispute = k.table(
    "dispute",
    {
      id: k.text().primaryKey(),
      period: k.text().notNull(),
      subject: k.word(["verdict", "answer", "bonus"]).notNull(),
      obligationKey: k.text(),
      item: k.text(),
      cycle: k.int(),
      carry: k.int(),
      subjectId: k.text(),
      raisedBy: k.text().notNull().references(() => p.person.id),
      departmentId: k.text().notNull().references(() => p.department.id),
      reason: k.text().notNull(),
      state: k.word(DISPUTE_STATES).notNull(),
      createdAt: k.instant().notNull(),
      decideBy: k.instant().notNull(),
      decidedBy: k.text().references(() => p.person.id),
      decidedAt: k.instant(),
      decision: k.text(),
      rowVersion: k.int().notNull(),
    },
    (t) => [k.index("dispute_state").on(t.state, t.decideBy), k.index("dispute_period").on(t.period)],
  );

  /** A change that touches a closed month: shadow result against the frozen one, until approved. */
  const correction = k.table(
    "correction",
    {
      id: k.text().primaryKey(),
      period: k.text().notNull(),
      obligationKey: k.text().notNull(),
      item: k.text().notNull(),
      cycle: k.int().notNull(),
      carry: k.int().notNull(),
      recipientId: k.text().notNull().references(() => p.department.id),
      fromStanding: k.word(STANDINGS).notNull(),
      toStanding: k.word(STANDINGS).notNull(),
      reason: k.text().notNull(),
      state: k.word(["pending", "approved", "refused"]).notNull(),
      createdAt: k.instant().notNull(),
      decidedBy: k.text().references(() => p.person.id),
      decidedAt: k.instant(),
    },
    (t) => [k.index("correction_period").on(t.period, t.state)],
  );

  /** What counted in a closed month, with its explanation as it was read then. */
  const closedItem = k.table(
    "closed_item",
    {
      period: k.text().notNull(),
      obligationKey: k.text().notNull(),
      item: k.text().notNull(),
      cycle: k.int().notNull(),
      carry: k.int().notNull(),
      standing: k.word(STANDINGS).notNull(),
      reasons: k.json<readonly Reason[]>().notNull(),
    },
    (t) => [k.primaryKey({ columns: [t.period, t.obligationKey, t.item, t.cycle, t.carry] })],
  );

  return {
    importBatch,
    quarantine,
    task,
    taskRecipient,
    taskEvent,
    occurrence,
    occurrenceChange,
    occurrenceInput,
    verdict,
    tally,
    excuse,
    dispute,
    correction,
    closedItem,
  };
}
export type WorkTables = ReturnType<typeof workTables>;
