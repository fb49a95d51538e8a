import { randomInt } from "node:crypto";
import { ok, refused } from "#app/domain/refusal.ts";
import type { Result } from "#app/domain/refusal.ts";
import { foldKey } from "#app/domain/names.ts";
import { startOfDate } from "#app/domain/time/zone.ts";
import { localDateOf, zoneOf } from "#app/domain/time/zone.ts";
import { addDays, readDay } from "#app/domain/time/local-date.ts";
import type { TaskEvent } from "#app/domain/evaluation/task-event.ts";
import { loadProducts } from "#db/queries/directory.server.ts";
import { insertEvents, insertRecipients, insertTasks } from "#db/queries/tasks.server.ts";
import { newId, newTaskId } from "#db/new-id.server.ts";
import { DuplicateError } from "#db/store.ts";
import { judgeNow } from "./act-on-task.server.ts";
import type { OperationContext } from "./context.ts";
import { openPass } from "./evaluate-tasks.server.ts";
import { findOrdinals } from "./request-ordinals.server.ts";
import { explainTask } from "./explain-task.server.ts";
import type { ExplainedTask } from "./explain-task.server.ts";

export interface TaskRequest {
  readonly productId: string;
  /** The department that asks: one of the person's own. */
  readonly clientId: string;
  readonly personId: string;
  /** Local date of the organisation, `YYYY-MM-DD`; null = as promised. */
  readonly neededBy: string | null;
  /** Empty = the product's name. */
  readonly title: string;
}

export const LONGEST_TITLE = 200;

/**
 * What a request sent now would be promised, by the evaluation itself; null when no agreement applies
 * (legal, shown, never scored) or the product is gone.
 */
export async function previewRequest(ctx: OperationContext, request: Pick<TaskRequest, "productId" | "clientId">): Promise<ExplainedTask | null> {
  const product = (await loadProducts(ctx.store)).find((row) => row.id === request.productId);
  if (!product) return null;
  const task = { id: "", productId: product.id, providerId: product.providerId, clientId: request.clientId, requestedAt: ctx.now, attributes: {} };
  const pass = await openPass(ctx);
  pass.ordinals = await findOrdinals(ctx.store, pass.book, [task], new Map());
  return explainTask(ctx.now, pass, task, [requestedAt(ctx.now)], [request.clientId]);
}

const requestedAt = (now: number): TaskEvent => ({ id: "requested", type: "requested", occurredAt: now, receivedAt: now, sourceOrder: 0, payload: {} });

/** Writes a request down and judges it at once. The client's wanted date becomes a proposal, not a promise. */
export async function requestTask(ctx: OperationContext, request: TaskRequest): Promise<Result<{ readonly taskId: string; readonly externalId: string }>> {
  const { store, now } = ctx;
  const title = request.title.trim();
  if (title.length > LONGEST_TITLE) return refused("title_too_long", { longest: LONGEST_TITLE }, "title");
  const [{ book }, products] = await Promise.all([openPass(ctx), loadProducts(store)]);
  const product = products.find((row) => row.id === request.productId);
  if (!product) return refused("unknown_product", undefined, "productId");
  const zone = zoneOf(book.organisation.zone);
  const today = localDateOf(zone, now);
  const wantedAt = request.neededBy === null ? null : wantedInstant(request.neededBy, zone);
  if (request.neededBy !== null && wantedAt === null) return refused("not_a_date", { value: request.neededBy.slice(0, 40) }, "neededBy");
  if (request.neededBy !== null && request.neededBy < today) return refused("date_is_past", undefined, "neededBy");

  for (let attempt = 1; ; attempt += 1) {
    const taskId = newTaskId(now);
    const externalId = `R-${today.slice(2).replaceAll("-", "")}-${number()}`;
    const name = title === "" ? (product.name.ru ?? product.name.en ?? product.code) : title;
    const event = (seq: number, type: TaskEvent["type"], payload: TaskEvent["payload"]) => ({
      taskId, seq, id: `portal-${newId()}`, type, occurredAt: now, receivedAt: now, sourceOrder: seq, payload, actorId: request.personId, source: "portal", batchId: null,
    });
    const events = [event(1, "requested", {}), ...(wantedAt === null ? [] : [event(2, "due_proposed", { by: "client", at: wantedAt })])];
    try {
      await store.writeAll(
        (w) => [
          ...insertTasks(store, w, [
            {
              id: taskId, source: "portal", externalId, productId: product.id, providerId: product.providerId, clientId: request.clientId, requesterId: request.personId, assigneeId: null,
              title: name, searchKey: foldKey(`${externalId} ${name}`), attributes: {}, state: "requested", requestedAt: now, deliveredAt: null, acceptUntil: null, dueAt: null,
              outcome: null, agreementId: null, versionId: null, seq: events.length, evaluatedSeq: 0, nextChangeAt: 0,
            },
          ]),
          ...insertRecipients(store, w, [{ taskId, departmentId: request.clientId, position: 0 }]),
          ...insertEvents(store, w, events),
        ],
        { at: now, actor: ctx.actor, action: "task.request", entity: "task", entityId: taskId, details: { externalId, productId: product.id, clientId: request.clientId } },
      );
      await judgeNow(ctx, taskId);
      return ok({ taskId, externalId });
    } catch (error) {
      // The number is taken: another one.
      if (!(error instanceof DuplicateError) || attempt >= 5) throw error;
    }
  }
}

/** The end of the day by which it is needed. */
function wantedInstant(date: string, zone: ReturnType<typeof zoneOf>): number | null {
  return readDay(date) === null ? null : startOfDate(zone, addDays(date, 1)) - 60_000;
}

const LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
const number = (): string => Array.from({ length: 5 }, () => LETTERS[randomInt(LETTERS.length)]).join("");
