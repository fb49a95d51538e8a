import { lastMiss, nextDelivery, watchTimes, type WatchEnd } from "#app/domain/relationship/watch.ts";
import { occurrenceRef, taskRef } from "#app/domain/evaluation/chain.ts";
import { addMonths } from "#app/domain/time/local-date.ts";
import { localDateOf, zoneOf } from "#app/domain/time/zone.ts";
import type { AgreementRow, ObligationRow } from "#db/queries/agreements.server.ts";
import { loadOrganisation } from "#db/queries/directory.server.ts";
import { loadTallies } from "#db/queries/scorecards.server.ts";
import { findBreachAt, findNextOccurrence, findNextTask, insertWatch, loadNewestDecided, loadOpenWatches, loadWatchVerdicts, updateWatch, type WatchRow } from "#db/queries/watches.server.ts";
import { openAgreementBook, groupBy, type AgreementBook } from "../agreement-book.server.ts";
import type { OperationContext } from "../context.ts";
import { askForWords } from "./ask-for-words.server.ts";

/** A miss in the month before the last one is no reason to watch any more. */
const MONTHS_BACK = 2;

export interface WatchedDeliveries {
  readonly begun: number;
  readonly ended: number;
  readonly asked: number;
}

/**
 * Watches the next delivery of a product to a client after one was missed, ends watches whose delivery is decided, and asks for the words
 * that are due. Run again it changes nothing: a delivery is watched once, a notice is given once.
 */
export async function watchDeliveries(ctx: OperationContext): Promise<WatchedDeliveries> {
  const organisation = await loadOrganisation(ctx.store);
  if (!organisation) return { begun: 0, ended: 0, asked: 0 };
  const month = localDateOf(zoneOf(organisation.zone), ctx.now).slice(0, 7);
  const book = await openAgreementBook(ctx.store);
  const promises = punctualPromises(book);
  const ended = await endDecided(ctx, book, promises);
  const begun = await beginNew(ctx, book, promises, Array.from({ length: MONTHS_BACK }, (_, back) => addMonths(month, -back)));
  const asked = await askForWords(ctx, await loadOpenWatches(ctx.store, "all"));
  return { begun, ended, asked };
}

/** Ends watches whose promise is decided or has left the count, and follows due times that both sides moved. */
async function endDecided(ctx: OperationContext, book: AgreementBook, promises: Promises): Promise<number> {
  const { store, now } = ctx;
  const rows = await loadWatchVerdicts(store);
  const ending = rows.flatMap(({ watch, standing, decidedAt }) => {
    const end = endOf(standing, decidedAt);
    return end === null ? [] : [{ watch, end }];
  });
  if (ending.length > 0)
    await store.writeAll((w) => ending.map(({ watch, end }) => updateWatch(store, w, watch, { endedAs: end, endedAt: now })), { at: now, actor: ctx.actor, action: "watch.end", entity: "watched_delivery", entityId: "all", rows: ending.length });
  const moved = rows.filter(({ watch, standing, decidedAt, dueAt }) => endOf(standing, decidedAt) === null && dueAt !== null && dueAt !== watch.dueAt);
  for (const { watch, dueAt } of moved) {
    const calendar = calendarOf(book, promises, watch);
    // A word that was given holds for the new time too; one that was asked for is asked for again.
    const times = watch.word === null && calendar ? watchTimes({ beginsAt: watch.beginsAt, dueAt: dueAt! }, watch.createdAt, calendar) : {};
    await store.writeAll((w) => [updateWatch(store, w, watch, { dueAt: dueAt!, ...times })], { at: now, actor: ctx.actor, action: "watch.move", entity: "watched_delivery", entityId: watch.item });
  }
  return ending.length;
}

/** How a watch ended by what its promise counts as; null while it is open. A planned delivery that is gone has no verdict. */
function endOf(standing: string | null, decidedAt: number | null): WatchEnd | null {
  if (standing === null || standing === "void" || standing === "excused") return "void";
  if (decidedAt === null) return null;
  return standing === "met" ? "kept" : standing === "breached" ? "missed" : "void";
}

type Promises = ReadonlyMap<string, ObligationRow>;

interface Line {
  readonly agreement: AgreementRow;
  readonly productId: string;
  readonly recipientId: string;
  readonly keys: readonly string[];
}

