import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { readTableQuery, type TableSpec } from "#app/domain/list/table-query.ts";
import { freshForm, type TypedForm } from "#app/components/typed-form.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { allow, requireActor } from "#app/web/guard.server.ts";
import { readPageFacts } from "#app/web/page-facts.server.ts";
import { settingsParts } from "#app/web/settings-parts.server.ts";
import { WATCHED_STATES } from "#db/schema/sources.ts";
import { actOnFolder } from "./act.server.ts";
import { readFolder } from "./read-folder.server.ts";
import { FolderView } from "./view.tsx";

const SPEC: TableSpec<"at", "state"> = { sortable: ["at"], defaultSort: { column: "at", descending: true }, filters: { state: WATCHED_STATES }, pageSize: 25 };

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "token.edit");
  allow(viewer, "token.edit", {});
  const { locale } = await readPageFacts(request, context);
  const query = readTableQuery(new URL(request.url).searchParams, SPEC);
  const data = await readFolder(context, query, locale);
  const t = translateIn(locale, "sources");
  return json({ ...data, query, title: t("folder.title"), sentence: t("folder.sentence", { count: data.rules.length }), parts: settingsParts(viewer), zone: viewer.timeZone });
}

export async function action({ request, context }: ActionFunctionArgs) {
  const viewer = await requireActor(request, context, "token.edit");
  allow(viewer, "token.edit", {});
  return actOnFolder(request, context, viewer);
}

export default function Folder() {
  const data = useLoaderData<typeof loader>();
  const acted = useActionData<typeof action>() as TypedForm | undefined;
  return <FolderView key={data.rules.length} {...data} form={acted ?? freshForm()} />;
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.title);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
