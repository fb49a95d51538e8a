import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import type { DraftMapping } from "#app/domain/intake/draft-mapping.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { EXAMPLE_MAPPINGS } from "#app/operations/feeds/example-mappings.ts";
import { surroundings } from "#app/operations/feeds/receive-import.server.ts";
import { lookOf, queueImport, saveDraft, startFrom } from "#app/operations/feeds/steer-import.server.ts";
import { fault, requireActor } from "#app/web/guard.server.ts";
import { importRights } from "#app/web/import-scope.server.ts";
import { localeFor } from "#app/web/locale.server.ts";
import { actingContext } from "#app/web/typed-form.server.ts";
import { readMappingForm } from "./read-form.ts";
import { openImport, readMappingPage } from "./read-mapping.server.ts";
import { MappingView } from "./view.tsx";

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "task.import");
  const locale = await localeFor(request, context);
  const page = await readMappingPage(context.store, viewer.actor, params.batchId ?? "", locale);
  if (!page.isDraft) throw redirect(`/work/import/${page.batchId}`);
  return json({ ...page, title: translateIn(locale, "intake")("map.title", { file: page.fileName }) });
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const viewer = await requireActor(request, context, "task.import");
  const { batch, upload } = await openImport(context.store, viewer.actor, params.batchId ?? "");
  if (!upload) throw fault(404, "not_found");
  const ctx = actingContext(context, viewer);
  const rights = importRights(viewer.actor);
  const { dataDir } = context;
  const form = await request.formData();
  const fields: Record<string, string[]> = {};
  for (const [name, value] of form) if (typeof value === "string") (fields[name] ??= []).push(value);
  const intent = fields["intent"]?.[0] ?? "save";
  const here = `/work/import/${batch.id}/mapping`;
  const refuse = (refusal: { readonly code: string; readonly field?: string; readonly facts?: Readonly<Record<string, string | number>> }) =>
    json({ code: refusal.code, field: refusal.field ?? "", facts: refusal.facts ?? {} }, { status: 422 });

  const start = intent === "start" ? (fields["start"]?.[0] ?? "guess") : null;
  if (start !== null) {
    const example = EXAMPLE_MAPPINGS.find(({ key }) => start === `example:${key}`);
    const begun = await startFrom(ctx, { batchId: batch.id, dataDir, rights, from: example ? { mapping: example.mapping } : start.startsWith("saved:") ? { source: start.slice(6) } : "guess" });
    return begun.ok ? redirect(`${here}?from=${encodeURIComponent(start)}`) : refuse(begun);
  }
  const before = upload.mapping as DraftMapping;
  const undo = /^undo:(\d+)$/.exec(intent)?.[1];
  const kept = undo === undefined ? before : { ...before, split: before.split?.filter((_split, index) => index !== Number(undo)) };
  const look = lookOf(upload);
  const around = await surroundings(context.store, rights);
  const draft = readMappingForm(fields, kept, { columns: look.columns, departments: around.departments, products: around.products });
  const saved = await saveDraft(ctx, { batchId: batch.id, draft, dataDir, rights });
  if (!saved.ok) return refuse(saved);
  if (intent !== "check") return redirect(here);
  const queued = await queueImport(ctx, { batchId: batch.id, kind: "check", rights, personId: viewer.actor.personId });
  return queued.ok ? redirect(`/work/import/${batch.id}`) : refuse(queued);
}

export default function ImportMapping() {
  return <MappingView data={useLoaderData<typeof loader>()} refusal={useActionData<typeof action>() ?? null} />;
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.title);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
