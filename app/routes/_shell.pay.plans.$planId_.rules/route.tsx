import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import type { TypedForm } from "#app/components/typed-form.ts";
import { can } from "#app/domain/access/can.ts";
import { nameIn } from "#app/domain/names.ts";
import { refused, type Refused } from "#app/domain/refusal.ts";
import { payPeriodMonths } from "#app/domain/score/pay-period-months.ts";
import type { Key } from "#app/i18n/catalogue.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { readTarget } from "#app/operations/feeds/member-lines.ts";
import { addMemberRule, applyMemberRules, dropMemberRule } from "#app/operations/member-rules.server.ts";
import { recordPayRead } from "#app/operations/record-pay-read.server.ts";
import { allow, fault, requireActor } from "#app/web/guard.server.ts";
import { readPageFacts } from "#app/web/page-facts.server.ts";
import { actingContext, doneTyped, readTyped, refuseTyped } from "#app/web/typed-form.server.ts";
import { findPlan } from "#db/queries/plans.server.ts";
import { departmentChoices } from "../_shell.departments.new/form.server.ts";
import { shownMemberState } from "./read.server.ts";
import { RulesView } from "./view.tsx";

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "statement.read_any");
  const { store } = context;
  const plan = await findPlan(store, params.planId ?? "");
  allow(viewer, "statement.read_any", plan && {});
  const { organisation, locale, today } = await readPageFacts(request, context);
  if (!organisation) throw fault(404, "not_found");
  const [state, choices] = await Promise.all([shownMemberState(store, plan!.id, today, locale), departmentChoices(store, locale)]);
  await recordPayRead(actingContext(context, viewer), viewer.actor, { entity: "plan", entityId: plan!.id, rows: state.rules.length });
  return json({
    title: translateIn(locale, "members")("rules.title", { plan: nameIn(plan!.name, locale) }),
    plan: plan!,
    state,
    today,
    firstDay: `${payPeriodMonths(today.slice(0, 7), organisation.payPeriod)[0]!}-01`,
    departments: choices.parents,
    currency: { code: organisation.currency, digits: organisation.minorDigits },
    mayEdit: can(viewer.actor, "plan.edit"),
  });
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const viewer = await requireActor(request, context, "plan.edit");
  const plan = await findPlan(context.store, params.planId ?? "");
  allow(viewer, "plan.edit", plan && {});
  const [{ organisation, locale }, values] = await Promise.all([readPageFacts(request, context), readTyped(request)]);
  if (!organisation) throw fault(404, "not_found");
  const ctx = actingContext(context, viewer);
  const t = translateIn(locale, "members");
  const done = () => doneTyped(`/pay/plans/${plan!.id}/rules`, context);
  const refuse = (found: Refused, texts: "rules.refusal" | "problem" = "rules.refusal") => refuseTyped(values, [found], (code, facts) => t(`${texts}.${code}` as Key<"members">, facts), locale);
  switch (values["intent"]) {
    case "end": {
      const ended = await dropMemberRule(ctx, plan!.id, values["ruleId"] ?? "");
      return ended.ok ? done() : refuse(ended);
    }
    case "apply": {
      const applied = await applyMemberRules(ctx, plan!.id, values["day"] ?? "");
      return applied.ok ? done() : refuse({ ...applied, field: "day" }, "problem");
    }
    default: {
      const target = readTarget(values["target"] ?? "", organisation.minorDigits);
      if (target === null || target === "leaves") return refuse(refused("bad_target", undefined, "target"));
      const added = await addMemberRule(ctx, { planId: plan!.id, departmentId: values["departmentId"] || null, withBelow: values["withBelow"] === "on", position: values["position"] || null, target, accountId: viewer.actor.accountId });
      return added.ok ? done() : refuse(added);
    }
  }
}

export default function Rules() {
  return <RulesView data={useLoaderData<typeof loader>()} acted={useActionData<typeof action>() as TypedForm | undefined} />;
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.title);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
