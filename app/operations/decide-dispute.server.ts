import type { TaskEvent } from "#app/domain/evaluation/task-event.ts";
import { effectiveEvents } from "#app/domain/evaluation/effective-events.ts";
import { summariseTask } from "#app/domain/evaluation/task-state.ts";
import { decideDispute, type DisputeDecider, type DisputeDecision } from "#app/domain/dispute/decide-dispute.ts";
import type { SentFile } from "#app/domain/evidence/check-evidence.ts";
import { ok, refused, type Result } from "#app/domain/refusal.ts";
import { decideCorrections, findDispute, findDisputedVerdict, insertExcuse, updateDispute } from "#db/queries/disputes.server.ts";
import type { DisputeRow } from "#db/queries/disputes.server.ts";
import { loadPeriod, touchPeriods } from "#db/queries/periods.server.ts";
import { findInvitation } from "#db/queries/ratings.server.ts";
import { addToTallies } from "#db/queries/scorecards.server.ts";
import { findTask, loadToldEvents } from "#db/queries/task-page.server.ts";
import { advanceTasks, insertEvents } from "#db/queries/tasks.server.ts";
import { insertCorrections, loadCorrectionsOf, upsertVerdicts } from "#db/queries/verdicts.server.ts";
import type { ExcuseRow, VerdictRow } from "#db/queries/verdicts.server.ts";
import { newId } from "#db/new-id.server.ts";
import { StaleWriteError } from "#db/store.ts";
import type { Unit, Writer } from "#db/store.ts";
import { judgeNow } from "./act-on-task.server.ts";
import { attachEvidence } from "./attach-evidence.server.ts";
import type { OperationContext } from "./context.ts";
import { openPass } from "./evaluate-tasks.server.ts";
import { quartersOpenFor } from "./quarter-open-for.server.ts";
import { voidingOf } from "./void-answers.server.ts";
import { changesOf, moveOf, newCorrections } from "./write-verdicts.server.ts";

export interface DecideDispute {
  readonly disputeId: string;
  /** The version that the person saw; another one refuses. */
  readonly rowVersion: number;
  readonly decision: DisputeDecision;
  readonly by: DisputeDecider;
  readonly files?: readonly SentFile[];
}

/** What a decision does besides ending the objection. */
interface Effect {
  readonly build: (w: Writer) => Unit;
  /** The task to judge again at once. */
  readonly judge: string | null;
}

const NOTHING: Effect = { build: () => [], judge: null };

/**
 * Ends an objection in one transaction with what it changes: an excuse over the verdict with its tally, a correcting event, an answer
 * that counts no longer. In a sealed or closed month the same decision becomes an approved correction of that month; its verdict stays.
 */
export async function decideOnDispute(ctx: OperationContext, command: DecideDispute): Promise<Result<{ readonly state: string }>> {
  const { store, now } = ctx;
  const { decision, by } = command;
  const row = await findDispute(store, command.disputeId);
  if (!row) return refused("not_found");
  if (row.rowVersion !== command.rowVersion) return refused("changed_meanwhile");
  const verdict = await findDisputedVerdict(store, row);
  const decided = decideDispute({ ...row, outcome: verdict?.outcome ?? null }, decision, by, now);
  if (!decided.ok) return decided;
  const effect = await effectOf(ctx, row, verdict, decision, by);
  if (!effect.ok) return effect;
  const evidence = await attachEvidence(ctx, command.files ?? [], { disputeId: row.id, attachedTo: "decision", personId: by.personId });
  if (!evidence.ok) return evidence;
  const text = decision.type === "withdraw" ? null : decision.text.trim();
  try {
    await store.writeAll((w) => [updateDispute(store, w, row, { state: decided.value, decidedBy: by.personId, decidedAt: now, decision: text }), ...effect.value.build(w), ...evidence.value.build(w)], {
      at: now, actor: ctx.actor, action: `dispute.${decision.type}`, entity: "dispute", entityId: row.id,
      details: { before: row.state, after: decided.value, period: row.period, ...(decision.type === "excuse" ? { reason: decision.reason } : {}), ...(evidence.value.keys.length > 0 ? { files: evidence.value.keys } : {}) },
    });
  } catch (error) {
    if (error instanceof StaleWriteError) return refused("changed_meanwhile");
    throw error;
  }
  if (effect.value.judge !== null) await judgeNow(ctx, effect.value.judge);
  return ok({ state: decided.value });
}

