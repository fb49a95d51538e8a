import { pastDifferences } from "#app/domain/pay/past-difference.ts";
import type { PastDifference } from "#app/domain/pay/past-difference.ts";
import type { Statement } from "#app/domain/pay/statement.ts";
import { correctedCard } from "#app/domain/score/corrected-card.ts";
import { monthsOfPayPeriod, payPeriodDays } from "#app/domain/score/pay-period-months.ts";
import type { Scorecard } from "#app/domain/score/scorecard.ts";
import { addMonths } from "#app/domain/time/local-date.ts";
import { findPlanVersion } from "#db/queries/plans.server.ts";
import type { PlanVersionRow } from "#db/queries/plans.server.ts";
import { loadDecidedCorrections, loadLockedRuns, loadReleases, loadUpheldObjections } from "#db/queries/run-checks.server.ts";
import type { ApprovedCorrection, HeldReleaseRow, UpheldObjection } from "#db/queries/run-checks.server.ts";
import { loadDepartmentLinks } from "#db/queries/runs.server.ts";
import type { RunRow } from "#db/queries/runs.server.ts";
import { loadScorecards } from "#db/queries/scorecards.server.ts";
import type { Store } from "#db/store.ts";
import { openAgreementBook } from "./agreement-book.server.ts";
import { calculateRun } from "./calculate-run.server.ts";
import { readRun } from "./read-run.server.ts";

/** How far back a correction reaches, in months before the open period; older ones are decided by hand, outside the portal. */
const REACHES_BACK_MONTHS = 12;

/** A correction that changes the pay score of a department or team. */
export interface ScoreCorrection extends ApprovedCorrection {
  readonly departmentId: string;
}

/** What a paid run would pay otherwise today, and why. */
export interface PastRun {
  readonly run: RunRow;
  readonly version: PlanVersionRow;
  readonly differences: readonly PastDifference[];
  readonly statements: readonly Statement[];
  readonly recalculated: readonly Statement[];
  readonly departmentOf: ReadonlyMap<string, string>;
  readonly corrections: readonly ScoreCorrection[];
  readonly releases: readonly HeldReleaseRow[];
  readonly objections: readonly UpheldObjection[];
}

/**
 * What a plan owes for the pay periods that it paid before the open one: every paid run calculated again from its frozen scorecards with the
 * corrections approved since, what HR released of held targets, and the memberships as they stand today.
 *
 * @param open YYYY-MM or YYYY-Qn, the pay period whose run takes the differences
 */
export async function pendingAdjustments(store: Store, planId: string, open: string): Promise<PastRun[]> {
  const oldest = `${addMonths(payPeriodDays(open).from.slice(0, 7), -REACHES_BACK_MONTHS)}-01`;
  const locked = await loadLockedRuns(store, planId);
  const paid = locked.filter((run) => (run.state === "published" || run.state === "exported") && run.period < open && payPeriodDays(run.period).from >= oldest);
  if (paid.length === 0) return [];
  const adjusting = locked.filter((run) => run.period !== open && payPeriodDays(run.period).from >= oldest);
  const [read, releases, objections] = await Promise.all([
    Promise.all(adjusting.map(async (run) => [run.id, await readRun(store, run)] as const)).then((rows) => new Map(rows)), loadReleases(store, paid.map((run) => run.id)), loadUpheldObjections(store, paid.map((run) => run.id)),
  ]);
  const found = await Promise.all(
    paid.map(async (run): Promise<PastRun | null> => {
      const version = await findPlanVersion(store, run.planVersionId);
      if (!version || version.terms.shadow) return null;
      const { statements, departmentOf } = read.get(run.id)!;
      const { corrected, corrections } = await correctedCards(store, run.period);
      const now = await calculateRun(store, version, run.period, { corrected });
      const ownReleases = releases.filter((one) => one.runId === run.id);
      const differences = pastDifferences(statements, now.run.statements, new Map(ownReleases.map((one) => [one.departmentId, one.payoutBp])), adjustedFor(run.period, [...read.values()].map((one) => one.statements)));
      return {
        run, version, differences, statements, corrections, releases: ownReleases, recalculated: now.run.statements,
        departmentOf: new Map([...now.departmentOf, ...departmentOf]), objections: objections.filter((one) => one.runId === run.id),
      };
    }),
  );
  return found.filter((one) => one !== null);
}

/** Sums of what statements of other periods applied for this one, by person. */
function adjustedFor(period: string, runs: readonly (readonly Statement[])[]): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  for (const { personId, adjustments } of runs.flat()) {
    for (const one of adjustments) if (one.period === period) sums.set(personId, (sums.get(personId) ?? 0) + one.appliedMinor);
  }
  return sums;
}

/** The scorecards of a frozen period that corrections approved after it was frozen change. */
async function correctedCards(store: Store, period: string): Promise<{ corrected: Map<string, Scorecard>; corrections: ScoreCorrection[] }> {
  const corrected = new Map<string, Scorecard>();
  const corrections: ScoreCorrection[] = [];
  const decided = await loadDecidedCorrections(store, monthsOfPayPeriod(period));
  if (decided.length === 0) return { corrected, corrections };
  const [cards, departments, leavesOut] = await Promise.all([loadScorecards(store, [period]), loadDepartmentLinks(store), linesThatLeaveOut(store)]);
  const teams = new Set(departments.filter((row) => row.isTeam).map((row) => row.id));
  for (const row of cards) {
    if (teams.has(row.departmentId)) continue;
    // What was approved before is in the frozen counts already.
    const since = decided.filter((one) => one.decidedAt > row.createdAt);
    const again = correctedCard(row.content.card, since, (key) => leavesOut.has(key));
    if (!again) continue;
    corrected.set(row.departmentId, again.card);
    for (const [teamId, card] of again.teams) corrected.set(teamId, card);
    const keys = new Set(row.content.card.pay.clients.flatMap((client) => client.lines.map((line) => line.key)));
    corrections.push(...since.filter((one) => keys.has(one.obligationKey)).map((one) => ({ ...one, departmentId: row.departmentId })));
  }
  return { corrected, corrections };
}

/** Keys of lines whose signed terms leave out what could not be measured. */
async function linesThatLeaveOut(store: Store): Promise<ReadonlySet<string>> {
  const book = await openAgreementBook(store);
  const lines = [...book.versions.keys()].flatMap((versionId) => book.obligationsOf(versionId));
  return new Set(lines.filter((line) => line.terms.missingMeasure === "left_out").map((line) => line.key));
}
