import { canonicalJson } from "#app/domain/canonical-json.ts";
import type { Names } from "#app/domain/names.ts";
import { checkPlanTerms } from "#app/domain/pay/check-plan-terms.ts";
import type { PlanTermsRefusal, PlanVersionTerms } from "#app/domain/pay/check-plan-terms.ts";
import { ok, refused } from "#app/domain/refusal.ts";
import type { Result } from "#app/domain/refusal.ts";
import { payPeriodDays, payPeriodMonths } from "#app/domain/score/pay-period-months.ts";
import { readDay } from "#app/domain/time/local-date.ts";
import { loadOrganisation } from "#db/queries/directory.server.ts";
import { findPlan, insertPlan, insertPlanVersion, loadPlans, loadPlanVersions } from "#db/queries/plans.server.ts";
import type { PlanRow, PlanVersionRow } from "#db/queries/plans.server.ts";
import { loadRunPeriods, LOCKED_RUN_STATES } from "#db/queries/runs.server.ts";
import { newId, sha256 } from "#db/new-id.server.ts";
import { DuplicateError } from "#db/store.ts";
import type { Store } from "#db/store.ts";
import type { OperationContext } from "./context.ts";

export interface SavePlan {
  /** null = a new plan. */
  readonly planId: string | null;
  /** Of a new plan. */
  readonly code: string;
  readonly name: Names;
  /** First day of a pay period. */
  readonly from: string;
  readonly terms: PlanVersionTerms;
  readonly accountId: string | null;
}

export type SavePlanRefusal =
  | PlanTermsRefusal
  | "no_organisation"
  | "unknown_plan"
  | "code_taken"
  | "not_first_day"
  | "not_after_last_version"
  | "period_already_run"
  | "other_currency"
  | "changed_meanwhile";

/** A version that may be saved, with what it was decided on. */
export interface CheckedVersion {
  readonly known: PlanRow | null;
  /** The newest version before it. */
  readonly last: PlanVersionRow | null;
  readonly number: number;
}

/** Whether a version may be saved as it stands; nothing is written. The refusal's field is the path of the term. */
export async function checkPlanVersion(store: Store, command: SavePlan): Promise<Result<CheckedVersion, SavePlanRefusal>> {
  const { from, terms } = command;
  const organisation = await loadOrganisation(store);
  if (!organisation) return refused("no_organisation");
  const known = command.planId === null ? null : await findPlan(store, command.planId);
  if (command.planId !== null && !known) return refused("unknown_plan");
  if (!known && (await loadPlans(store)).some((plan) => plan.code === command.code)) return refused("code_taken", { code: command.code }, "code");
  const [versions, runs] = known ? await Promise.all([loadPlanVersions(store, known.id), loadRunPeriods(store, known.id)]) : [[], []];

  if (readDay(from) === null || `${payPeriodMonths(from.slice(0, 7), organisation.payPeriod)[0]!}-01` !== from) return refused("not_first_day", { day: from }, "from");
  const last = versions[0] ?? null;
  if (last && from <= last.from) return refused("not_after_last_version", { day: last.from }, "from");
  const run = runs.find(({ period, state }) => LOCKED_RUN_STATES.includes(state) && payPeriodDays(period).from >= from);
  if (run) return refused("period_already_run", { period: run.period }, "from");
  if (terms.currency !== organisation.currency || terms.minorDigits !== organisation.minorDigits) return refused("other_currency", { currency: organisation.currency }, "currency");
  const checked = checkPlanTerms(terms);
  return checked.ok ? ok({ known, last, number: (last?.number ?? 0) + 1 }) : checked;
}

/**
 * Adds a version of a plan, and the plan with its first one. Versions are never edited: a change is a new
 * version from the first day of a pay period whose run nobody has submitted yet.
 */
export async function savePlan(ctx: OperationContext, command: SavePlan): Promise<Result<{ planId: string; versionId: string }, SavePlanRefusal>> {
  const { store, now } = ctx;
  const { from, terms } = command;
  const checked = await checkPlanVersion(store, command);
  if (!checked.ok) return checked;
  const { known, number } = checked.value;

  const planId = known?.id ?? newId();
  const version = {
    id: newId(), planId, number, from, terms, contentHash: sha256(canonicalJson({ planId, from, terms })), createdBy: command.accountId, createdAt: now,
  };
  try {
    await store.writeAll(
      (w) => [...(known ? [] : [insertPlan(store, w, { id: planId, code: command.code, name: command.name })]), insertPlanVersion(store, w, version)],
      { at: now, actor: ctx.actor, action: "plan.version", entity: "plan", entityId: planId, details: { number: version.number, from, hash: version.contentHash } },
    );
  } catch (error) {
    if (error instanceof DuplicateError) return known ? refused("changed_meanwhile") : refused("code_taken", { code: command.code }, "code");
    throw error;
  }
  return ok({ planId, versionId: version.id });
}