async function effectOf(ctx: OperationContext, row: DisputeRow, verdict: VerdictRow | null, decision: DisputeDecision, by: DisputeDecider): Promise<Result<Effect>> {
  if (decision.type === "excuse") return verdict ? ok(await excuse(ctx, verdict, decision, by)) : refused("unknown_verdict");
  if (decision.type === "correct") return correct(ctx, row, decision, by);
  if (decision.type === "void_answer") return voidIt(ctx, row, decision, by);
  return ok(NOTHING);
}

async function excuse(ctx: OperationContext, verdict: VerdictRow, decision: DisputeDecision & { type: "excuse" }, by: DisputeDecider): Promise<Effect> {
  const { store, now } = ctx;
  const { obligationKey, item, cycle, carry } = verdict;
  const excuseRow: ExcuseRow = {
    id: newId(), obligationKey, item, cycle, carry, reason: decision.reason, note: decision.text.trim(), evidence: null, agreedByProvider: null, agreedByClient: null, decidedBy: by.personId, createdAt: now, withdrawnAt: null,
  };
  const { periods } = await openPass(ctx);
  // The stored verdict is found again as it is; only the excuse over it is new.
  const changes = changesOf([verdict], [verdict], [excuseRow], periods);
  const decided = { state: "approved" as const, decidedBy: by.personId, decidedAt: now };
  const corrections = (await newCorrections(ctx, changes)).map((one) => ({ ...one, reason: `dispute: ${decision.reason}`, ...decided }));
  // The same move may wait already, proposed by late data.
  const moves = new Set(changes.corrections.map(moveOf));
  const waiting = (await loadCorrectionsOf(store, [obligationKey])).filter((one) => one.state === "pending" && moves.has(moveOf(one))).map((one) => one.id);
  const quarters = corrections.length + waiting.length > 0 ? await quartersOpenFor(store, changes.corrections.map((one) => one.period)) : [];
  return {
    build: (w) => [
      ...touchPeriods(store, w, [...changes.months, ...quarters]),
      insertExcuse(store, w, excuseRow),
      ...upsertVerdicts(store, w, changes.rows),
      ...addToTallies(store, w, changes.tallies),
      ...insertCorrections(store, w, corrections),
      ...(waiting.length > 0 ? [decideCorrections(store, w, waiting, decided)] : []),
    ],
    judge: null,
  };
}

async function correct(ctx: OperationContext, row: DisputeRow, decision: DisputeDecision & { type: "correct" }, by: DisputeDecider): Promise<Result<Effect>> {
  const { store, now } = ctx;
  const task = row.subjectId === null ? null : await findTask(store, row.subjectId);
  if (!task) return refused("not_found");
  const history = await loadToldEvents(store, task.id);
  const target = effectiveEvents(history, now).find((event) => event.id === decision.eventId);
  if (!target) return refused("unknown_event", undefined, "eventId");
  if (target.type === "requested" && decision.occurredAt === null) return refused("request_stays", undefined, "eventId");
  const seq = task.seq + 1;
  const payload = { eventId: target.id, reason: decision.text.trim(), ...(decision.occurredAt === null ? { retracted: true } : { occurredAt: decision.occurredAt }) };
  const event = { taskId: task.id, seq, id: `portal-${newId()}`, type: "corrected" as const, occurredAt: now, receivedAt: now, sourceOrder: seq, payload, actorId: by.personId, source: "portal", batchId: null };
  const after: TaskEvent[] = [...history, event];
  const summary = summariseTask(after);
  return ok({
    build: (w) => [
      ...advanceTasks(store, w, [{ id: task.id, fromSeq: task.seq, seq, state: summary.state, requestedAt: summary.requestedAt ?? task.requestedAt, deliveredAt: summary.deliveredAt }]),
      ...insertEvents(store, w, [event]),
    ],
    judge: task.id,
  });
}

async function voidIt(ctx: OperationContext, row: DisputeRow, decision: DisputeDecision & { type: "void_answer" }, by: DisputeDecider): Promise<Result<Effect>> {
  const { store } = ctx;
  const invitation = row.subjectId === null ? null : await findInvitation(store, row.subjectId);
  const period = invitation && (await loadPeriod(store, invitation.period));
  if (!invitation || !period) return refused("not_found");
  // Frozen counts of answers stay; the next period starts without it.
  if (period.state === "sealed" || period.state === "closed") return refused("period_closed", { period: period.month });
  const voiding = await voidingOf(ctx, [{ id: invitation.id, raterId: invitation.personId, providerId: invitation.providerId }], decision.text.trim(), by.personId);
  return ok({ build: (w) => [...touchPeriods(store, w, [period.month]), ...voiding(w)], judge: null });
}
