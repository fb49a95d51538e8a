import { RENEWAL_DAYS, reminderDue, renewalDue } from "#app/domain/agreement/answer-days.ts";
import { compileCalendar } from "#app/domain/calendar/calendar.ts";
import type { Calendar } from "#app/domain/calendar/calendar.ts";
import { addDays } from "#app/domain/time/local-date.ts";
import { findAgreement, loadVersionHeads } from "#db/queries/agreement-pages.server.ts";
import { loadCalendars } from "#db/queries/agreements.server.ts";
import { loadEnding, loadExpiring, loadProposals } from "#db/queries/negotiation.server.ts";
import type { OperationContext } from "./context.ts";
import { negotiate } from "./negotiate.server.ts";
import { openNegotiation, openNegotiationBook } from "./negotiation-state.server.ts";
import type { NegotiationBook } from "./negotiation-state.server.ts";
import { notify } from "./notify.server.ts";
import type { Notification } from "./notify.server.ts";

export interface WatchedAgreements {
  readonly expired: number;
  readonly escalated: number;
  readonly reminded: number;
  readonly renewals: number;
}

/**
 * The daily look at negotiations: proposals whose first day has come end, silence goes to the common superior,
 * those who are waited for are reminded, and both sides hear that a version ends. Running it again on the
 * same day does nothing more.
 */
export async function watchAgreements(ctx: OperationContext): Promise<WatchedAgreements> {
  const { store } = ctx;
  const book = await openNegotiationBook(ctx);
  const count = async (ids: readonly { readonly id: string }[], type: "expire" | "escalate") => {
    let done = 0;
    for (const { id } of ids) if ((await negotiate(ctx, { versionId: id, rowVersion: null, step: { type } }, book)).ok) done += 1;
    return done;
  };
  const expired = await count(await loadExpiring(store, book.today), "expire");
  const escalated = await count(await loadProposals(store, { before: book.today }), "escalate");
  const reminders = await remindersOf(ctx, book);
  const renewals = await renewalsOf(ctx, book);
  await notify(store, [...reminders, ...renewals], ctx.now);
  return { expired, escalated, reminded: reminders.length, renewals: renewals.length };
}

async function remindersOf(ctx: OperationContext, book: NegotiationBook): Promise<Notification[]> {
  const calendar = await organisationCalendar(ctx, book);
  const all: Notification[] = [];
  for (const { id } of await loadProposals(ctx.store, null)) {
    const opened = await openNegotiation(ctx, id, null, book);
    if (!opened.ok) continue;
    const { life, agreement, version } = opened.value;
    const due = reminderDue(life, book.today, calendar);
    if (!due) continue;
    const refs = { agreementId: agreement.id, versionId: id, number: String(version.number) };
    all.push(...book.parties.speakersOf(agreement, due.side).map((personId): Notification => ({ kind: "agreement_waits", personId, refs, about: `${id}:${due.side}:${due.day}` })));
  }
  return all;
}

async function renewalsOf(ctx: OperationContext, book: NegotiationBook): Promise<Notification[]> {
  const ending = await loadEnding(ctx.store, book.today, addDays(book.today, Math.max(...RENEWAL_DAYS)));
  const heads = await loadVersionHeads(ctx.store, [...new Set(ending.map((row) => row.agreementId))]);
  const all: Notification[] = [];
  for (const version of ending) {
    const days = renewalDue(version.to, book.today);
    // What is followed by an agreed text, or was ended on purpose, needs no renewal.
    const isFollowed = heads.some((row) => row.agreementId === version.agreementId && row.state === "agreed" && row.from > version.from);
    if (days === null || isFollowed || version.state === "terminated") continue;
    const agreement = await findAgreement(ctx.store, version.agreementId);
    if (!agreement) continue;
    const refs = { agreementId: agreement.id, versionId: version.id, number: String(version.number), to: version.to ?? "" };
    const people = new Set((["provider", "client"] as const).flatMap((side) => book.parties.speakersOf(agreement, side)));
    all.push(...[...people].map((personId): Notification => ({ kind: "agreement_ends", personId, refs, about: `${version.id}:${days}` })));
  }
  return all;
}

/** The working calendar of the organisation's top department; null where it has none. */
export async function organisationCalendar(ctx: Pick<OperationContext, "store">, book: Pick<NegotiationBook, "departments">): Promise<Calendar | null> {
  const top = [...book.departments.values()].find((row) => row.parentId === null && row.calendarId !== null);
  const found = (await loadCalendars(ctx.store)).find((row) => row.calendarId === top?.calendarId);
  return found ? compileCalendar(found.spec) : null;
}
