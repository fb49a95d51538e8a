import { isDecimal } from "#app/domain/decimal/rational.ts";
import type { Names } from "#app/domain/names.ts";
import { ok, refused } from "#app/domain/refusal.ts";
import type { Result } from "#app/domain/refusal.ts";
import { monthsOfPayPeriod, payPeriodName } from "#app/domain/score/pay-period-months.ts";
import { loadOrganisation } from "#db/queries/directory.server.ts";
import { findExternalValue, insertExternalMetric, insertExternalValue, loadExternalMetrics } from "#db/queries/external-metrics.server.ts";
import { findPlanVersion } from "#db/queries/plans.server.ts";
import { loadRunsOf } from "#db/queries/runs.server.ts";
import { newId } from "#db/new-id.server.ts";
import { DuplicateError, type Store } from "#db/store.ts";
import type { OperationContext } from "./context.ts";

/** The form of a pay period's name. */
const PERIOD = /^\d{4}-(0[1-9]|1[0-2]|Q[1-4])$/;

/** Names a figure of the company that plans may take a part of the score from. */
export async function addExternalMetric(ctx: OperationContext, accountId: string | null, name: Names): Promise<Result<{ readonly id: string }, "missing" | "name_taken">> {
  const { store, now } = ctx;
  const words = Object.values(name).map((text) => text.trim().toLocaleLowerCase());
  if (words.length === 0) return refused("missing", undefined, "nameEn");
  const known = await loadExternalMetrics(store);
  if (known.some((one) => Object.values(one.name).some((text) => words.includes(text.toLocaleLowerCase())))) return refused("name_taken", undefined, "nameEn");
  const id = newId();
  await store.writeAll((w) => [insertExternalMetric(store, w, { id, name, createdBy: accountId, createdAt: now })], { at: now, actor: ctx.actor, action: "external_metric.add", entity: "external_metric", entityId: id });
  return ok({ id });
}

export interface EnterExternalValue {
  readonly metricId: string;
  /** YYYY-MM or YYYY-Qn. */
  readonly period: string;
  /** Exact decimal. */
  readonly value: string;
  readonly source: string;
  readonly accountId: string | null;
}

export type ExternalValueRefusal = "unknown_metric" | "bad_period" | "not_a_number" | "source_missing" | "run_being_decided" | "changed_meanwhile";

/**
 * Says what a metric was in a pay period. A later entry replaces an earlier one: where the period is paid, the next run takes the
 * difference as an adjustment. While somebody decides on a run that used the metric, it stands still.
 */
export async function enterExternalValue(ctx: OperationContext, command: EnterExternalValue): Promise<Result<null, ExternalValueRefusal>> {
  const { store, now } = ctx;
  const { metricId, period, value, accountId } = command;
  const source = command.source.trim();
  const [metrics, organisation] = await Promise.all([loadExternalMetrics(store), loadOrganisation(store)]);
  if (!metrics.some((metric) => metric.id === metricId)) return refused("unknown_metric", undefined, "metricId");
  if (!organisation || !PERIOD.test(period) || payPeriodName(monthsOfPayPeriod(period)[0]!, organisation.payPeriod) !== period) return refused("bad_period", undefined, "period");
  if (!isDecimal(value)) return refused("not_a_number", undefined, "value");
  if (source === "") return refused("source_missing", undefined, "source");
  if (await isBeingDecided(store, metricId, period)) return refused("run_being_decided", undefined, "period");
  const before = await findExternalValue(store, metricId, period);
  const row = { metricId, period, number: (before?.number ?? 0) + 1, value, source, enteredBy: accountId, enteredAt: now };
  try {
    await store.writeAll((w) => [insertExternalValue(store, w, row)], { at: now, actor: ctx.actor, action: "external_value.enter", entity: "external_metric", entityId: metricId, details: { period, before: before?.value ?? null, value } });
  } catch (error) {
    if (error instanceof DuplicateError) return refused("changed_meanwhile");
    throw error;
  }
  return ok(null);
}

async function isBeingDecided(store: Store, metricId: string, period: string): Promise<boolean> {
  const open = (await loadRunsOf(store, [period])).filter((run) => run.state === "submitted" || run.state === "approved");
  const versions = await Promise.all(open.map((run) => findPlanVersion(store, run.planVersionId)));
  return versions.some((version) => version?.terms.external?.metricId === metricId);
}
