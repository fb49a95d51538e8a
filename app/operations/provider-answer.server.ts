import { checkActionStep, checkProviderAnswer } from "#app/domain/improvement/provider-answer.ts";
import type { ActionDraft, ActionState } from "#app/domain/improvement/provider-answer.ts";
import { refused } from "#app/domain/refusal.ts";
import type { Refused } from "#app/domain/refusal.ts";
import { newId } from "#db/new-id.server.ts";
import { findAction, insertActionStep, insertProviderAnswer } from "#db/queries/provider-answers.server.ts";
import { loadRelationshipReports } from "#db/queries/relationship.server.ts";
import { DuplicateError } from "#db/store.ts";
import type { OperationContext } from "./context.ts";
import { organisationDay } from "./organisation-day.server.ts";

export type Faulty = { readonly ok: true } | { readonly ok: false; readonly faults: readonly Refused[] };

const faulty = (...faults: Refused[]): Faulty => ({ ok: false, faults });

export interface AnswerToReport {
  readonly quarter: string;
  readonly providerId: string;
  readonly text: string;
  readonly actions: readonly ActionDraft[];
  readonly personId: string;
}

/** Publishes what a provider says to its relationship survey, with one to three actions. It stays as it is; the actions move on by steps. */
export async function publishProviderAnswer(ctx: OperationContext, { quarter, providerId, text, actions, personId }: AnswerToReport): Promise<Faulty> {
  const { store, now } = ctx;
  const [report] = await loadRelationshipReports(store, { quarters: [quarter], providers: [providerId] });
  if (!report) return faulty(refused("no_report"));
  const faults = checkProviderAnswer(text, actions, (await organisationDay(ctx)).today);
  if (faults.length > 0) return faulty(...faults);
  const rows = actions.map((action, position) => ({ id: newId(), quarter, providerId, position, text: action.text, ownerId: action.ownerId! }));
  const steps = rows.map(({ id }, index) => ({ actionId: id, number: 1, state: "planned" as const, dueOn: actions[index]!.dueOn, note: "", at: now, byPersonId: personId }));
  try {
    await store.writeAll((w) => insertProviderAnswer(store, w, { quarter, providerId, text, publishedAt: now, publishedBy: personId }, rows, steps), {
      at: now, actor: ctx.actor, action: "provider_answer.publish", entity: "department", entityId: providerId, details: { quarter, actions: rows.length },
    });
  } catch (error) {
    if (error instanceof DuplicateError) return faulty(refused("answered_already"));
    throw error;
  }
  return { ok: true };
}

export interface ActionStep {
  readonly actionId: string;
  /** Number of the step on which this one follows: the one that was seen. */
  readonly after: number;
  readonly state: ActionState;
  readonly dueOn: string;
  readonly note: string;
  readonly personId: string;
}

/** Moves an action on: another state, another day, or a word to it. What stood before stays readable. */
export async function stepProviderAction(ctx: OperationContext, { actionId, after, state, dueOn, note, personId }: ActionStep): Promise<Faulty> {
  const { store, now } = ctx;
  const action = await findAction(store, actionId);
  const newest = action?.steps[0];
  if (!action || !newest) return faulty(refused("not_found"));
  if (newest.number !== after) return faulty(refused("changed_meanwhile"));
  const faults = checkActionStep(newest.state, { state, dueOn, note }, (await organisationDay(ctx)).today);
  if (faults.length > 0) return faulty(...faults);
  const isOver = state === "done" || state === "dropped";
  try {
    await store.writeAll((w) => [insertActionStep(store, w, { actionId, number: after + 1, state, dueOn: isOver ? newest.dueOn : dueOn, note, at: now, byPersonId: personId })], {
      at: now, actor: ctx.actor, action: "provider_answer.step", entity: "department", entityId: action.providerId, details: { actionId, before: newest.state, after: state },
    });
  } catch (error) {
    if (error instanceof DuplicateError) return faulty(refused("changed_meanwhile"));
    throw error;
  }
  return { ok: true };
}
