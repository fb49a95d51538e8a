import type { SubmissionResult } from "@conform-to/react";
import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { Page } from "#app/components/page.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { DEFAULT_PLAN } from "#app/domain/pay/plan-terms.ts";
import { DEFAULT_APPROVAL_CHAIN } from "#app/domain/pay/approve-run.ts";
import { localDateOf, zoneOf } from "#app/domain/time/zone.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { useT } from "#app/i18n/use-t.ts";
import { allow, fault, requireActor } from "#app/web/guard.server.ts";
import { localeFor } from "#app/web/locale.server.ts";
import { loadOrganisation } from "#db/queries/directory.server.ts";
import { fieldsOf } from "./defaults.ts";
import { firstDays, nextFirstDay, savePlanForm } from "./save.server.ts";
import { PlanForm } from "./view.tsx";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "plan.edit");
  allow(viewer, "plan.edit", {});
  const organisation = await loadOrganisation(context.store);
  if (!organisation) throw fault(404, "not_found");
  const locale = await localeFor(request, context);
  const today = localDateOf(zoneOf(organisation.zone), context.now());
  const terms = { ...DEFAULT_PLAN, currency: organisation.currency, minorDigits: organisation.minorDigits, approvalChain: DEFAULT_APPROVAL_CHAIN };
  return json({
    title: translateIn(locale, "pay")("plan.new.title"),
    currency: organisation.currency,
    days: firstDays(organisation.payPeriod, organisation.firstPeriod, null, today),
    fields: { code: "", nameEn: "", nameRu: "", ...fieldsOf(terms, nextFirstDay(organisation.payPeriod, today), locale) },
  });
}

export async function action({ request, context }: ActionFunctionArgs) {
  const viewer = await requireActor(request, context, "plan.edit");
  allow(viewer, "plan.edit", {});
  return savePlanForm(request, context, viewer, await localeFor(request, context), null);
}

export default function NewPlan() {
  const { fields, days, currency } = useLoaderData<typeof loader>();
  const lastResult = useActionData<typeof action>();
  const t = useT("pay");
  return (
    <Page title={t("plan.new.title")} crumbs={[{ label: t("plans.title"), to: "/pay/plans" }]}>
      <PlanForm fields={fields} days={days} currency={currency} isNew lastResult={lastResult as SubmissionResult | undefined} />
    </Page>
  );
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.title);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
