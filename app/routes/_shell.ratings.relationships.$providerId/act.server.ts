import { ACTION_STATES, MOST_ACTIONS } from "#app/domain/improvement/provider-answer.ts";
import type { Refused } from "#app/domain/refusal.ts";
import type { Key } from "#app/i18n/catalogue.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { publishProviderAnswer, stepProviderAction } from "#app/operations/provider-answer.server.ts";
import type { AppContext } from "#app/web/context.server.ts";
import { allow, fault } from "#app/web/guard.server.ts";
import { readPageFacts } from "#app/web/page-facts.server.ts";
import type { Viewer } from "#app/web/session.server.ts";
import { actingContext, doneTyped, readTyped, refuseTyped } from "#app/web/typed-form.server.ts";
import { findAction } from "#db/queries/provider-answers.server.ts";
import { ownersOf } from "./read.server.ts";

/** Publishes the provider's answer, or moves one of its actions on. */
export async function actOnRelationship(request: Request, context: AppContext, viewer: Viewer, providerId: string) {
  const [values, { locale, today }] = await Promise.all([readTyped(request), readPageFacts(request, context)]);
  const quarter = values["quarter"] ?? "";
  const path = `/ratings/relationships/${providerId}?quarter=${encodeURIComponent(quarter)}`;
  const t = translateIn(locale, "rounds");
  const refuse = (faults: readonly Refused[]) => refuseTyped(values, faults, (code, facts) => t(`refused.${code}` as Key<"rounds">, facts), locale);
  if (values["intent"] === "step") {
    const action = await findAction(context.store, values["actionId"] ?? "");
    allow(viewer, "case.edit", action && action.providerId === providerId ? { personIds: [action.ownerId], departmentIds: [providerId] } : null);
    const state = ACTION_STATES.find((one) => one === values["state"]);
    if (!state) throw fault(400, "bad_request");
    const done = await stepProviderAction(actingContext(context, viewer), { actionId: action!.id, after: Number(values["after"]), state, dueOn: values["dueOn"] ?? "", note: values["note"] ?? "", personId: viewer.actor.personId });
    return done.ok ? doneTyped(path, context) : refuse(done.faults);
  }
  allow(viewer, "relationship.edit", { partyIds: [providerId] });
  const owners = await ownersOf(context, today, providerId);
  const actions = Array.from({ length: MOST_ACTIONS }, (_, index) => ({ text: values[`action.${index}`] ?? "", ownerId: owners.find((id) => id === values[`owner.${index}`]) ?? null, dueOn: values[`due.${index}`] ?? "" }));
  // Rows that were left empty are none; the first one is asked for.
  const filled = actions.filter((action, index) => index === 0 || action.text !== "" || action.ownerId !== null || action.dueOn !== "");
  const done = await publishProviderAnswer(actingContext(context, viewer), { quarter, providerId, text: values["text"] ?? "", actions: filled, personId: viewer.actor.personId });
  return done.ok ? doneTyped(path, context) : refuse(done.faults);
}
