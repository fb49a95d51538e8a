import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { freshForm } from "#app/components/typed-form.ts";
import { nameIn } from "#app/domain/names.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { allow, requireActor } from "#app/web/guard.server.ts";
import { readPageFacts } from "#app/web/page-facts.server.ts";
import { requireRecentProof } from "#app/web/recent-proof.server.ts";
import { settingsParts } from "#app/web/settings-parts.server.ts";
import { listHooksIn } from "#db/queries/hooks-in.server.ts";
import { loadDepartments } from "#db/queries/directory.server.ts";
import { makeHookIn, type HookMade } from "./act.server.ts";
import { HooksInView } from "./view.tsx";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "token.edit");
  allow(viewer, "token.edit", {});
  const { locale } = await readPageFacts(request, context);
  const [hooks, departments] = await Promise.all([listHooksIn(context.store), loadDepartments(context.store)]);
  const nameOf = new Map(departments.map((row) => [row.id, nameIn(row.name, locale)]));
  const t = translateIn(locale, "hooks");
  return json({
    title: t("in.title"), sentence: t("in.sentence", { count: hooks.length }), parts: settingsParts(viewer), zone: viewer.timeZone,
    rows: hooks.map((row) => ({ id: row.id, name: row.name, source: row.source, scheme: row.scheme, isOn: row.disabledAt === null, lastAt: row.lastAt, refused: row.refused, departments: row.providerIds?.map((id) => nameOf.get(id) ?? id) ?? null })),
    choices: departments.map((row) => ({ value: row.id, label: `${nameIn(row.name, locale)} (${row.code})` })),
  });
}

export async function action({ request, context }: ActionFunctionArgs) {
  const viewer = await requireActor(request, context, "token.edit");
  allow(viewer, "token.edit", {});
  await requireRecentProof(request, context);
  return makeHookIn(request, context, viewer);
}

export default function HooksIn() {
  const data = useLoaderData<typeof loader>();
  const acted = useActionData<typeof action>() as HookMade | undefined;
  return <HooksInView {...data} form={acted?.form ?? freshForm({ scheme: "jira" })} made={acted?.made ?? null} />;
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.title);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
