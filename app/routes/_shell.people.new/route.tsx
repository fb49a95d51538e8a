import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { Card } from "#app/components/card.tsx";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { Page } from "#app/components/page.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { TypedFormFrame, TypedSubmit } from "#app/components/typed-field.tsx";
import { freshForm, type TypedForm } from "#app/components/typed-form.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { useT } from "#app/i18n/use-t.ts";
import { savePerson } from "#app/operations/save-person.server.ts";
import { allow, requireActor } from "#app/web/guard.server.ts";
import { readPageFacts } from "#app/web/page-facts.server.ts";
import { actingContext, doneTyped, readTyped, refuseTyped } from "#app/web/typed-form.server.ts";
import { departmentChoices, sayOf } from "../_shell.departments.new/form.server.ts";
import { PersonFields, PlaceFields } from "./fields.tsx";
import { personOf, placeOf } from "./form.server.ts";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "people.edit");
  allow(viewer, "people.edit", {});
  const { locale, today, zone } = await readPageFacts(request, context);
  const departmentId = new URL(request.url).searchParams.get("department") ?? "";
  return json({
    title: translateIn(locale, "organisation")("person.new"), departments: (await departmentChoices(context.store, locale)).parents,
    form: freshForm({ locale, zone, departmentId, employment: "permanent", fte: "1", sharePct: "100", from: today }),
  });
}

export async function action({ request, context }: ActionFunctionArgs) {
  const viewer = await requireActor(request, context, "people.edit");
  allow(viewer, "people.edit", {});
  const [{ locale }, values] = await Promise.all([readPageFacts(request, context), readTyped(request)]);
  const saved = await savePerson(actingContext(context, viewer), personOf(values, null), placeOf(values));
  return saved.ok ? doneTyped(`/people/${saved.personId}`, context) : refuseTyped(values, saved.faults, sayOf(locale), locale);
}

export default function NewPerson() {
  const { title, departments, form: fresh } = useLoaderData<typeof loader>();
  const form = (useActionData<typeof action>() as TypedForm | undefined) ?? fresh;
  const t = useT("organisation");
  const catalogue = useT("catalogue");
  const common = useT("common");
  return (
    <Page title={title} crumbs={[{ label: catalogue("people"), to: "/people" }]} width="reading">
      <TypedFormFrame form={form}>
        <PersonFields form={form} />
        <Card title={t("person.firstPlace")}>
          <PlaceFields form={form} departments={departments} />
        </Card>
        <div className="flex flex-wrap items-center gap-2 pt-1">
          <TypedSubmit>{t("person.save")}</TypedSubmit>
          <Link to="/people" className="px-2 text-muted hover:text-ink hover:underline">
            {common("cancel")}
          </Link>
        </div>
      </TypedFormFrame>
    </Page>
  );
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.title);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
