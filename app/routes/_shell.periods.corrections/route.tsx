import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { readTableQuery } from "#app/domain/list/table-query.ts";
import { nameIn } from "#app/domain/names.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { decideOnCorrections, MOST_CORRECTIONS } from "#app/operations/decide-corrections.server.ts";
import { setFlash } from "#app/web/flash.server.ts";
import { fault, requireActor } from "#app/web/guard.server.ts";
import { localeFor } from "#app/web/locale.server.ts";
import { loadObligationNames } from "#db/queries/cases.server.ts";
import { loadDepartments } from "#db/queries/directory.server.ts";
import { countCorrectionsByState, listCorrections, loadItemTitles } from "#db/queries/disputes.server.ts";
import { CorrectionsPage } from "./view.tsx";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "correction.approve");
  const { store } = context;
  const params = new URL(request.url).searchParams;
  const months = (params.get("months") ?? "").split(",").filter((month) => /^\d{4}-(0[1-9]|1[0-2])$/.test(month));
  const period = months.length > 0 ? months : null;
  const query = readTableQuery(params, {
    sortable: ["since"],
    defaultSort: { column: "since", descending: true },
    filters: { state: ["approved", "refused"] },
    pageSize: MOST_CORRECTIONS,
  });
  const state = (query.filters.state ?? "pending") as "pending" | "approved" | "refused";
  const [locale, counts, rows, departments] = await Promise.all([
    localeFor(request, context),
    countCorrectionsByState(store, period),
    listCorrections(store, { state, period }, { limit: query.pageSize, offset: query.offset }),
    loadDepartments(store, "all"),
  ]);
  const [titles, lines] = await Promise.all([loadItemTitles(store, rows.map((row) => row.item)), loadObligationNames(store, [...new Set(rows.map((row) => row.obligationKey))])]);
  return json({
    title: translateIn(locale, "disputes")("corrections.title"),
    query, state, counts, zone: viewer.timeZone,
    rows: rows.map((row) => ({
      id: row.id, period: row.period, fromStanding: row.fromStanding, toStanding: row.toStanding, reason: row.reason, createdAt: row.createdAt,
      title: titles.get(row.item)?.title ?? row.item.slice(2), taskId: titles.get(row.item)?.taskId ?? null, line: nameIn(lines.get(row.obligationKey) ?? {}, locale),
      recipient: nameIn(departments.find((one) => one.id === row.recipientId)?.name ?? {}, locale),
    })),
  });
}

export async function action({ request, context }: ActionFunctionArgs) {
  const viewer = await requireActor(request, context, "correction.approve");
  const form = await request.formData();
  const decision = form.get("decision");
  if (decision !== "approved" && decision !== "refused") throw fault(400, "bad_request");
  const ids = form.getAll("id").map(String);
  const result = await decideOnCorrections({ store: context.store, now: context.now(), actor: { kind: "account", id: viewer.actor.accountId, address: context.address } }, { ids, decision, personId: viewer.actor.personId });
  if (!result.ok) return json({ code: result.code, facts: result.facts ?? {}, ids }, { status: result.code === "changed_meanwhile" ? 409 : 422 });
  return redirect("/periods/corrections", { headers: { "Set-Cookie": setFlash({ key: "saved", tone: "done" }, context.mode === "production") } });
}

export default function Corrections() {
  return <CorrectionsPage data={useLoaderData<typeof loader>()} refusal={useActionData<typeof action>() ?? null} />;
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.title);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
