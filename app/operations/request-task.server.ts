import { randomInt } from "node:crypto";
import { ok, refused } from "#app/domain/refusal.ts";
import type { Result } from "#app/domain/refusal.ts";
import { LONGEST_WORDS } from "#app/domain/composer/compose-text.ts";
import { foldKey } from "#app/domain/names.ts";
import { startOfDate } from "#app/domain/time/zone.ts";
import { localDateOf, zoneOf } from "#app/domain/time/zone.ts";
import { addDays, DAY_MS, readDay } from "#app/domain/time/local-date.ts";
import type { TaskEvent } from "#app/domain/evaluation/task-event.ts";
import { workingDaysAfter } from "#app/domain/task/read-facts.ts";
import { otherSide } from "#app/domain/task/task-acts.ts";
import type { TaskSide } from "#app/domain/task/task-acts.ts";
import { MOST_DAYS_BACK, needsYes } from "#app/domain/task/told-entry.ts";
import type { ToldChannel } from "#app/domain/task/told-entry.ts";
import { insertTaskEntry } from "#db/queries/task-entries.server.ts";
import { loadProducts } from "#db/queries/directory.server.ts";
import { insertEvents, insertRecipients, insertTasks } from "#db/queries/tasks.server.ts";
import type { NewTask, NewTaskEvent } from "#db/queries/tasks.server.ts";
import { newId, newTaskId } from "#db/new-id.server.ts";
import { DuplicateError } from "#db/store.ts";
import { judgeNow } from "./act-on-task.server.ts";
import type { OperationContext } from "./context.ts";
import { openPass } from "./evaluate-tasks.server.ts";
import { notices } from "./notify.server.ts";
import { tellAboutTask } from "./tell-about-task.server.ts";
import { tellThirdBeyond } from "./third-beyond.server.ts";
import { findOrdinals } from "./request-ordinals.server.ts";
import { calendarOfProvider, explainTask } from "./explain-task.server.ts";
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
  /** What is asked, in the person's own words; at most `LONGEST_WORDS`. */
  readonly words?: string;
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

/** A request that came another way and is written down later, by either side. */
export interface ToldRequest {
  /** Who writes it down. */
  readonly side: TaskSide;
  readonly toldBy: string;
  readonly channel: ToldChannel;
  /** When it was asked. */
  readonly askedAt: number;
}

export interface MadeRequest {
  readonly taskId: string;
  readonly externalId: string;
  /** The entry that waits for the other side's yes; null = the request counts. */
  readonly entryId: string | null;
}

/**
 * Writes a request down and judges it at once. The client's wanted date becomes a proposal, not a promise. One that the provider writes
 * down, or the client more than a working day late, begins with the other side's yes.
 */
