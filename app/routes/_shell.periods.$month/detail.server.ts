import { can } from "#app/domain/access/can.ts";
import type { Actor } from "#app/domain/access/actor.ts";
import type { Locale, Names } from "#app/domain/names.ts";
import { nextStep, type ClosingDates } from "#app/domain/score/closing-calendar.ts";
import { blockers } from "#app/domain/score/closing-check.ts";
import { periodsClosedWith } from "#app/domain/score/pay-period-months.ts";
import { SEAL_LASTS_MS } from "#app/domain/score/period-life.ts";
import { localDateOf, zoneOf } from "#app/domain/time/zone.ts";
import { openAgreementBook } from "#app/operations/agreement-book.server.ts";
import { checkClosing, type ClosingCheck } from "#app/operations/check-closing.server.ts";
import { closingHistory } from "#app/operations/closing-history.server.ts";
import { datesOf } from "#app/operations/closing-months.server.ts";
import { loadPeriodLife } from "#app/operations/period-life.server.ts";
import { readScorecards } from "#app/operations/read-scorecards.server.ts";
import { disputeScope, nameDisputes, type NamedDispute } from "#app/web/dispute-rows.server.ts";
import { findAccount } from "#db/queries/accounts.server.ts";
import { findClosingDates } from "#db/queries/closing-dates.server.ts";
import { listDisputes } from "#db/queries/disputes.server.ts";
import { loadPeople } from "#db/queries/people.server.ts";
import type { PeriodRow } from "#db/queries/periods.server.ts";
import type { Store } from "#db/store.ts";

/** Objections named on the page; the rest is a number. */
const NAMED = 20;

export interface PeriodDetail {
  readonly row: Pick<PeriodRow, "month" | "state" | "from" | "to" | "reviewEndsAt" | "sealedAt" | "draftHash" | "closedAt" | "inputSeq">;
  /** The quarter that is frozen with it. */
  readonly freezes: string | null;
  readonly check: ClosingCheck;
  /** Dates of the closing calendar, with today's local date; null where there are none. */
  readonly dates: { readonly all: ClosingDates; readonly today: string; readonly next: ReturnType<typeof nextStep> } | null;
  /** Open and carried objections, the soonest to be decided first. */
  readonly disputes: readonly NamedDispute[];
  readonly departments: readonly DepartmentCheck[];
  readonly sealExpiresAt: number | null;
  readonly sealedBy: PersonNames | null;
  readonly closedBy: PersonNames | null;
  /** The last time that closing was refused; null once it was asked for again. */
  readonly returned: { readonly at: number; readonly reason: string; readonly person: PersonNames | null } | null;
  /** The person looking is the one who asked. */
  readonly isMine: boolean;
  /** Counts of the checklist open to their lists for those who see all of them. */
  readonly seesAll: boolean;
  readonly mayCorrect: boolean;
  /** Things that keep it from closing. */
  readonly blocks: number;
}

export interface PersonNames {
  readonly surname: string;
  readonly givenName: string;
}

export interface DepartmentCheck {
  readonly departmentId: string;
  readonly name: Names;
  readonly scoreBp: number | null;
  readonly coverageBp: number | null;
  readonly unmeasurableBp: number | null;
  readonly excusedBp: number | null;
  readonly mayOpen: boolean;
}

/** A month with everything that decides whether it can be closed; null when there is no such month. */
export async function readPeriodDetail(store: Store, actor: Actor, month: string, locale: Locale, now: number): Promise<PeriodDetail | null> {
  const loaded = await loadPeriodLife(store, month);
  if (!loaded) return null;
  const { row, life } = loaded;
  const seesAll = can(actor, "period.read");
  const [book, { cards }, sealedBy, closedBy, dates, history, disputes] = await Promise.all([
    openAgreementBook(store),
    readScorecards(store, month, row.state === "closed", now),
    nameOf(store, row.sealedBy),
    nameOf(store, row.closedBy),
    findClosingDates(store, month),
    row.state === "review" ? closingHistory(store, month) : [],
    seesAll ? listDisputes(store, { scope: disputeScope(actor), states: ["open", "carried"], period: month }, { limit: NAMED, offset: 0 }) : [],
  ]);
  const [check, named] = await Promise.all([checkClosing(store, loaded, book, now), nameDisputes(store, disputes, locale)]);
  const last = history[history.length - 1];
  const today = localDateOf(zoneOf(book.organisation.zone), now);
  return {
    row: { month, state: row.state, from: row.from, to: row.to, reviewEndsAt: row.reviewEndsAt, sealedAt: row.sealedAt, draftHash: row.draftHash, closedAt: row.closedAt, inputSeq: row.inputSeq },
    freezes: periodsClosedWith(month, book.organisation.payPeriod)[1] ?? null,
    check,
    dates: dates && { all: datesOf(dates), today, next: row.state === "closed" ? null : nextStep(dates, today) },
    disputes: named,
    departments: cards
      .filter(({ departmentId }) => book.departments.get(departmentId)?.isTeam === false && (seesAll || can(actor, "period.read", { departmentIds: [departmentId] })))
      .map(({ departmentId, card }) => ({
        departmentId, name: book.departments.get(departmentId)!.name, scoreBp: card.shown.scoreBp, coverageBp: card.coverageBp, unmeasurableBp: card.shown.unmeasurableShareBp,
        excusedBp: card.shown.excusedShareBp, mayOpen: can(actor, "scorecard.read", { departmentIds: [departmentId] }),
      })),
    sealExpiresAt: life.seal ? life.seal.at + SEAL_LASTS_MS : null,
    sealedBy,
    closedBy,
    returned: last?.step === "returned" ? { at: last.at, reason: last.reason ?? "", person: last.person } : null,
    isMine: life.seal?.requestedBy === actor.personId,
    seesAll,
    mayCorrect: can(actor, "correction.approve"),
    blocks: blockers(check.lines),
  };
}

async function nameOf(store: Store, accountId: string | null): Promise<PersonNames | null> {
  const account = accountId === null ? null : await findAccount(store, { id: accountId });
  const [person] = account ? await loadPeople(store, [account.personId]) : [];
  return person ? { surname: person.surname, givenName: person.givenName } : null;
}
