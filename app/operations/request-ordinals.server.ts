import { appliesToTask } from "#app/domain/agreement/applies-to.ts";
import { isPlannedTask } from "#app/domain/occurrence/act-on-occurrence.ts";
import { addDays } from "#app/domain/time/local-date.ts";
import { localDateOf, startOfDate, zoneOf } from "#app/domain/time/zone.ts";
import type { ObligationRow } from "#db/queries/agreements.server.ts";
import { loadRequestsOfProduct } from "#db/queries/request-days.server.ts";
import type { AskedTask } from "#db/queries/request-days.server.ts";
import { loadRecipients } from "#db/queries/tasks.server.ts";
import type { Store } from "#db/store.ts";
import type { AgreementBook } from "./agreement-book.server.ts";

/** Place of a request among those of its day under one promise, from 1; undefined where the promise does not ask for it. */
export interface RequestOrdinals {
  of(taskId: string, obligationKey: string): number | undefined;
}

const NONE: RequestOrdinals = { of: () => undefined };

const hasVolume = ({ terms }: ObligationRow): boolean => (terms.kind === "timing" || terms.kind === "response") && terms.volume !== undefined;

const bandsOf = new WeakMap<AgreementBook, ReadonlySet<string>>();

/** Products with a volume band in some text: found once a book, so that tasks of all others cost nothing. */
function bandedProducts(book: AgreementBook): ReadonlySet<string> {
  const known = bandsOf.get(book);
  if (known) return known;
  const found = new Set([...book.versions.keys()].flatMap((id) => book.obligationsOf(id).filter(hasVolume).map((row) => row.productId)));
  bandsOf.set(book, found);
  return found;
}

/**
 * Counts the requests of the day for the tasks whose promises have a volume band: those of the same product and agreement, in the order
 * of asking (instant, then id), on one local date of the calendar's zone. A request that is not sent yet stands at the end of its instant.
 */
export async function findOrdinals(store: Store, book: AgreementBook, tasks: readonly AskedTask[], recipientsOf: ReadonlyMap<string, readonly string[]>): Promise<RequestOrdinals> {
  const banded = bandedProducts(book);
  const wanted = tasks.filter((task) => banded.has(task.productId)).flatMap((task) =>
    matchesOf(book, task, recipientsOf.get(task.id) ?? [task.clientId]).flatMap((item) =>
      book
        .obligationsOf(item.versionId)
        .filter((row) => hasVolume(row) && !isPlannedTask(task.attributes) && row.productId === task.productId && appliesToTask(row.terms, task.attributes))
        .map((obligation) => {
          const { zone } = book.calendarFor(book.agreements.get(item.agreementId)!, obligation.terms.calendar, item.recipientId).calendar;
          const day = localDateOf(zone, task.requestedAt);
          return { task, agreementId: item.agreementId, key: obligation.key, from: startOfDate(zone, day), to: startOfDate(zone, addDays(day, 1)) };
        }),
    ),
  );
  if (wanted.length === 0) return NONE;
  const days = new Map<string, Promise<{ readonly asked: AskedTask; readonly agreementIds: readonly string[] }[]>>();
  const load = async (productId: string, from: number, to: number) => {
    // A planned delivery that was handed over was never asked for.
    const asked = (await loadRequestsOfProduct(store, productId, from, to)).filter((one) => !isPlannedTask(one.attributes));
    const recipients = await loadRecipients(store, asked.map((one) => one.id));
    return asked.map((one) => ({ asked: one, agreementIds: matchesOf(book, one, recipients.get(one.id) ?? [one.clientId]).map((item) => item.agreementId) }));
  };
  const found = new Map<string, number>();
  for (const { task, agreementId, key, from, to } of wanted) {
    const name = `${task.productId} ${from}`;
    if (!days.has(name)) days.set(name, load(task.productId, from, to));
    const before = (await days.get(name)!).filter(({ asked, agreementIds }) => agreementIds.includes(agreementId) && asked.id !== task.id && isBefore(asked, task));
    found.set(`${task.id}\n${key}`, before.length + 1);
  }
  return { of: (taskId, obligationKey) => found.get(`${taskId}\n${obligationKey}`) };
}

/** The agreements of a task, each with its first recipient under it. */
function matchesOf(book: AgreementBook, task: AskedTask, recipients: readonly string[]): { readonly agreementId: string; readonly versionId: string; readonly recipientId: string }[] {
  const date = localDateOf(zoneOf(book.organisation.zone), task.requestedAt);
  const found = new Map<string, { agreementId: string; versionId: string; recipientId: string }>();
  for (const recipientId of recipients) {
    const match = book.match({ productId: task.productId, providerId: task.askedProviderId ?? task.providerId, recipientId, date });
    if (match && !found.has(match.agreementId)) found.set(match.agreementId, { ...match, recipientId });
  }
  return [...found.values()];
}

const isBefore = (a: { readonly id: string; readonly requestedAt: number }, b: { readonly id: string; readonly requestedAt: number }): boolean =>
  a.requestedAt < b.requestedAt || (a.requestedAt === b.requestedAt && (b.id === "" || a.id < b.id));
