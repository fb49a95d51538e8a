import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { Page } from "#app/components/page.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { ScenarioView } from "#app/components/pay/scenario-view.tsx";
import { nameIn } from "#app/domain/names.ts";
import { formatPeriod } from "#app/format/date.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";
import { allow, fault, requireActor } from "#app/web/guard.server.ts";
import { localeFor } from "#app/web/locale.server.ts";
import { scenarioValues } from "#app/web/scenario-form.server.ts";
import { readScenarioPage } from "#app/web/scenario-page.server.ts";
import { takeScenarioStep } from "#app/web/scenario-step.server.ts";

/** PLAN/PERIOD as the list sends it. */
const WHAT = /^([0-9a-f]{32})\/(\d{4}-(?:Q[1-4]|0[1-9]|1[0-2]))$/;

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "scenario.edit");
  allow(viewer, "scenario.edit", {});
  const what = WHAT.exec(new URL(request.url).searchParams.get("what") ?? "");
  if (!what) throw redirect("/pay/scenarios");
  const locale = await localeFor(request, context);
  const page = await readScenarioPage(context.store, viewer.actor, what[1]!, what[2]!, {}, context.now(), locale);
  if (!page) throw fault(404, "not_found");
  return json({ title: translateIn(locale, "payroll")("scenarios.new"), page, values: scenarioValues("", false, {}, locale) });
}

export async function action({ request, context }: ActionFunctionArgs) {
  const viewer = await requireActor(request, context, "scenario.edit");
  allow(viewer, "scenario.edit", {});
  const what = WHAT.exec(new URL(request.url).searchParams.get("what") ?? "");
  if (!what) throw fault(400, "bad_request");
  return takeScenarioStep(request, context, viewer, { id: null, planId: what[1]!, period: what[2]! });
}

export default function NewScenario() {
  const { title, page, values } = useLoaderData<typeof loader>();
  const outcome = useActionData<typeof action>();
  const t = useT("payroll");
  const locale = useLocale();
  const shown = outcome?.page ?? page;
  return (
    <Page title={title} crumbs={[{ label: t("scenarios.title"), to: "/pay/scenarios" }]} sentence={t("scenario.sentence", { plan: nameIn(page.planName, locale), period: formatPeriod(page.period, locale) })} width="full">
      <ScenarioView page={shown} values={outcome?.values ?? values} fault={outcome?.fault ?? null} canSave />
    </Page>
  );
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.title);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
