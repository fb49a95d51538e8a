import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { Card } from "#app/components/card.tsx";
import { ArchiveDialog } from "#app/components/archive-dialog.tsx";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { Notice } from "#app/components/notice.tsx";
import { Page } from "#app/components/page.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { freshForm, type TypedForm } from "#app/components/typed-form.ts";
import { nameIn } from "#app/domain/names.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { useT } from "#app/i18n/use-t.ts";
import { archiveDepartment } from "#app/operations/archive-department.server.ts";
import { allow, requireActor } from "#app/web/guard.server.ts";
import { readPageFacts } from "#app/web/page-facts.server.ts";
import { actingContext, doneTyped } from "#app/web/typed-form.server.ts";
import { findDepartment } from "#db/queries/catalogue.server.ts";
import { departmentChoices, saveDepartmentForm, sayOf } from "../_shell.departments.new/form.server.ts";
import { DepartmentFields } from "../_shell.departments.new/view.tsx";

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "department.edit");
  const { locale } = await readPageFacts(request, context);
  const found = await findDepartment(context.store, params.id ?? "");
  const department = found?.archivedAt === null ? found : null;
  allow(viewer, "department.edit", department && {});
  const { id, code, name, parentId, calendarId, isTeam } = department!;
  const choices = await departmentChoices(context.store, locale);
  const title = translateIn(locale, "organisation")("department.edit", { name: nameIn(name, locale) });
  const form = freshForm({ nameEn: name.en ?? "", nameRu: name.ru ?? "", parentId: parentId ?? "", calendarId: calendarId ?? "", isTeam: isTeam ? "on" : "" });
  return json({ id, code, name: nameIn(name, locale), title, choices, form });
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const viewer = await requireActor(request, context, "department.edit");
  const id = params.id ?? "";
  allow(viewer, "department.edit", (await findDepartment(context.store, id)) && {});
  if ((await request.clone().formData()).get("intent") !== "archive") return saveDepartmentForm(request, context, viewer, id);
  const { locale, today } = await readPageFacts(request, context);
  const archived = await archiveDepartment(actingContext(context, viewer), id, today);
  if (!archived.ok) return json<TypedForm>({ values: { intent: "archive" }, faults: { form: sayOf(locale)(archived.code, archived.facts) } }, { status: 409 });
  return doneTyped("/departments", context, { key: "flash.archived" });
}

export default function EditDepartment() {
  const { id, name, title, choices, form } = useLoaderData<typeof loader>();
  const acted = useActionData<typeof action>() as TypedForm | undefined;
  const t = useT("organisation");
  const catalogue = useT("catalogue");
  const refusal = acted?.values["intent"] === "archive" ? acted.faults["form"] : undefined;
  return (
    <Page title={title} crumbs={[{ label: catalogue("departments"), to: "/departments" }, { label: name, to: `/departments/${id}` }]} width="reading">
      <DepartmentFields key={id} form={acted && refusal === undefined ? acted : form} choices={choices} isNew={false} back={`/departments/${id}`} />
      <p className="text-sm text-pretty text-muted">
        {t("edit.dated")}{" "}
        <Link to={`/departments/reorganisations/new?department=${id}`} className="door">{t("edit.dated.link")}</Link>
      </p>
      <Card title={t("archive.title", { name })}>
        {refusal ? (
          <div className="mb-3">
            <Notice tone="error">{`${t("archive.refused")}. ${refusal}`}</Notice>
          </div>
        ) : null}
        <p className="mb-3 text-sm text-pretty text-muted">{t("archive.text")}</p>
        <ArchiveDialog title={t("archive.title", { name })} consequence={t("archive.text")} act={t("archive.act")} />
      </Card>
    </Page>
  );
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.title);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
