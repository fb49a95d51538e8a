import { canonicalJson } from "#app/domain/canonical-json.ts";
import type { Refused } from "#app/domain/refusal.ts";
import { refused } from "#app/domain/refusal.ts";
import { checkSurveyPolicy } from "#app/domain/survey/survey-policy.ts";
import type { Survey, SurveyPolicy } from "#app/domain/survey/survey-policy.ts";
import { newId } from "#db/new-id.server.ts";
import { insertSurveyPolicy, loadSurveyPolicy } from "#db/queries/surveys.server.ts";
import { DuplicateError } from "#db/store.ts";
import type { OperationContext } from "./context.ts";

export type PolicySaved = { readonly ok: true } | { readonly ok: false; readonly faults: readonly Refused[] };

/** What is wrong with a policy, as its form says it. */
export const refusalsOf = (policy: SurveyPolicy): Refused[] =>
  checkSurveyPolicy(policy).map((fault) => refused(fault.code, fault.code === "out_of_range" ? { low: fault.low, high: fault.high } : undefined, fault.field));

/** Makes a policy the current one of a survey, from the next question on. Each is kept; the audit log has what was before. */
export async function saveSurveyPolicy(ctx: OperationContext, survey: Survey, policy: SurveyPolicy, personId: string | null): Promise<PolicySaved> {
  const { store, now } = ctx;
  const faults = refusalsOf(policy);
  if (faults.length > 0) return { ok: false, faults };
  const before = await loadSurveyPolicy(store, survey);
  if (canonicalJson(before) === canonicalJson(policy)) return { ok: true };
  try {
    await store.writeAll((w) => [insertSurveyPolicy(store, w, { id: newId(), survey, policy, createdAt: now, createdBy: personId })], {
      at: now, actor: ctx.actor, action: "survey.policy", entity: "survey", entityId: survey, details: { before, after: policy },
    });
  } catch (error) {
    // Two people saved in the same millisecond.
    if (error instanceof DuplicateError) return { ok: false, faults: [refused("changed_meanwhile")] };
    throw error;
  }
  return { ok: true };
}