async function beginNew(ctx: OperationContext, book: AgreementBook, promises: Promises, months: readonly string[]): Promise<number> {
  const { store, now } = ctx;
  const broken = (await loadTallies(store, months)).filter((row) => row.standing === "breached" && row.n > 0 && promises.has(row.obligationKey));
  const decided = await loadNewestDecided(store, [...new Set(broken.flatMap((row) => siblings(promises, row.obligationKey)))], months);
  const rows: WatchRow[] = [];
  for (const line of linesOf(promises, book, broken)) {
    const missed = lastMiss(decided.filter((row) => row.recipientId === line.recipientId && line.keys.includes(row.obligationKey)));
    const next = missed && nextDelivery(await comingOf(ctx, book, line));
    if (!next) continue;
    const { obligationKey, item, beginsAt, dueAt, columns } = next;
    const missedItem = await findBreachAt(store, missed.obligationKey, line.recipientId, months, missed.decidedAt);
    const calendar = calendarOf(book, promises, { agreementId: line.agreement.id, obligationKey, clientId: line.recipientId });
    if (missedItem === null || !calendar) continue;
    rows.push({
      ...columns, item, obligationKey, agreementId: line.agreement.id, productId: line.productId, providerId: line.agreement.providerId, clientId: line.recipientId, missedKey: missed.obligationKey, missedItem,
      beginsAt, dueAt, ...watchTimes(next, now, calendar), word: null, newAt: null, reason: null, saidBy: null, saidAt: null, endedAs: null, endedAt: null, createdAt: now, rowVersion: 1,
    });
  }
  const known = new Set((await loadOpenWatches(store, "all")).map((row) => row.item));
  const fresh = rows.filter((row) => !known.has(row.item));
  if (fresh.length > 0) await store.writeAll((w) => fresh.map((row) => insertWatch(store, w, row)), { at: now, actor: ctx.actor, action: "watch.begin", entity: "watched_delivery", entityId: "all", rows: fresh.length });
  return fresh.length;
}

/** Deliveries ahead on a line: the next request and the next planned one. */
async function comingOf({ store, now }: OperationContext, book: AgreementBook, { agreement, productId, recipientId, keys }: Line) {
  const [task, occurrence] = await Promise.all([findNextTask(store, { providerIds: book.tree.withBelow(agreement.providerId), clientIds: [recipientId] }, productId, keys, now), findNextOccurrence(store, keys, now)]);
  return [
    ...(task ? [{ item: taskRef(task.taskId), beginsAt: task.requestedAt, dueAt: task.dueAt, obligationKey: task.obligationKey, columns: { taskId: task.taskId, verdictItem: `t:${task.taskId}` } }] : []),
    ...(occurrence ? [{ item: occurrenceRef(occurrence.obligationKey, occurrence.scheduledOn), beginsAt: occurrence.windowFrom, dueAt: occurrence.dueAt, obligationKey: occurrence.obligationKey, columns: { taskId: null, verdictItem: `o:${occurrence.scheduledOn}` } }] : []),
  ];
}

/** Promises about when something is delivered, by key, each as its newest version has it. Being late is what a word can still prevent. */
function punctualPromises(book: AgreementBook): Promises {
  return new Map([...book.versions.keys()].flatMap((id) => book.obligationsOf(id)).filter((row) => row.kind === "timing" || row.kind === "frequency").map((row) => [row.key, row]));
}

/** The promises of the same agreement about the same product. */
function siblings(promises: Promises, key: string): readonly string[] {
  const own = promises.get(key)!;
  return [...promises.values()].filter((row) => row.agreementId === own.agreementId && row.productId === own.productId).map((row) => row.key);
}

/** What was missed, as one line a product and recipient. */
function linesOf(promises: Promises, book: AgreementBook, missed: readonly { readonly obligationKey: string; readonly recipientId: string }[]): Line[] {
  const groups = groupBy(missed, (row) => `${promises.get(row.obligationKey)!.agreementId} ${promises.get(row.obligationKey)!.productId} ${row.recipientId}`);
  return [...groups.values()].flatMap(([first]) => {
    const promise = promises.get(first!.obligationKey)!;
    const agreement = book.agreements.get(promise.agreementId);
    return agreement ? [{ agreement, productId: promise.productId, recipientId: first!.recipientId, keys: siblings(promises, first!.obligationKey) }] : [];
  });
}

/** The calendar by which the promise is measured; null where the department has none. */
function calendarOf(book: AgreementBook, promises: Promises, { agreementId, obligationKey, clientId }: Pick<WatchRow, "agreementId" | "obligationKey" | "clientId">) {
  const agreement = book.agreements.get(agreementId);
  const promise = promises.get(obligationKey);
  return agreement && promise ? book.calendarFor(agreement, promise.terms.calendar, clientId).calendar : null;
}
