import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { Page } from "#app/components/page.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { nameIn } from "#app/domain/names.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";
import { loadGateLines } from "#app/operations/gate-lines.server.ts";
import { answerPlanForm, firstDays, nextFirstDay, type PlanAnswer } from "#app/routes/_shell.pay.plans.new/save.server.ts";
import { valuesOf } from "#app/routes/_shell.pay.plans.new/values.ts";
import { PlanForm } from "#app/routes/_shell.pay.plans.new/view.tsx";
import { allow, fault, requireActor } from "#app/web/guard.server.ts";
import { readPageFacts } from "#app/web/page-facts.server.ts";
import { loadExternalMetrics } from "#db/queries/external-metrics.server.ts";
import { findPlan, loadPlanVersions } from "#db/queries/plans.server.ts";

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "plan.edit");
  const plan = await findPlan(context.store, params.planId ?? "");
  allow(viewer, "plan.edit", plan && {});
  const [{ organisation, locale, today }, [last]] = await Promise.all([readPageFacts(request, context), loadPlanVersions(context.store, plan!.id)]);
  if (!organisation || !last) throw fault(404, "not_found");
  const days = firstDays(organisation.payPeriod, organisation.firstPeriod, last.from, today);
  const next = nextFirstDay(organisation.payPeriod, today);
  return json({
    title: translateIn(locale, "pay")("plan.newVersion.title", { plan: nameIn(plan!.name, locale) }),
    plan: plan!,
    currency: { code: organisation.currency, digits: organisation.minorDigits },
    days,
    lines: await loadGateLines(context.store, today),
    metrics: await loadExternalMetrics(context.store),
    values: valuesOf(last.terms, days.includes(next) ? next : (days[0] ?? next), locale),
  });
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const viewer = await requireActor(request, context, "plan.edit");
  const plan = await findPlan(context.store, params.planId ?? "");
  allow(viewer, "plan.edit", plan && {});
  return answerPlanForm(request, context, viewer, plan);
}

export default function NewVersion() {
  const { plan, values, ...given } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>() as PlanAnswer | undefined;
  const t = useT("pay");
  const locale = useLocale();
  const name = nameIn(plan.name, locale);
  return (
    <Page
      title={t("plan.newVersion.title", { plan: name })}
      crumbs={[
        { label: t("plans.title"), to: "/pay/plans" },
        { label: name, to: `/pay/plans/${plan.id}` },
      ]}
    >
      <PlanForm given={{ ...given, isNew: false }} initial={values} answer={answer} />
    </Page>
  );
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.title);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
