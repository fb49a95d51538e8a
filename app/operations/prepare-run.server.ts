import type { RunFacts } from "#app/domain/pay/pay-context.ts";
import { decideRun } from "#app/domain/pay/approve-run.ts";
import type { RunLife, RunRefusal } from "#app/domain/pay/approve-run.ts";
import { DomainError, ok, refused } from "#app/domain/refusal.ts";
import type { Result } from "#app/domain/refusal.ts";
import { payPeriodDays } from "#app/domain/score/pay-period-months.ts";
import { findPlan, loadPlanVersionAt } from "#db/queries/plans.server.ts";
import { deleteApprovals, deleteRunLines, findRunOf, insertRun, insertRunLines, loadRunPeriods, openRun, sealInput, sealRun, sealStatement, updateRun } from "#db/queries/runs.server.ts";
import type { RunFrame, RunLineRow, RunRow, RunSecret } from "#db/queries/runs.server.ts";
import { deleteFindings, insertFindings } from "#db/queries/run-checks.server.ts";
import { newId } from "#db/new-id.server.ts";
import { DuplicateError, StaleWriteError } from "#db/store.ts";
import { loadActingPerson } from "./acting-person.server.ts";
import { calculateOpenRun } from "./calculate-open-run.server.ts";
import { isPayPeriodClosed } from "./calculate-run.server.ts";
import { checkPreparedRun } from "./check-prepared-run.server.ts";
import type { OperationContext } from "./context.ts";
import { runHashes } from "./run-hash.server.ts";
import { loadRunLife } from "./run-life.server.ts";

export interface PrepareRun {
  readonly planId: string;
  /** YYYY-MM or YYYY-Qn, closed. */
  readonly period: string;
  /** An account of HR. */
  readonly accountId: string;
}

export type PrepareRefusal = RunRefusal | "unknown_account" | "unknown_plan" | "no_version" | "nobody_in_plan" | "no_base" | "earlier_run_open" | "changed_meanwhile" | "bad_curve" | "negative_amount";

export interface Prepared {
  readonly runId: string;
  readonly contentHash: string;
  readonly people: number;
}

const NEW_RUN: Omit<RunLife, "chain" | "shadow" | "periodClosed"> = { state: "draft", contentHash: null, preparedBy: null, people: [], approvals: [], openFindings: 0, returnReason: null };

/**
 * Calculates a plan's run for a closed pay period and stores it sealed, one statement a person. Preparing again
 * before it is submitted replaces it, and approvals of what it said before fall.
 */
export async function prepareBonusRun(ctx: OperationContext, command: PrepareRun): Promise<Result<Prepared, PrepareRefusal>> {
  const { store, now } = ctx;
  const { planId, period } = command;
  const [actor, plan, version, existing, periodClosed, runs] = await Promise.all([
    loadActingPerson(store, command.accountId, now), findPlan(store, planId), loadPlanVersionAt(store, planId, payPeriodDays(period).from), findRunOf(store, planId, period), isPayPeriodClosed(store, period), loadRunPeriods(store, planId),
  ]);
  if (!actor) return refused("unknown_account");
  if (!plan) return refused("unknown_plan");
  if (!version) return refused("no_version", { period });
  const { approvalChain: chain, shadow } = version.terms;
  const life = existing ? (await loadRunLife(store, existing)).life : { ...NEW_RUN, chain, shadow, periodClosed };
  // Before the calculation, so that nobody without the right makes the portal work for it.
  const allowed = decideRun(life, { type: "prepare", actor, contentHash: "", people: [] }, now);
  if (!allowed.ok) return allowed;
  // An adjustment stands in one run only: the next run of a plan begins when everybody can see what the last one pays.
  const earlier = runs.find((run) => run.period < period && run.state !== "published" && run.state !== "exported");
  if (earlier) return refused("earlier_run_open", { period: earlier.period });

  const runId = existing?.id ?? newId();
  const calculated = await calculateOpenRun(store, version, period).catch((error: unknown) => {
    if (error instanceof DomainError && (error.code === "bad_curve" || error.code === "negative_amount")) return error.code as "bad_curve";
    throw error;
  });
  if (typeof calculated === "string") return refused(calculated);
  const { run, facts, people, scorecardHashes, departmentOf, withoutBase } = calculated;
  // Nobody is left out because something about them is not known yet.
  if (withoutBase.length > 0) return refused("no_base", { count: withoutBase.length });
  if (run.statements.length === 0) return refused("nobody_in_plan", { period });
  const salt = existing ? openRun(store, existing).salt : newId();
  const inputs = new Map(people.map((person) => [person.personId, person]));
  const hashes = runHashes(salt, { runId, planVersionId: version.id, plan: version.terms, period, scorecardHashes }, run);
  const contentHash = hashes.content;
  const { against, findings } = await checkPreparedRun(store, { runId, planId, version, period, calculated, fingerprintBase: `${salt}\n${contentHash}` });
  const secret: RunSecret = { salt, totals: run.totals, fund: run.fund, currency: version.terms.currency, minorDigits: version.terms.minorDigits, scorecardHashes, against, frame: frameOf(facts) };
  const lines = run.statements.map((statement, place): RunLineRow => ({
    runId, personId: statement.personId, departmentId: departmentOf.get(statement.personId)!, payoutBp: statement.effectivePayoutBp,
    statementSealed: sealStatement(store, runId, statement), statementHash: hashes.statements[place]!, inputSealed: sealInput(store, runId, inputs.get(statement.personId)!),
  }));
  const content = {
    planVersionId: version.id, state: "prepared", contentHash, people: lines.length, totalsSealed: sealRun(store, runId, secret), preparedBy: actor.accountId, preparedAt: now,
  } as const;
  const row: RunRow = { id: runId, planId, period, number: 1, ...content, publishedAt: null, exportedAt: null, rowVersion: 1 };
  try {
    await store.writeAll(
      (w) => [
        ...(existing ? [updateRun(store, w, existing, content), deleteRunLines(store, w, runId), deleteFindings(store, w, runId), deleteApprovals(store, w, runId)] : [insertRun(store, w, row)]),
        ...insertRunLines(store, w, lines),
        ...insertFindings(store, w, findings),
      ],
      { at: now, actor: ctx.actor, action: "run.prepare", entity: "bonus_run", entityId: runId, rows: lines.length, details: { planId, period, hash: contentHash } },
    );
  } catch (error) {
    if (error instanceof StaleWriteError || error instanceof DuplicateError) return refused("changed_meanwhile");
    throw error;
  }
  return ok({ runId, contentHash, people: lines.length });
}

const frameOf = ({ firstDay, lastDay, productionCalendar, externalValue, parentOf }: RunFacts): RunFrame => ({ firstDay, lastDay, productionCalendar, ...(externalValue === undefined ? {} : { externalValue }), parentOf: Object.fromEntries(parentOf) });
