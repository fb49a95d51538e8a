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
import { readTyped } from "#app/web/typed-form.server.ts";
import { GroupForm } from "./group-form.tsx";
import { saveGroupForm } from "./save.server.ts";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "department.edit");
  allow(viewer, "department.edit", {});
  return json({ title: translateIn(await localeFor(request, context), "organisation")("group.new") });
}

export async function action({ request, context }: ActionFunctionArgs) {
  const viewer = await requireActor(request, context, "department.edit");
  allow(viewer, "department.edit", {});
  return saveGroupForm(request, await readTyped(request), context, viewer, null);
}

export default function NewGroup() {
  const { title } = useLoaderData<typeof loader>();
  const acted = useActionData<typeof action>() as TypedForm | undefined;
  const t = useT("organisation");
  return (
    <Page title={title} crumbs={[{ label: t("groups"), to: "/departments/groups" }]} width="reading">
      <GroupForm form={acted ?? freshForm()} isNew />
    </Page>
  );
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.title);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
