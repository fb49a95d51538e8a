import type { Names } from "#app/domain/names.ts";
import { mayBeReleased } from "#app/domain/pay/past-difference.ts";
import type { PastDifference } from "#app/domain/pay/past-difference.ts";
import type { NegativePolicy } from "#app/domain/pay/adjustment.ts";
import { payPeriodName } from "#app/domain/score/pay-period-months.ts";
import { localDateOf, zoneOf } from "#app/domain/time/zone.ts";
import { loadOrganisation } from "#db/queries/directory.server.ts";
import { loadPlans, loadPlanVersionAt } from "#db/queries/plans.server.ts";
import type { Store } from "#db/store.ts";
import { pendingAdjustments } from "./pending-adjustments.server.ts";
import type { PastRun } from "./pending-adjustments.server.ts";

/** Why a paid bonus would be another today. */
export type AdjustmentCause =
  /** Items of a department that count otherwise since; the months in which they were closed. A single one can be opened. */
  | { readonly type: "corrections"; readonly items: number; readonly months: readonly string[]; readonly departmentId: string; readonly taskId: string | null }
  | { readonly type: "release"; readonly payoutBp: number; readonly reason: string }
  | { readonly type: "objection"; readonly disputeId: string }
  /** Memberships, targets or days of the person that were put right since. */
  | { readonly type: "facts" };

export interface PendingAdjustment extends PastDifference {
  readonly runId: string;
  readonly planName: Names;
  readonly period: string;
  readonly departmentId: string;
  readonly currency: string;
  readonly minorDigits: number;
  /** What the plan does with less, in the version of today. */
  readonly policy: NegativePolicy;
  readonly causes: readonly AdjustmentCause[];
}

/** Targets of a department that a paid run holds. */
export interface HeldOfDepartment {
  readonly runId: string;
  readonly planName: Names;
  readonly period: string;
  readonly departmentId: string;
  readonly people: number;
  readonly heldMinor: number;
  readonly currency: string;
  readonly minorDigits: number;
  /** null = HR has not released it. */
  readonly release: { readonly payoutBp: number; readonly reason: string; readonly at: number } | null;
}

export interface UpheldWithoutEffect {
  readonly disputeId: string;
  readonly personId: string;
  readonly period: string;
}

export interface AdjustmentList {
  readonly pending: readonly PendingAdjustment[];
  readonly held: readonly HeldOfDepartment[];
  /** Upheld objections that change no amount: the fact behind them has still to be put right. */
  readonly withoutEffect: readonly UpheldWithoutEffect[];
}

/** Everything that plans owe for periods they paid, with the reasons, and what they hold. */
export async function listAdjustments(store: Store, now: number): Promise<AdjustmentList> {
  const organisation = await loadOrganisation(store);
  if (!organisation) return { pending: [], held: [], withoutEffect: [] };
  const today = localDateOf(zoneOf(organisation.zone), now);
  const open = payPeriodName(today.slice(0, 7), organisation.payPeriod);
  const found = await Promise.all(
    (await loadPlans(store)).map(async (plan) => {
      const [runs, version] = await Promise.all([pendingAdjustments(store, plan.id, open), loadPlanVersionAt(store, plan.id, today)]);
      const policy = version?.terms.negativeAdjustment ?? "write_off";
      return runs.map((past) => ({
        pending: past.differences.map((one) => pendingOf(past, one, plan.name, policy)),
        held: heldOf(past, plan.name),
        withoutEffect: past.objections
          .filter((one) => past.differences.every((difference) => difference.personId !== one.personId) && !isSettled(past, one.personId))
          .map((one) => ({ disputeId: one.id, personId: one.personId, period: past.run.period })),
      }));
    }),
  );
  const all = found.flat();
  return { pending: all.flatMap((one) => one.pending), held: all.flatMap((one) => one.held), withoutEffect: all.flatMap((one) => one.withoutEffect) };
}

function pendingOf(past: PastRun, one: PastDifference, planName: Names, policy: NegativePolicy): PendingAdjustment {
  const { run, version } = past;
  return {
    ...one, runId: run.id, planName, period: run.period, departmentId: past.departmentOf.get(one.personId) ?? "", currency: version.terms.currency, minorDigits: version.terms.minorDigits, policy, causes: causesOf(past, one),
  };
}

function causesOf(past: PastRun, { personId, releasedMinor: released }: PastDifference): AdjustmentCause[] {
  const statement = past.recalculated.find((one) => one.personId === personId);
  const cards = new Set(statement?.segments.map((segment) => segment.cardOf) ?? []);
  const corrections = past.corrections.filter((one) => cards.has(one.departmentId));
  const segments = new Set(statement?.segments.map((segment) => segment.departmentId) ?? []);
  const causes: AdjustmentCause[] = [];
  const [first, ...others] = corrections;
  if (first) {
    const taskId = others.length === 0 && first.item.startsWith("t:") ? first.item.slice(2) : null;
    causes.push({ type: "corrections", items: corrections.length, months: [...new Set(corrections.map((one) => one.period))].sort(), departmentId: first.departmentId, taskId });
  }
  for (const one of released === 0 ? [] : past.releases) if (segments.has(one.departmentId)) causes.push({ type: "release", payoutBp: one.payoutBp, reason: one.reason });
  const objection = past.objections.find((one) => one.personId === personId);
  if (objection) causes.push({ type: "objection", disputeId: objection.id });
  return causes.length === 0 ? [{ type: "facts" }] : causes;
}

/** Whether what the objection was about is put right: the recalculated statement is no longer the paid one. */
function isSettled(past: PastRun, personId: string): boolean {
  const [was, is] = [past.statements, past.recalculated].map((list) => list.find((one) => one.personId === personId)?.earnedMinor);
  return was !== is;
}

function heldOf({ run, version, recalculated, releases }: PastRun, planName: Names): HeldOfDepartment[] {
  const sums = new Map<string, { people: number; heldMinor: number }>();
  for (const statement of recalculated) {
    if (statement.unit !== "money" || !mayBeReleased(statement)) continue;
    for (const segment of statement.segments) {
      if (segment.policy !== "hold") continue;
      const sum = sums.get(segment.departmentId) ?? { people: 0, heldMinor: 0 };
      sums.set(segment.departmentId, { people: sum.people + 1, heldMinor: sum.heldMinor + segment.targetMinor });
    }
  }
  return [...sums].map(([departmentId, sum]) => {
    const release = releases.find((one) => one.departmentId === departmentId);
    return {
      runId: run.id, planName, period: run.period, departmentId, ...sum, currency: version.terms.currency, minorDigits: version.terms.minorDigits,
      release: release ? { payoutBp: release.payoutBp, reason: release.reason, at: release.releasedAt } : null,
    };
  });
}
