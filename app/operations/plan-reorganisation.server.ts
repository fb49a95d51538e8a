import { decideReorganisation } from "#app/domain/organisation/decide-reorganisation.ts";
import type { ReorganisationDecision, ReorganisationFault } from "#app/domain/organisation/decide-reorganisation.ts";
import { departmentTree } from "#app/domain/organisation/department-tree.ts";
import type { ReorganisationPlan } from "#app/domain/organisation/reorganisation.ts";
import { dissolves } from "#app/domain/organisation/reorganisation.ts";
import { ok, refused } from "#app/domain/refusal.ts";
import type { Refused, Result } from "#app/domain/refusal.ts";
import { newId, sha256 } from "#db/new-id.server.ts";
import { loadDepartments } from "#db/queries/directory.server.ts";
import { findReorganisation, insertReorganisation, loadReorganisations, updateReorganisation } from "#db/queries/reorganisations.server.ts";
import { StaleWriteError } from "#db/store.ts";
import { loadActingPerson } from "./acting-person.server.ts";
import { carryOutReorganisation, headsOf } from "./carry-out-reorganisation.server.ts";
import type { OperationContext } from "./context.ts";
import { openPartyBook } from "./negotiating-person.server.ts";
import { notices } from "./notify.server.ts";
import { loadReorganisationState } from "./reorganisation-state.server.ts";

export type PlanFault = ReorganisationFault | "already_planned" | "no_reason" | "long_reason" | "changed_since";

const LONGEST_REASON = 1000;

export interface ReorganisationPreview {
  readonly faults: readonly Refused<PlanFault>[];
  readonly effects: ReorganisationDecision["effects"];
  /** Names what was shown: a plan is saved only over the very organisation that its author saw. */
  readonly hash: string;
  readonly today: string;
}

/** What a plan would change and what stands in its way; writes nothing. */
export async function previewReorganisation(ctx: Pick<OperationContext, "store" | "now">, plan: ReorganisationPlan): Promise<ReorganisationPreview> {
  const { store, now } = ctx;
  const [{ state, today }, known] = await Promise.all([loadReorganisationState(store, plan, now), loadReorganisations(store)]);
  const { faults, effects } = decideReorganisation(state, plan);
  // A department that is about to end can take nobody's place, and what is planned for one is decided first.
  const planned = known.find((row) => row.state === "planned" && (row.departmentId === plan.departmentId || (dissolves(row.kind) && plan.successorIds.includes(row.departmentId))));
  // Work comes in all the time: what is open on the day goes over, whatever was shown.
  const { tasks: _tasks, ...shown } = effects;
  return { effects, today, faults: planned ? [refused("already_planned", { day: planned.on }, "departmentId"), ...faults] : faults, hash: sha256(JSON.stringify([plan, shown])) };
}

export type PlannedReorganisation = { readonly ok: true; readonly id: string; readonly isDone: boolean } | { readonly ok: false; readonly faults: readonly Refused<PlanFault>[] };

/** Writes a reorganisation down as it was shown; one whose day has come is carried out at once. */
export async function planReorganisation(ctx: OperationContext, plan: ReorganisationPlan, reason: string, hash: string): Promise<PlannedReorganisation> {
  const { store, now } = ctx;
  const words = reason.trim();
  const preview = await previewReorganisation(ctx, plan);
  const faults: Refused<PlanFault>[] = [...preview.faults];
  if (words === "") faults.push(refused("no_reason", undefined, "reason"));
  else if (words.length > LONGEST_REASON) faults.push(refused("long_reason", { longest: LONGEST_REASON }, "reason"));
  if (faults.length > 0) return { ok: false, faults };
  if (preview.hash !== hash) return { ok: false, faults: [refused("changed_since")] };
  const id = newId();
  const author = ctx.actor.kind === "account" ? await loadActingPerson(store, ctx.actor.id, now) : null;
  const departments = await loadDepartments(store);
  const parties = await openPartyBook(store, departments, departmentTree(departments), preview.today);
  const told = plan.on > preview.today ? headsOf(parties, [plan.departmentId, ...plan.successorIds]) : [];
  const tell = await notices(store, told.map((personId) => ({ kind: "reorganisation_planned" as const, personId, refs: { departmentId: plan.departmentId, reorganisationId: id, to: plan.on }, about: id })), now);
  await store.writeAll(
    (w) => [
      insertReorganisation(store, w, {
        id, departmentId: plan.departmentId, kind: plan.kind, on: plan.on, plan, reason: words, state: "planned", stuck: null, plannedBy: author?.personId ?? null, plannedAt: now, doneAt: null,
        counts: null, rowVersion: 1,
      }),
      ...tell(w),
    ],
    { at: now, actor: ctx.actor, action: "reorganisation.plan", entity: "department", entityId: plan.departmentId, details: { reorganisation: id, plan, reason: words } },
  );
  if (plan.on > preview.today) return { ok: true, id, isDone: false };
  const done = await carryOutReorganisation(ctx, id);
  return { ok: true, id, isDone: done.ok };
}

/** Takes back a reorganisation that was not carried out yet. */
export async function cancelReorganisation(ctx: OperationContext, id: string): Promise<Result<{ departmentId: string }, "not_planned" | "changed_meanwhile">> {
  const { store, now } = ctx;
  const row = await findReorganisation(store, id);
  if (!row || row.state !== "planned") return refused("not_planned");
  try {
    await store.writeAll((w) => [updateReorganisation(store, w, row, { state: "cancelled" })], {
      at: now, actor: ctx.actor, action: "reorganisation.cancel", entity: "department", entityId: row.departmentId, details: { reorganisation: id, on: row.on },
    });
  } catch (error) {
    if (error instanceof StaleWriteError) return refused("changed_meanwhile");
    throw error;
  }
  return ok({ departmentId: row.departmentId });
}
