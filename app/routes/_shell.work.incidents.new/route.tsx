import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { Page } from "#app/components/page.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { freshForm, type TypedForm } from "#app/components/typed-form.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { useT } from "#app/i18n/use-t.ts";
import { allow, requireActor } from "#app/web/guard.server.ts";
import { readPageFacts } from "#app/web/page-facts.server.ts";
import { readTyped } from "#app/web/typed-form.server.ts";
import { IncidentForm } from "./incident-form.tsx";
import { departmentBoxes, saveIncidentForm } from "./save.server.ts";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "incident.declare");
  allow(viewer, "incident.declare", {});
  const { locale, zone } = await readPageFacts(request, context);
  return json({ title: translateIn(locale, "delays")("incident.new"), departments: await departmentBoxes(context.store, locale), zone });
}

export async function action({ request, context }: ActionFunctionArgs) {
  const viewer = await requireActor(request, context, "incident.declare");
  allow(viewer, "incident.declare", {});
  return saveIncidentForm(request, await readTyped(request), context, viewer, null);
}

export default function NewIncident() {
  const { title, departments, zone } = useLoaderData<typeof loader>();
  const acted = useActionData<typeof action>() as TypedForm | undefined;
  const t = useT("delays");
  const work = useT("work");
  return (
    <Page title={title} crumbs={[{ label: work("title"), to: "/work" }, { label: t("incidents"), to: "/work/incidents" }]} width="reading">
      <IncidentForm form={acted ?? freshForm()} departments={departments} zone={zone} rowVersion={0} isNew />
    </Page>
  );
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.title);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
