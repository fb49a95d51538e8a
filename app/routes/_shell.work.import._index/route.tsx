import { join } from "node:path";
import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { receiveImport } from "#app/operations/feeds/receive-import.server.ts";
import { requireActor } from "#app/web/guard.server.ts";
import { importRights, maySeeImport } from "#app/web/import-scope.server.ts";
import { localeFor } from "#app/web/locale.server.ts";
import { receiveUpload } from "#app/web/receive-upload.server.ts";
import { actingContext } from "#app/web/typed-form.server.ts";
import { readImportRows } from "./rows.server.ts";
import { ImportPage } from "./view.tsx";

/** What one upload may hold; larger files are packed, or go through the command line. */
const MOST_MB = 250;

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "task.import");
  const locale = await localeFor(request, context);
  const found = await readImportRows(request, context, viewer, locale, "page");
  return json({ title: translateIn(locale, "intake")("title"), mostMb: MOST_MB, ...found, zone: viewer.timeZone });
}

export async function action({ request, context }: ActionFunctionArgs) {
  const viewer = await requireActor(request, context, "task.import");
  const received = await receiveUpload(request, { fileField: "file", directory: join(context.dataDir, "uploads"), mostBytes: MOST_MB * 1024 * 1024 });
  const refuse = (code: string, facts: Readonly<Record<string, string | number>> = {}, status = 422) => json({ code, facts: { most: MOST_MB, ...facts } }, { status });
  if (!received) return refuse("too_large", {}, 413);
  if (!received.file) return refuse("no_file");
  const { path, name, bytes } = received.file;
  const result = await receiveImport(actingContext(context, viewer), {
    dataDir: context.dataDir, path, fileName: name, bytes, personId: viewer.actor.personId, rights: importRights(viewer.actor), maySee: (batch) => maySeeImport(viewer.actor, batch),
  });
  if (!result.ok) return refuse(result.code, result.facts);
  return redirect(result.value.kind === "resent" ? `/work/import/${result.value.batchId}` : `/work/import/${result.value.batchId}/mapping`);
}

export default function Import() {
  return <ImportPage data={useLoaderData<typeof loader>()} refusal={useActionData<typeof action>() ?? null} />;
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.title);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
