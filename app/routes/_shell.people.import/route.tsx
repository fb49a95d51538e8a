import { rm } from "node:fs/promises";
import { join } from "node:path";
import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { importPeople, previewPeople } from "#app/operations/feeds/import-people.server.ts";
import { allow, requireActor } from "#app/web/guard.server.ts";
import { keptUpload, sweepUploads, uploadToken } from "#app/web/kept-upload.server.ts";
import { localeFor } from "#app/web/locale.server.ts";
import { receiveUpload } from "#app/web/receive-upload.server.ts";
import { actingContext, doneTyped } from "#app/web/typed-form.server.ts";
import { sayOf } from "../_shell.departments.new/form.server.ts";
import { shownPlan } from "./shown-plan.server.ts";
import { type ImportAnswer, PeopleImport } from "./view.tsx";

const MOST_MB = 10;

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "people.edit");
  allow(viewer, "people.edit", {});
  return json({ title: translateIn(await localeFor(request, context), "organisation")("import"), mostMb: MOST_MB });
}

export async function action({ request, context }: ActionFunctionArgs) {
  const viewer = await requireActor(request, context, "people.edit");
  allow(viewer, "people.edit", {});
  const directory = join(context.dataDir, "uploads");
  const locale = await localeFor(request, context);
  const refuse = (code: string, facts: Readonly<Record<string, string | number>> = {}, status = 422) => json<ImportAnswer>({ fault: sayOf(locale)(code, { most: MOST_MB, ...facts }), preview: null }, { status });
  const received = await receiveUpload(request, { fileField: "file", directory, mostBytes: MOST_MB * 1024 * 1024 });
  if (!received) return refuse("too_large", {}, 413);

  const token = received.texts.get("token");
  if (token !== undefined) {
    const path = await keptUpload(directory, token);
    if (!path) return refuse("file_gone", {}, 409);
    const written = await importPeople(actingContext(context, viewer), path, received.texts.get("hash") ?? "");
    if (!written.ok) return refuse(written.code === "has_problems" ? "changed_since" : written.code, written.facts, 409);
    await rm(path, { force: true });
    return doneTyped("/people", context, { key: "flash.peopleImported", values: { count: written.value.changes } });
  }
  if (!received.file) return refuse("no_file");
  if (received.file.bytes === 0) {
    await rm(received.file.path, { force: true });
    return refuse("empty_file");
  }
  await sweepUploads(directory, context.now());
  const preview = await previewPeople(context.store, received.file.path);
  if (!preview.ok || preview.value.plan.problems.length > 0 || preview.value.plan.changes.length === 0) await rm(received.file.path, { force: true });
  if (!preview.ok) return refuse(preview.code, preview.facts);
  return json<ImportAnswer>({ fault: null, preview: { ...(await shownPlan(context.store, preview.value.plan, locale)), fileName: received.file.name, token: uploadToken(received.file), hash: preview.value.hash } });
}

export default function ImportPeople() {
  return <PeopleImport data={useLoaderData<typeof loader>()} answer={useActionData<typeof action>() as ImportAnswer | undefined} />;
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.title);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
