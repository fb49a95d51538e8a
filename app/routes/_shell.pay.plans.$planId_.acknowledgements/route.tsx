import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import type { TypedForm } from "#app/components/typed-form.ts";
import { can } from "#app/domain/access/can.ts";
import { nameIn } from "#app/domain/names.ts";
import type { Key } from "#app/i18n/catalogue.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { callForAcknowledgement, decideAcknowledgement } from "#app/operations/acknowledge-plan.server.ts";
import { allow, requireActor } from "#app/web/guard.server.ts";
import { readPageFacts } from "#app/web/page-facts.server.ts";
import { actingContext, doneTyped, readTyped, refuseTyped } from "#app/web/typed-form.server.ts";
import { findPlan } from "#db/queries/plans.server.ts";
import { readAcknowledgementRows, versionAsked } from "./read.server.ts";
import { AcknowledgementsView } from "./view.tsx";

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "statement.read_any");
  const { store } = context;
  const plan = await findPlan(store, params.planId ?? "");
  allow(viewer, "statement.read_any", plan && {});
  const url = new URL(request.url);
  const [{ locale, today }, { version, numbers }] = await Promise.all([readPageFacts(request, context), versionAsked(store, plan!.id, url)]);
  allow(viewer, "statement.read_any", version && {});
  return json({
    title: translateIn(locale, "acknowledging")("list.title", { plan: nameIn(plan!.name, locale), number: version!.number }),
    plan: plan!, numbers, zone: viewer.timeZone,
    number: version!.number,
    mayEdit: can(viewer.actor, "plan.edit"),
    ...(await readAcknowledgementRows(store, version!, url, today, "page")),
  });
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const viewer = await requireActor(request, context, "plan.edit");
  const plan = await findPlan(context.store, params.planId ?? "");
  allow(viewer, "plan.edit", plan && {});
  const [{ locale }, { version }, values] = await Promise.all([readPageFacts(request, context), versionAsked(context.store, plan!.id, new URL(request.url)), readTyped(request)]);
  allow(viewer, "plan.edit", version && {});
  const ctx = actingContext(context, viewer);
  const { accountId } = viewer.actor;
  const result =
    values["intent"] === "call"
      ? await callForAcknowledgement(ctx, { planVersionId: version!.id, dueOn: values["dueOn"] ?? "", accountId })
      : await decideAcknowledgement(ctx, { planVersionId: version!.id, personId: values["personId"] ?? "", decision: values["intent"] === "hold" ? "hold" : "pay", reason: values["reason"] ?? "", accountId });
  if (result.ok) return doneTyped(`/pay/plans/${plan!.id}/acknowledgements?version=${version!.number}`, context);
  return refuseTyped(values, [result], (code) => translateIn(locale, "acknowledging")(`refusal.${code}` as Key<"acknowledging">), locale);
}

export default function Acknowledgements() {
  return <AcknowledgementsView data={useLoaderData<typeof loader>()} acted={useActionData<typeof action>() as TypedForm | undefined} />;
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.title);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
