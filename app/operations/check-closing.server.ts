import type { Mode } from "#app/domain/agreement/terms.ts";
import { closingChecklist, LATE_EDIT_MS, type CheckLine } from "#app/domain/score/closing-check.ts";
import { payPeriodMonths } from "#app/domain/score/pay-period-months.ts";
import { addMonths } from "#app/domain/time/local-date.ts";
import { startOfDate, zoneOf } from "#app/domain/time/zone.ts";
import { countDisputes } from "#db/queries/closing.server.ts";
import { countAnswersSince, countOpenInvitations, countUnmeasurable, countWaitingForAcceptance, hasTasksOf, loadSourceNames } from "#db/queries/closing-check.server.ts";
import { countCorrectionsByState } from "#db/queries/disputes.server.ts";
import type { PeriodRow } from "#db/queries/periods.server.ts";
import { countTasks } from "#db/queries/work-list.server.ts";
import type { Store } from "#db/store.ts";
import type { AgreementBook } from "./agreement-book.server.ts";
import { countDeliveries } from "./kept-deliveries.server.ts";
import type { LoadedPeriod } from "./period-life.server.ts";
import { linesInForce } from "./ready-to-pay.server.ts";

export interface ClosingCheck {
  readonly lines: readonly CheckLine[];
  /** Of the undecided items, those that wait for an acceptance window. */
  readonly waitForAcceptance: number;
  readonly earlierOpen: readonly string[];
  readonly correctedMonths: readonly string[];
  /** Sources that sent in both months before, and nothing in this one. */
  readonly silentSources: readonly string[];
  readonly coverage: { readonly deliveries: number; readonly withoutAgreement: number };
  /** Lines in force on the month's last day. */
  readonly modes: Readonly<Record<Mode, number>>;
}

const NO_FILTER = { search: "", view: null, state: null, outcome: null, productId: null, providerId: null, clientId: null } as const;

/** Everything that is looked at before a month is closed, counted as the lists behind it count. */
export async function checkClosing(store: Store, loaded: LoadedPeriod, book: AgreementBook, now: number): Promise<ClosingCheck> {
  const { row, life, unclosedBefore } = loaded;
  const { month } = row;
  const zone = zoneOf(book.organisation.zone);
  const since = now - LATE_EDIT_MS;
  // Sealing has ended them, whether or not their own time has come.
  const mayBeAnswered = row.state === "open" || row.state === "review";
  const edited = { ...NO_FILTER, door: { obligationKeys: [], months: [month], standings: [], editedSince: since } };
  const deliveredIn = { from: startOfDate(zone, `${month}-01`), to: startOfDate(zone, `${addMonths(month, 1)}-01`) };
  const before = payPeriodMonths(month, book.organisation.payPeriod).filter((one) => one < month);
  const [disputes, waitForAcceptance, lateAnswers, openInvitations, unmeasurable, lateEdits, corrections, counted, withoutAgreement, silentSources] = await Promise.all([
    countDisputes(store, month), life.pendingItems > 0 ? countWaitingForAcceptance(store, month) : 0, countAnswersSince(store, month, since), mayBeAnswered ? countOpenInvitations(store, month) : 0, countUnmeasurable(store, month),
    countTasks(store, "all", edited, Number.MAX_SAFE_INTEGER), countCorrectionsByState(store, before),
    countDeliveries(store, deliveredIn.from, deliveredIn.to, now), countTasks(store, "all", { ...NO_FILTER, outcome: "none", deliveredIn, door: null }, Number.MAX_SAFE_INTEGER), silentSourcesOf(store, row),
  ]);
  // What was delivered since the count was kept is in the newer of the two numbers at least.
  const deliveries = Math.max(counted, withoutAgreement);
  const modes = { observe: 0, trial: 0, paid: 0 };
  for (const lines of linesInForce(book, `${month}-28`).values()) for (const mode of ["observe", "trial", "paid"] as const) modes[mode] += lines[mode];
  return {
    lines: closingChecklist({
      isPastCutOff: row.to <= now, isReviewOver: row.reviewEndsAt !== null && row.reviewEndsAt <= now, earlierOpen: unclosedBefore.length, undecided: life.pendingItems,
      openDisputes: disputes.open, carriedDisputes: disputes.carried, pendingCorrections: corrections.pending ?? 0, lateAnswers, openInvitations, unmeasurable, silentSources: silentSources.length, lateEdits,
      deliveries, withoutAgreement, linesNotPaid: modes.observe + modes.trial,
    }),
    waitForAcceptance, earlierOpen: unclosedBefore, correctedMonths: before, silentSources, coverage: { deliveries, withoutAgreement }, modes,
  };
}

/** Asked source by source: one that sends is found at its first task, and few are silent. */
async function silentSourcesOf(store: Store, { from, to }: Pick<PeriodRow, "from" | "to">): Promise<string[]> {
  const span = to - from;
  const silent: string[] = [];
  for (const source of await loadSourceNames(store)) {
    const usual = (await hasTasksOf(store, source, from - 2 * span, from - span)) && (await hasTasksOf(store, source, from - span, from));
    if (usual && !(await hasTasksOf(store, source, from, to))) silent.push(source);
  }
  return silent;
}