export async function requestTask(ctx: OperationContext, request: TaskRequest, told?: ToldRequest): Promise<Result<MadeRequest>> {
  const { store, now } = ctx;
  const title = request.title.trim();
  if (title.length > LONGEST_TITLE) return refused("title_too_long", { longest: LONGEST_TITLE }, "title");
  const words = request.words?.trim() ?? "";
  if (words.length > LONGEST_WORDS) return refused("words_too_long", { longest: LONGEST_WORDS }, "text");
  const [pass, products] = await Promise.all([openPass(ctx), loadProducts(store)]);
  const product = products.find((row) => row.id === request.productId);
  if (!product) return refused("unknown_product", undefined, "productId");
  const zone = zoneOf(pass.book.organisation.zone);
  const askedAt = told?.askedAt ?? now;
  if (askedAt > now) return refused("in_the_future", undefined, "asked");
  if (now - askedAt > MOST_DAYS_BACK * DAY_MS) return refused("too_long_ago", { days: MOST_DAYS_BACK }, "asked");
  const askedOn = localDateOf(zone, askedAt);
  const wantedAt = request.neededBy === null ? null : wantedInstant(request.neededBy, zone);
  if (request.neededBy !== null && wantedAt === null) return refused("not_a_date", { value: request.neededBy.slice(0, 40) }, "neededBy");
  if (request.neededBy !== null && request.neededBy < askedOn) return refused(told ? "needed_before_asked" : "date_is_past", undefined, "neededBy");
  const calendar = calendarOfProvider(pass.book, { ...product, clientId: request.clientId })?.calendar ?? null;
  const waits = told !== undefined && needsYes({ type: "request" }, told.side, workingDaysAfter(calendar, askedAt, 1), now);

  for (let attempt = 1; ; attempt += 1) {
    const taskId = newTaskId(now);
    const externalId = `R-${askedOn.slice(2).replaceAll("-", "")}-${number()}`;
    const name = title === "" ? (product.name.ru ?? product.name.en ?? product.code) : title;
    const row: NewTask = {
      id: taskId, source: "portal", externalId, productId: product.id, providerId: product.providerId, clientId: request.clientId, requesterId: request.personId, assigneeId: null,
      title: name, searchKey: foldKey(`${externalId} ${name}`), attributes: {}, state: "requested", requestedAt: askedAt, deliveredAt: null, acceptUntil: null, dueAt: null,
      outcome: null, agreementId: null, versionId: null, seq: 0, evaluatedSeq: 0, nextChangeAt: 0,
    };
    const event = (type: TaskEvent["type"], payload: TaskEvent["payload"]) => ({ type, payload });
    const said = { ...(told ? { channel: told.channel } : {}), ...(words === "" ? {} : { note: words }) };
    const events = [...(waits ? [] : [event("requested", said)]), ...(wantedAt === null ? [] : [event("due_proposed", { by: "client" as const, at: wantedAt })])].map(({ type, payload }, index): NewTaskEvent => ({
      taskId, seq: index + 1, id: `portal-${newId()}`, type, occurredAt: askedAt, receivedAt: now, sourceOrder: index + 1, payload, actorId: told?.toldBy ?? request.personId, source: "portal", batchId: null,
    }));
    const entryId = waits ? newId() : null;
    const tell = waits ? await notices(store, await tellAboutTask(ctx, { ...row, requesterId: request.personId, assigneeId: null }, { kind: "task_entry_told", side: otherSide(told.side), about: taskId }, told.toldBy), now) : () => [];
    try {
      await store.writeAll(
        (w) => [
          ...insertTasks(store, w, [{ ...row, seq: events.length }]),
          ...insertRecipients(store, w, [{ taskId, departmentId: request.clientId, position: 0 }]),
          ...insertEvents(store, w, events),
          ...(entryId === null || !told
            ? []
            : [
                insertTaskEntry(store, w, {
                  id: entryId, taskId, side: told.side, command: { type: "request" }, occurredAt: askedAt, channel: told.channel, toldBy: told.toldBy, forPersonId: null, toldAt: now, state: "waiting",
                  answeredBy: null, answeredAt: null, answer: null,
                }),
              ]),
          ...tell(w),
        ],
        { at: now, actor: ctx.actor, action: told ? "task.log" : "task.request", entity: "task", entityId: taskId, details: { externalId, productId: product.id, clientId: request.clientId, ...(told ? { askedAt, channel: told.channel, entryId } : {}) } },
      );
    } catch (error) {
      // The number is taken: another one.
      if (!(error instanceof DuplicateError) || attempt >= 5) throw error;
      continue;
    }
    await judgeNow(ctx, taskId, pass);
    if (!waits) await tellThirdBeyond(ctx, taskId);
    return ok({ taskId, externalId, entryId });
  }
}

/** The end of the day by which it is needed. */
function wantedInstant(date: string, zone: ReturnType<typeof zoneOf>): number | null {
  return readDay(date) === null ? null : startOfDate(zone, addDays(date, 1)) - 60_000;
}

const LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
const number = (): string => Array.from({ length: 5 }, () => LETTERS[randomInt(LETTERS.length)]).join("");
