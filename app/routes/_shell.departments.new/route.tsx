import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { Page } from "#app/components/page.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { freshForm, type TypedForm } from "#app/components/typed-form.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { useT } from "#app/i18n/use-t.ts";
import { allow, requireActor } from "#app/web/guard.server.ts";
import { localeFor } from "#app/web/locale.server.ts";
import { departmentChoices, saveDepartmentForm } from "./form.server.ts";
import { DepartmentFields } from "./view.tsx";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "department.edit");
  allow(viewer, "department.edit", {});
  const locale = await localeFor(request, context);
  const parentId = new URL(request.url).searchParams.get("parent") ?? "";
  return json({ title: translateIn(locale, "organisation")("department.new"), choices: await departmentChoices(context.store, locale), form: freshForm({ parentId }) });
}

export async function action({ request, context }: ActionFunctionArgs) {
  const viewer = await requireActor(request, context, "department.edit");
  allow(viewer, "department.edit", {});
  return saveDepartmentForm(request, context, viewer, null);
}

export default function NewDepartment() {
  const { title, choices, form } = useLoaderData<typeof loader>();
  const acted = useActionData<typeof action>() as TypedForm | undefined;
  const catalogue = useT("catalogue");
  return (
    <Page title={title} crumbs={[{ label: catalogue("departments"), to: "/departments" }]} width="reading">
      <DepartmentFields form={acted ?? form} choices={choices} isNew back="/departments" />
    </Page>
  );
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.title);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
