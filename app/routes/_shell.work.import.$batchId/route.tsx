import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { readTableQuery } from "#app/components/table-query.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import type { Refused } from "#app/domain/refusal.ts";
import { fixRow, mapUnknown, queueImport, resumeImport, stopImport } from "#app/operations/feeds/steer-import.server.ts";
import type { MapUnknown } from "#app/operations/feeds/steer-import.server.ts";
import { fault, requireActor } from "#app/web/guard.server.ts";
import { importRights, maySeeImport } from "#app/web/import-scope.server.ts";
import { localeFor } from "#app/web/locale.server.ts";
import { actingContext, doneTyped, readTyped } from "#app/web/typed-form.server.ts";
import { loadImport } from "#db/queries/imports.server.ts";
import { readImport } from "./read-import.server.ts";
import { ImportView } from "./view.tsx";

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "task.import");
  const query = readTableQuery(new URL(request.url).searchParams, { sortable: ["line"], defaultSort: { column: "line", descending: false }, filters: {}, pageSize: 50 });
  const locale = await localeFor(request, context);
  const data = await readImport(context.store, viewer.actor, params.batchId ?? "", query, locale, context.now());
  if (data.phase === "mapping") throw redirect(`/work/import/${data.id}/mapping`);
  return json({ ...data, query, title: translateIn(locale, "intake")(data.phase === "check" ? "check.title" : "run.title", { file: data.fileName }) });
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const viewer = await requireActor(request, context, "task.import");
  const batch = await loadImport(context.store, params.batchId ?? "");
  if (!batch || !maySeeImport(viewer.actor, batch)) throw fault(404, "not_found");
  const ctx = actingContext(context, viewer);
  const rights = importRights(viewer.actor);
  const { personId } = viewer.actor;
  const fields = await readTyped(request);
  const here = `/work/import/${batch.id}`;
  const line = Number(fields["line"]);
  const refuse = (refusal: Refused, more: { line?: number; typed?: string; column?: string } = {}) => json({ code: refusal.code, facts: refusal.facts ?? {}, ...more }, { status: 422 });

  switch (fields["intent"]) {
    case "import": {
      const queued = await queueImport(ctx, { batchId: batch.id, kind: "import", rights, personId });
      return queued.ok ? redirect(here) : refuse(queued);
    }
    case "check": {
      const queued = await queueImport(ctx, { batchId: batch.id, kind: "check", rights, personId });
      return queued.ok ? redirect(here) : refuse(queued);
    }
    case "stop":
      await stopImport(ctx, batch.id);
      return redirect(here);
    case "resume": {
      const resumed = await resumeImport(ctx, batch.id);
      return resumed.ok ? redirect(here) : refuse(resumed);
    }
    case "fix": {
      const column = fields["column"] ?? "";
      const typed = fields["cell"] ?? "";
      const fixed = await fixRow(ctx, { batchId: batch.id, line, cells: { [column]: typed }, rights });
      if (!fixed.ok) return refuse(fixed, { line, typed, column });
      return fixed.value.fixed > 0 ? doneTyped(here, context, { key: "flash.rowsFixed", values: { count: fixed.value.fixed } }) : json({ code: "still", facts: {}, line, typed, column }, { status: 422 });
    }
    case "teach": {
      const choice = readChoice(fields);
      if (!choice) return redirect(here);
      const taught = await mapUnknown(ctx, { batchId: batch.id, choice, rights, personId });
      return taught.ok ? redirect(here) : refuse(taught);
    }
    default:
      throw fault(400, "bad_request");
  }
}

function readChoice(fields: Readonly<Record<string, string>>): MapUnknown | null {
  const { kind, value = "", column = "", code = "" } = fields;
  if (code === "") return null;
  if (kind === "unknown_product" || kind === "unknown_department") return { kind, value, column, code };
  return kind === "unknown_activity" ? { kind, value, is: code } : null;
}

export default function ImportResult() {
  return <ImportView data={useLoaderData<typeof loader>()} refusal={useActionData<typeof action>() ?? null} />;
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.title);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
