import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { Page } from "#app/components/page.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { DEFAULT_APPROVAL_CHAIN } from "#app/domain/pay/approve-run.ts";
import { DEFAULT_PLAN } from "#app/domain/pay/plan-terms.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { useT } from "#app/i18n/use-t.ts";
import { loadGateLines } from "#app/operations/gate-lines.server.ts";
import { allow, fault, requireActor } from "#app/web/guard.server.ts";
import { readPageFacts } from "#app/web/page-facts.server.ts";
import { loadExternalMetrics } from "#db/queries/external-metrics.server.ts";
import { answerPlanForm, firstDays, nextFirstDay, type PlanAnswer } from "./save.server.ts";
import { valuesOf } from "./values.ts";
import { PlanForm } from "./view.tsx";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "plan.edit");
  allow(viewer, "plan.edit", {});
  const { organisation, locale, today } = await readPageFacts(request, context);
  if (!organisation) throw fault(404, "not_found");
  const { payPeriod, firstPeriod, currency, minorDigits } = organisation;
  const terms = { ...DEFAULT_PLAN, currency, minorDigits, approvalChain: DEFAULT_APPROVAL_CHAIN };
  return json({
    title: translateIn(locale, "pay")("plan.new.title"),
    currency: { code: currency, digits: minorDigits },
    days: firstDays(payPeriod, firstPeriod, null, today),
    lines: await loadGateLines(context.store, today),
    metrics: await loadExternalMetrics(context.store),
    values: { code: "", nameEn: "", nameRu: "", ...valuesOf(terms, nextFirstDay(payPeriod, today), locale) },
  });
}

export async function action({ request, context }: ActionFunctionArgs) {
  const viewer = await requireActor(request, context, "plan.edit");
  allow(viewer, "plan.edit", {});
  return answerPlanForm(request, context, viewer, null);
}

export default function NewPlan() {
  const { values, ...given } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>() as PlanAnswer | undefined;
  const t = useT("pay");
  return (
    <Page title={t("plan.new.title")} crumbs={[{ label: t("plans.title"), to: "/pay/plans" }]}>
      <PlanForm given={{ ...given, isNew: true }} initial={values} answer={answer} />
    </Page>
  );
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.title);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
