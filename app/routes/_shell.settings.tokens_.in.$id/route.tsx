import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { readTableQuery, type TableSpec } from "#app/domain/list/table-query.ts";
import { freshForm, type TypedForm } from "#app/components/typed-form.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { allow, requireActor } from "#app/web/guard.server.ts";
import { readPageFacts } from "#app/web/page-facts.server.ts";
import { requireRecentProof } from "#app/web/recent-proof.server.ts";
import { settingsParts } from "#app/web/settings-parts.server.ts";
import { findHookIn, listDeliveries } from "#db/queries/hooks-in.server.ts";
import { DELIVERY_STATES } from "#db/schema/hooks.ts";
import { actOnHookIn } from "./act.server.ts";
import { HookInView } from "./view.tsx";

const SPEC: TableSpec<"at", "state"> = { sortable: ["at"], defaultSort: { column: "at", descending: true }, filters: { state: DELIVERY_STATES }, pageSize: 25 };

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "token.edit");
  const hook = await findHookIn(context.store, params.id ?? "");
  allow(viewer, "token.edit", hook && {});
  const { locale } = await readPageFacts(request, context);
  const query = readTableQuery(new URL(request.url).searchParams, SPEC);
  const state = DELIVERY_STATES.find((one) => one === query.filters.state) ?? null;
  const deliveries = await listDeliveries(context.store, hook!.id, state, query.pageSize, query.offset);
  const t = translateIn(locale, "hooks");
  return json({
    title: hook!.name, sentence: `${t(`scheme.${hook!.scheme}`)} · ${t("source")}: ${hook!.source}`, parts: settingsParts(viewer), zone: viewer.timeZone, isOn: hook!.disabledAt === null,
    address: `${context.publicOrigin}/api/v1/hooks/${hook!.id}`, rowVersion: hook!.rowVersion, mapping: JSON.stringify(hook!.mapping, null, 2), query, total: deliveries.total,
    rows: deliveries.rows.map(({ id, receivedAt, state: now, code, detail, externalId, body }) => ({ id, receivedAt, state: now, code, detail, externalId, body })),
  });
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const viewer = await requireActor(request, context, "token.edit");
  const hook = await findHookIn(context.store, params.id ?? "");
  allow(viewer, "token.edit", hook && {});
  await requireRecentProof(request, context);
  return actOnHookIn(request, context, viewer, hook!.id);
}

export default function HookIn() {
  const data = useLoaderData<typeof loader>();
  const acted = useActionData<typeof action>() as TypedForm | undefined;
  return <HookInView key={data.rowVersion} {...data} form={acted ?? freshForm({ mapping: data.mapping })} />;
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.title);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
