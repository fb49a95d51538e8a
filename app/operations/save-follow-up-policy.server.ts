import { canonicalJson } from "#app/domain/canonical-json.ts";
import { checkFollowUpPolicy } from "#app/domain/improvement/follow-up-policy.ts";
import type { FollowUpPolicy } from "#app/domain/improvement/follow-up-policy.ts";
import { refused } from "#app/domain/refusal.ts";
import type { Refused } from "#app/domain/refusal.ts";
import { newId } from "#db/new-id.server.ts";
import { insertFollowUpPolicy, loadFollowUpPolicy } from "#db/queries/follow-up.server.ts";
import { DuplicateError } from "#db/store.ts";
import type { OperationContext } from "./context.ts";

export type FollowUpSaved = { readonly ok: true } | { readonly ok: false; readonly faults: readonly Refused[] };

/** Sets the clocks of replies and cases from now on; clocks that run already keep their time. Each policy is kept. */
export async function saveFollowUpPolicy(ctx: OperationContext, policy: FollowUpPolicy, personId: string | null): Promise<FollowUpSaved> {
  const { store, now } = ctx;
  const faults = checkFollowUpPolicy(policy).map((fault) => refused(fault.code, fault.code === "out_of_range" ? { low: fault.low, high: fault.high } : undefined, fault.field));
  if (faults.length > 0) return { ok: false, faults };
  const before = await loadFollowUpPolicy(store);
  if (canonicalJson(before) === canonicalJson(policy)) return { ok: true };
  try {
    await store.writeAll((w) => [insertFollowUpPolicy(store, w, { id: newId(), policy, createdAt: now, createdBy: personId })], {
      at: now, actor: ctx.actor, action: "follow_up.policy", entity: "follow_up_policy", entityId: "newest", details: { before, after: policy },
    });
  } catch (error) {
    // Two people saved in the same millisecond.
    if (error instanceof DuplicateError) return { ok: false, faults: [refused("changed_meanwhile")] };
    throw error;
  }
  return { ok: true };
}
