import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { readTableQuery, type TableSpec } from "#app/domain/list/table-query.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { allow, requireActor } from "#app/web/guard.server.ts";
import { readPageFacts } from "#app/web/page-facts.server.ts";
import { settingsParts } from "#app/web/settings-parts.server.ts";
import { findPull, listPullRuns } from "#db/queries/pulls.server.ts";
import { actOnPull, type PullActed } from "./act.server.ts";
import { PullView } from "./view.tsx";

const SPEC: TableSpec<"when"> = { sortable: ["when"], defaultSort: { column: "when", descending: true }, filters: {}, pageSize: 25 };

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "token.edit");
  const found = await findPull(context.store, params.id ?? "");
  allow(viewer, "token.edit", found && {});
  const { locale } = await readPageFacts(request, context);
  const query = readTableQuery(new URL(request.url).searchParams, SPEC);
  const { source, state } = found!;
  const runs = await listPullRuns(context.store, source.id, query.pageSize, query.offset);
  const t = translateIn(locale, "sources");
  const { plan } = source;
  return json({
    title: source.name, sentence: `${t("pull.source")}: ${source.source}`, parts: settingsParts(viewer), zone: viewer.timeZone, rowVersion: source.rowVersion, hasSecret: source.secret !== null,
    standing: source.pausedAt !== null ? ("paused" as const) : state.attempt > 0 ? ("failing" as const) : ("on" as const),
    state: { position: state.position, isHalfway: state.halfway !== null, nextAt: source.pausedAt === null ? state.nextAt : null, lastGoodAt: state.lastGoodAt, fault: state.fault, detail: state.faultDetail ?? "" },
    values: {
      name: source.name, url: source.url, headerName: source.headerName, secret: "", everyMinutes: String(source.everyMinutes), itemsPath: plan.itemsPath, paging: plan.paging, pageParam: plan.pageParam, nextPath: plan.nextPath,
      firstPage: String(plan.firstPage), positionPath: plan.positionPath, positionForm: plan.positionForm, positionStart: plan.positionStart, overlapMinutes: String(plan.overlapMinutes),
    },
    mapping: JSON.stringify(source.mapping, null, 2),
    query, total: runs.total,
    runs: runs.rows.map(({ id, startedAt, state: ended, pages, items, accepted, corrected, unchanged, skipped, quarantined, batchId, fault, faultDetail }) => ({
      id, startedAt, state: ended, pages, items, changed: accepted + corrected, unchanged, skipped, quarantined, batchId, fault, detail: faultDetail ?? "",
    })),
  });
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const viewer = await requireActor(request, context, "token.edit");
  const found = await findPull(context.store, params.id ?? "");
  allow(viewer, "token.edit", found && {});
  return actOnPull(request, context, viewer, found!.source.id);
}

export default function Pull() {
  const data = useLoaderData<typeof loader>();
  const acted = useActionData<typeof action>() as PullActed | undefined;
  return <PullView key={data.rowVersion} {...data} acted={acted ?? null} />;
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.title);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
