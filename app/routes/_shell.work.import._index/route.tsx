import { join } from "node:path";
import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { personName } from "#app/format/person-name.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { receiveImport } from "#app/operations/feeds/receive-import.server.ts";
import { requireActor } from "#app/web/guard.server.ts";
import { importRights, maySeeImport } from "#app/web/import-scope.server.ts";
import { localeFor } from "#app/web/locale.server.ts";
import { receiveUpload } from "#app/web/receive-upload.server.ts";
import { actingContext } from "#app/web/typed-form.server.ts";
import { loadImportJobs } from "#db/queries/import-work.server.ts";
import { recentImports } from "#db/queries/imports.server.ts";
import { loadPeople } from "#db/queries/people.server.ts";
import { ImportPage } from "./view.tsx";

/** What one upload may hold; larger files are packed, or go through the command line. */
const MOST_MB = 250;
const SHOWN = 50;

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "task.import");
  const { store } = context;
  const [locale, batches] = await Promise.all([localeFor(request, context), recentImports(store, 300)]);
  const mine = batches.filter((row) => maySeeImport(viewer.actor, row)).slice(0, SHOWN);
  const ids = [...new Set(mine.flatMap((row) => (row.importedBy ? [row.importedBy] : [])))];
  const [people, jobs] = await Promise.all([ids.length > 0 ? loadPeople(store, ids) : [], loadImportJobs(store, mine.map((row) => row.id))]);
  return json({
    title: translateIn(locale, "intake")("title"),
    mostMb: MOST_MB,
    batches: mine.map(({ id, source, fileName, state, startedAt, rows, accepted, corrected, unchanged, quarantined, importedBy }) => {
      const person = people.find((row) => row.id === importedBy);
      const job = jobs.find((row) => row.batchId === id);
      const checking = state === "draft" && job?.kind === "check" && (job.state === "queued" || job.state === "running");
      const live = state === "running" || state === "stopped" ? job : undefined;
      return {
        id, source, fileName, state: checking ? ("checking" as const) : state, startedAt, rows: live?.rowsDone ?? rows, accepted, corrected, unchanged, quarantined,
        to: state === "draft" && (!job || job.state === "stopped") ? `/work/import/${id}/mapping` : `/work/import/${id}`,
        by: person ? personName(person, locale) : null,
      };
    }),
    zone: viewer.timeZone,
  });
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
