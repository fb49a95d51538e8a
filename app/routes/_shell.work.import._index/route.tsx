import { join } from "node:path";
import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { personName } from "#app/format/person-name.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { importUpload } from "#app/operations/feeds/import-upload.server.ts";
import { requireActor } from "#app/web/guard.server.ts";
import { importProviders, maySeeImport } from "#app/web/import-scope.server.ts";
import { localeFor } from "#app/web/locale.server.ts";
import { receiveUpload } from "#app/web/receive-upload.server.ts";
import { recentImports } from "#db/queries/imports.server.ts";
import { loadPeople } from "#db/queries/people.server.ts";
import { ImportPage } from "./view.tsx";

/** Larger files go through the command line: importing takes the time of the request. */
const MOST_MB = 20;
const SHOWN = 30;

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "task.import");
  const { store } = context;
  const [locale, batches] = await Promise.all([localeFor(request, context), recentImports(store, 200)]);
  const mine = batches.filter((row) => maySeeImport(viewer.actor, row)).slice(0, SHOWN);
  const ids = [...new Set(mine.flatMap((row) => (row.importedBy ? [row.importedBy] : [])))];
  const people = ids.length > 0 ? await loadPeople(store, ids) : [];
  return json({
    title: translateIn(locale, "work")("import.title"),
    mostMb: MOST_MB,
    batches: mine.map(({ id, source, fileName, state, startedAt, rows, accepted, corrected, unchanged, quarantined, importedBy }) => {
      const person = people.find((row) => row.id === importedBy);
      return { id, source, fileName, state, startedAt, rows, accepted, corrected, unchanged, quarantined, by: person ? personName(person, locale) : null };
    }),
    zone: viewer.timeZone,
  });
}

export async function action({ request, context }: ActionFunctionArgs) {
  const viewer = await requireActor(request, context, "task.import");
  const { accountId, personId } = viewer.actor;
  const received = await receiveUpload(request, { fileField: "file", directory: join(context.dataDir, "uploads"), mostBytes: MOST_MB * 1024 * 1024 });
  const source = received?.texts.get("source")?.trim() ?? "";
  const refuse = (code: string, facts: Readonly<Record<string, string | number>> = {}, status = 400) => json({ code, facts: { most: MOST_MB, ...facts }, source }, { status });
  if (!received) return refuse("too_large", {}, 413);
  if (!received.file) return refuse("no_file");
  const result = await importUpload(
    { store: context.store, now: context.now(), actor: { kind: "account", id: accountId, address: context.address } },
    { path: received.file.path, fileName: received.file.name, mappingText: received.texts.get("mapping") ?? "", source, personId, providers: importProviders(viewer.actor) }
  );
  if (!result.ok) return refuse(result.code, result.facts);
  return redirect(`/work/import/${result.value.batchId}`);
}

export default function Import() {
  return <ImportPage data={useLoaderData<typeof loader>()} refusal={useActionData<typeof action>() ?? null} />;
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.title);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
