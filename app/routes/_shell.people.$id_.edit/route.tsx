import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { Card } from "#app/components/card.tsx";
import { ArchiveDialog } from "#app/components/archive-dialog.tsx";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { Page } from "#app/components/page.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { TypedFormFrame, TypedSubmit } from "#app/components/typed-field.tsx";
import { freshForm, type TypedForm } from "#app/components/typed-form.ts";
import { personName } from "#app/format/person-name.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { useT } from "#app/i18n/use-t.ts";
import { archivePerson, savePerson } from "#app/operations/save-person.server.ts";
import { allow, requireActor } from "#app/web/guard.server.ts";
import { readPageFacts } from "#app/web/page-facts.server.ts";
import { actingContext, doneTyped, readTyped, refuseTyped } from "#app/web/typed-form.server.ts";
import { loadPeople } from "#db/queries/people.server.ts";
import { sayOf } from "../_shell.departments.new/form.server.ts";
import { PersonFields } from "../_shell.people.new/fields.tsx";
import { personOf } from "../_shell.people.new/form.server.ts";

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "people.edit");
  const { locale } = await readPageFacts(request, context);
  const person = (await loadPeople(context.store, [params.id ?? ""]))[0];
  allow(viewer, "people.edit", person?.archivedAt === null ? {} : null);
  const { id, surname, givenName, patronymic, personnelNumber, email, locale: language, zone } = person!;
  const name = personName(person!, locale);
  return json({ id, name, title: translateIn(locale, "organisation")("person.edit", { name }), form: freshForm({ surname, givenName, patronymic: patronymic ?? "", personnelNumber, email: email ?? "", locale: language, zone }) });
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const viewer = await requireActor(request, context, "people.edit");
  const id = params.id ?? "";
  allow(viewer, "people.edit", (await loadPeople(context.store, [id]))[0] ? {} : null);
  const [{ locale, today }, values] = await Promise.all([readPageFacts(request, context), readTyped(request)]);
  const ctx = actingContext(context, viewer);
  if (values["intent"] === "archive") {
    const archived = await archivePerson(ctx, id, today);
    return archived.ok ? doneTyped("/people", context, { key: "flash.archived" }) : refuseTyped(values, [archived], sayOf(locale), locale, 409);
  }
  const saved = await savePerson(ctx, personOf(values, id), null);
  return saved.ok ? doneTyped(`/people/${id}`, context) : refuseTyped(values, saved.faults, sayOf(locale), locale);
}

export default function EditPerson() {
  const { id, name, title, form: fresh } = useLoaderData<typeof loader>();
  const acted = useActionData<typeof action>() as TypedForm | undefined;
  const archiving = acted?.values["intent"] === "archive" ? acted : undefined;
  const form = archiving ? { ...fresh, faults: archiving.faults } : (acted ?? fresh);
  const t = useT("organisation");
  const catalogue = useT("catalogue");
  const common = useT("common");
  return (
    <Page title={title} crumbs={[{ label: catalogue("people"), to: "/people" }, { label: name, to: `/people/${id}` }]} width="reading">
      <TypedFormFrame form={form}>
        <PersonFields form={form} />
        <div className="flex flex-wrap items-center gap-2 pt-1">
          <TypedSubmit>{t("person.save")}</TypedSubmit>
          <Link to={`/people/${id}`} className="px-2 text-muted hover:text-ink hover:underline">
            {common("cancel")}
          </Link>
        </div>
      </TypedFormFrame>
      <Card title={t("person.archive.title", { name })}>
        <p className="mb-3 text-sm text-pretty text-muted">{t("person.archive.text")}</p>
        <ArchiveDialog title={t("person.archive.title", { name })} consequence={t("person.archive.text")} act={t("person.archive.act")} />
      </Card>
    </Page>
  );
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.title);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
