import { randomInt } from "node:crypto";
import type { AgreementSide } from "#app/domain/agreement/agreement-life.ts";
import type { FrequencyTerms } from "#app/domain/agreement/terms.ts";
import type { TaskEvent } from "#app/domain/evaluation/task-event.ts";
import { foldKey } from "#app/domain/names.ts";
import { decidePlannedAct, PLANNED_ATTRIBUTE } from "#app/domain/occurrence/act-on-occurrence.ts";
import type { PlannedAct, PlannedWork } from "#app/domain/occurrence/act-on-occurrence.ts";
import { ok, refused, type Result } from "#app/domain/refusal.ts";
import { newId, newTaskId } from "#db/new-id.server.ts";
import { findProduct } from "#db/queries/catalogue.server.ts";
import { insertOccurrenceInput, loadOccurrenceInputs, takeBackInput } from "#db/queries/occurrences.server.ts";
import type { OccurrenceInputRow } from "#db/queries/occurrences.server.ts";
import { insertEvents, insertRecipients, insertTasks } from "#db/queries/tasks.server.ts";
import { DuplicateError, StaleWriteError } from "#db/store.ts";
import type { AuditEntry } from "#db/store.ts";
import { judgeNow } from "./act-on-task.server.ts";
import type { OperationContext } from "./context.ts";
import { evaluateLine, explainOccurrence, frequencyLines } from "./evaluate-schedules.server.ts";
import type { JudgedOccurrence } from "./evaluate-schedules.server.ts";
import { openPass } from "./evaluate-tasks.server.ts";
import type { EvaluationPass } from "./evaluate-tasks.server.ts";

export interface ActOnOccurrence {
  readonly obligationKey: string;
  /** The occurrence's own date. */
  readonly date: string;
  readonly act: PlannedAct;
  /** Why what came is not the input. */
  readonly reason: string;
  readonly by: { readonly personId: string; readonly sides: readonly AgreementSide[] };
}

/** A planned delivery as the rules of working on it see it. */
export function workOf({ periods }: Pick<EvaluationPass, "periods">, { result, row, obligation }: JudgedOccurrence, inputs: readonly OccurrenceInputRow[]): PlannedWork {
  const windowTo = result.windowTo ?? result.occurrence.windowTo;
  return {
    needsInput: (obligation.terms as FrequencyTerms).afterInput !== undefined,
    inputAt: inputs.find((one) => one.scheduledOn === result.occurrence.date && one.takenBackAt === null)?.receivedAt ?? null,
    isDelivered: result.matchedDeliveryId !== undefined, isWaived: result.change === "waived", isFrozen: periods.isFrozen(row.period === "" ? periods.periodOf(windowTo) : row.period),
    windowFrom: Math.min(result.windowFrom, result.occurrence.windowFrom), windowTo: result.windowTo,
  };
}

/**
 * Notes that the client's input has come (the delivery's term begins with it), that what came is not it, or that the result is handed
 * over: a task of the portal that was never asked for. The line is judged at once; the other side accepts or returns the task.
 */
export async function actOnOccurrence(ctx: OperationContext, command: ActOnOccurrence): Promise<Result<{ readonly taskId: string | null }>> {
  const { store, now } = ctx;
  const { obligationKey, date, act, by } = command;
  const pass = await openPass(ctx);
  const [judged, inputs] = await Promise.all([explainOccurrence(ctx, pass, obligationKey, date), loadOccurrenceInputs(store, obligationKey)]);
  if (!judged) return refused("not_found");
  const decided = decidePlannedAct(workOf(pass, judged, inputs), act, by.sides, now, command.reason);
  if (!decided.ok) return decided;
  const mine = inputs.filter((row) => row.scheduledOn === date);
  const audit: AuditEntry = { at: now, actor: ctx.actor, action: `occurrence.${act}`, entity: "occurrence", entityId: `${obligationKey}@${date}` };
  let taskId: string | null = null;
  try {
    if (act === "input") {
      const row: OccurrenceInputRow = { obligationKey, scheduledOn: date, number: (mine.at(-1)?.number ?? 0) + 1, receivedAt: now, side: decided.value, saidBy: by.personId, saidAt: now, takenBackBy: null, takenBackAt: null, reason: null };
      await store.writeAll((w) => [insertOccurrenceInput(store, w, row)], { ...audit, details: { number: row.number, side: row.side } });
    } else if (act === "input_back") {
      const row = mine.find((one) => one.takenBackAt === null)!;
      await store.writeAll((w) => [takeBackInput(store, w, row, { takenBackBy: by.personId, takenBackAt: now, reason: command.reason.trim() })], { ...audit, details: { number: row.number, side: decided.value, reason: command.reason.trim() } });
    } else {
      taskId = await handOver(ctx, judged, by.personId, audit);
      await judgeNow(ctx, taskId);
    }
  } catch (error) {
    if (error instanceof StaleWriteError || error instanceof DuplicateError) return refused("changed_meanwhile");
    throw error;
  }
  await evaluateLine(ctx, pass, obligationKey, frequencyLines(pass.book).get(obligationKey)!);
  return ok({ taskId });
}

async function handOver(ctx: OperationContext, { obligation, agreement, recipientId, result }: JudgedOccurrence, personId: string, audit: AuditEntry): Promise<string> {
  const { store, now } = ctx;
  const product = (await findProduct(store, obligation.productId))!;
  const [taskId, clientId] = [newTaskId(ctx.now), agreement.clientDepartmentId ?? recipientId];
  const { date } = result.occurrence;
  const externalId = `P-${date.slice(2).replaceAll("-", "")}-${randomInt(1_000_000).toString().padStart(6, "0")}`;
  const title = `${obligation.name.ru ?? obligation.name.en ?? product.code}, ${date}`;
  const event = (seq: number, type: TaskEvent["type"]) => ({ taskId, seq, id: `portal-${newId()}`, type, occurredAt: now, receivedAt: now, sourceOrder: seq, payload: {}, actorId: personId, source: "portal", batchId: null });
  await store.writeAll(
    (w) => [
      ...insertTasks(store, w, [
        {
          id: taskId, source: "portal", externalId, productId: product.id, providerId: product.providerId, clientId, requesterId: null, assigneeId: personId, title, searchKey: foldKey(`${externalId} ${title}`),
          attributes: { [PLANNED_ATTRIBUTE]: date }, state: "delivered", requestedAt: now, deliveredAt: now, acceptUntil: null, dueAt: null, outcome: null, agreementId: null, versionId: null, seq: 2, evaluatedSeq: 0, nextChangeAt: 0,
        },
      ]),
      ...insertRecipients(store, w, [{ taskId, departmentId: clientId, position: 0 }]),
      ...insertEvents(store, w, [event(1, "requested"), event(2, "delivered")]),
    ],
    { ...audit, details: { taskId, externalId } },
  );
  return taskId;
}
