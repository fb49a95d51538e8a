import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { readTableQuery } from "#app/domain/list/table-query.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { can } from "#app/domain/access/can.ts";
import type { Refused, Result } from "#app/domain/refusal.ts";
import { createUnknown } from "#app/operations/feeds/create-unknown.server.ts";
import { fixRow, mapUnknown, queueImport, resumeImport, stopImport } from "#app/operations/feeds/steer-import.server.ts";
import type { MapUnknown } from "#app/operations/feeds/steer-import.server.ts";
import type { AppContext } from "#app/web/context.server.ts";
import { fault, requireActor } from "#app/web/guard.server.ts";
import { importRights, maySeeImport } from "#app/web/import-scope.server.ts";
import { localeFor } from "#app/web/locale.server.ts";
import { actingContext, doneTyped, readTyped } from "#app/web/typed-form.server.ts";
import type { Viewer } from "#app/web/session.server.ts";
import { loadDepartments } from "#db/queries/directory.server.ts";
import { loadImport } from "#db/queries/imports.server.ts";
import { readImport } from "./read-import.server.ts";
import { MAKE } from "./teach.tsx";
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
  const refuse = (refusal: Refused, more: { line?: number; typed?: string; column?: string; value?: string } = {}) => json({ code: refusal.code, facts: refusal.facts ?? {}, ...more }, { status: 422 });

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
      const made = fields["code"] === MAKE ? await makeUnknown(context, viewer, fields) : null;
      const at = { value: fields["value"] ?? "", column: fields["column"] ?? "" };
      if (made && !made.ok) return refuse(made, at);
      const choice = readChoice(made ? { ...fields, code: made.value } : fields);
      if (!choice) return redirect(here);
      const taught = await mapUnknown(ctx, { batchId: batch.id, choice, rights, personId, dataDir: context.dataDir });
      return taught.ok ? redirect(here) : refuse(taught, at);
    }
    default:
      throw fault(400, "bad_request");
  }
}

/** Makes what the file names, where whoever asks may make such things. */
async function makeUnknown(context: AppContext, viewer: Viewer, { kind, value = "", provider = "" }: Readonly<Record<string, string>>): Promise<Result<string>> {
  if (kind !== "unknown_product" && kind !== "unknown_department") throw fault(400, "bad_request");
  const providerId = (await loadDepartments(context.store)).find((row) => row.code === provider)?.id ?? null;
  const may = kind === "unknown_department" ? can(viewer.actor, "department.edit") : providerId === null || can(viewer.actor, "product.edit", { departmentIds: [providerId] });
  if (!may) throw fault(403, "forbidden");
  return createUnknown(actingContext(context, viewer), { kind, value, providerId });
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
