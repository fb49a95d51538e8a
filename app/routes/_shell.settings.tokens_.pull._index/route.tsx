import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { freshForm, type TypedForm } from "#app/components/typed-form.ts";
import { nameIn } from "#app/domain/names.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { allow, requireActor } from "#app/web/guard.server.ts";
import { readPageFacts } from "#app/web/page-facts.server.ts";
import { settingsParts } from "#app/web/settings-parts.server.ts";
import { loadDepartments } from "#db/queries/directory.server.ts";
import { listPulls } from "#db/queries/pulls.server.ts";
import { makePull } from "./act.server.ts";
import { PullsView } from "./view.tsx";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "token.edit");
  allow(viewer, "token.edit", {});
  const { locale } = await readPageFacts(request, context);
  const [pulls, departments] = await Promise.all([listPulls(context.store), loadDepartments(context.store)]);
  const nameOf = new Map(departments.map((row) => [row.id, nameIn(row.name, locale)]));
  const t = translateIn(locale, "sources");
  return json({
    title: t("pull.title"), sentence: t("pull.sentence", { count: pulls.length }), parts: settingsParts(viewer), zone: viewer.timeZone,
    rows: pulls.map(({ source, state }) => ({
      id: source.id, name: source.name, source: source.source, standing: source.pausedAt !== null ? ("paused" as const) : state.attempt > 0 ? ("failing" as const) : ("on" as const),
      departments: source.providerIds?.map((id) => nameOf.get(id) ?? id) ?? null, fault: state.fault, detail: state.faultDetail ?? "", lastGoodAt: state.lastGoodAt,
    })),
    choices: departments.map((row) => ({ value: row.id, label: `${nameIn(row.name, locale)} (${row.code})` })),
  });
}

export async function action({ request, context }: ActionFunctionArgs) {
  const viewer = await requireActor(request, context, "token.edit");
  allow(viewer, "token.edit", {});
  return makePull(request, context, viewer);
}

export default function Pulls() {
  const data = useLoaderData<typeof loader>();
  const acted = useActionData<typeof action>() as TypedForm | undefined;
  return <PullsView {...data} form={acted ?? freshForm({ preset: "json" })} />;
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.title);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
