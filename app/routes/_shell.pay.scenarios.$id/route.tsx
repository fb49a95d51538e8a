import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { LinkButton } from "#app/components/button.tsx";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { Page } from "#app/components/page.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { ScenarioView } from "#app/components/pay/scenario-view.tsx";
import { StepDialog } from "#app/components/step-dialog.tsx";
import { can } from "#app/domain/access/can.ts";
import { nameIn } from "#app/domain/names.ts";
import { formatPeriod } from "#app/format/date.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";
import { allow, fault, requireActor } from "#app/web/guard.server.ts";
import { localeFor } from "#app/web/locale.server.ts";
import { scenarioValues } from "#app/web/scenario-form.server.ts";
import { readScenarioPage } from "#app/web/scenario-page.server.ts";
import { takeScenarioStep } from "#app/web/scenario-step.server.ts";
import { findScenario } from "#db/queries/scenarios.server.ts";

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "scenario.read");
  const row = await findScenario(context.store, params.id ?? "");
  const isOwn = row?.ownerId === viewer.actor.personId;
  allow(viewer, "scenario.read", row && (isOwn || row.shared) ? {} : null);
  const locale = await localeFor(request, context);
  const page = await readScenarioPage(context.store, viewer.actor, row!.planId, row!.period, row!.changes, context.now(), locale);
  if (!page) throw fault(404, "not_found");
  return json({ title: row!.name, id: row!.id, page, values: scenarioValues(row!.name, row!.shared, row!.changes, locale), mayEdit: isOwn && can(viewer.actor, "scenario.edit"), mayDuplicate: can(viewer.actor, "scenario.edit") });
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const viewer = await requireActor(request, context, "scenario.edit");
  const row = await findScenario(context.store, params.id ?? "");
  allow(viewer, "scenario.edit", row && (row.ownerId === viewer.actor.personId || row.shared) ? {} : null);
  return takeScenarioStep(request, context, viewer, { id: row!.id, planId: row!.planId, period: row!.period });
}

export default function Scenario() {
  const { title, page, values, mayEdit, mayDuplicate } = useLoaderData<typeof loader>();
  const outcome = useActionData<typeof action>();
  const t = useT("payroll");
  const locale = useLocale();
  const shown = outcome?.page ?? page;
  return (
    <Page
      title={title}
      crumbs={[{ label: t("scenarios.title"), to: "/pay/scenarios" }]}
      sentence={t("scenario.sentence", { plan: nameIn(page.planName, locale), period: formatPeriod(page.period, locale) })}
      action={
        <>
          {mayEdit ? <StepDialog step="delete" trigger={t("scenario.delete")} title={t("scenario.delete.title", { name: title })} consequence={t("scenario.delete.consequence")} tone="plain" /> : null}
          {mayDuplicate ? (
            <LinkButton to={`/pay/scenarios/new?what=${page.planId}/${page.period}`} tone="plain">
              {t("scenarios.new")}
            </LinkButton>
          ) : null}
        </>
      }
      width="full"
    >
      <ScenarioView page={shown} values={outcome?.values ?? values} fault={outcome?.fault ?? null} canSave={mayEdit} canDuplicate={mayDuplicate} />
    </Page>
  );
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.title);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
