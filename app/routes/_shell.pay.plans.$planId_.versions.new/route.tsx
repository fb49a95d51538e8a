import type { SubmissionResult } from "@conform-to/react";
import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { Page } from "#app/components/page.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { nameIn } from "#app/domain/names.ts";
import { localDateOf, zoneOf } from "#app/domain/time/zone.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";
import { fieldsOf, fitsPlanForm } from "#app/routes/_shell.pay.plans.new/defaults.ts";
import { firstDays, nextFirstDay, savePlanForm } from "#app/routes/_shell.pay.plans.new/save.server.ts";
import { PlanForm } from "#app/routes/_shell.pay.plans.new/view.tsx";
import { allow, fault, requireActor } from "#app/web/guard.server.ts";
import { localeFor } from "#app/web/locale.server.ts";
import { loadOrganisation } from "#db/queries/directory.server.ts";
import { findPlan, loadPlanVersions } from "#db/queries/plans.server.ts";

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "plan.edit");
  const [organisation, plan] = await Promise.all([loadOrganisation(context.store), findPlan(context.store, params.planId ?? "")]);
  allow(viewer, "plan.edit", plan && {});
  const [last] = await loadPlanVersions(context.store, plan!.id);
  if (!organisation || !last) throw fault(404, "not_found");
  if (!fitsPlanForm(last.terms)) throw fault(409, "conflict");
  const locale = await localeFor(request, context);
  const today = localDateOf(zoneOf(organisation.zone), context.now());
  const days = firstDays(organisation.payPeriod, organisation.firstPeriod, last.from, today);
  const next = nextFirstDay(organisation.payPeriod, today);
  return json({
    title: translateIn(locale, "pay")("plan.newVersion.title", { plan: nameIn(plan!.name, locale) }),
    plan: plan!,
    currency: organisation.currency,
    days,
    fields: fieldsOf(last.terms, days.includes(next) ? next : (days[0] ?? next), locale),
  });
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const viewer = await requireActor(request, context, "plan.edit");
  const plan = await findPlan(context.store, params.planId ?? "");
  allow(viewer, "plan.edit", plan && {});
  const [last] = await loadPlanVersions(context.store, plan!.id);
  if (last && !fitsPlanForm(last.terms)) throw fault(409, "conflict");
  return savePlanForm(request, context, viewer, await localeFor(request, context), plan);
}

export default function NewVersion() {
  const { plan, fields, days, currency } = useLoaderData<typeof loader>();
  const lastResult = useActionData<typeof action>();
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
      <PlanForm fields={fields} days={days} currency={currency} isNew={false} lastResult={lastResult as SubmissionResult | undefined} />
    </Page>
  );
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.title);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
