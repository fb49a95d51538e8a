import type { LoaderFunctionArgs } from "@remix-run/node";
import { allow, requireActor } from "#app/web/guard.server.ts";
import { findRunExport, openManifest } from "#db/queries/run-files.server.ts";

/** The manifest of a file that left for payroll. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "run.export");
  const row = await findRunExport(context.store, params.runId ?? "", params.exportId ?? "");
  allow(viewer, "run.export", row && {});
  const manifest = openManifest(context.store, row!);
  return new Response(`${JSON.stringify(manifest, null, 2)}\n`, {
    headers: { "Content-Type": "application/json", "Cache-Control": "no-store", "Content-Disposition": `attachment; filename="${manifest.fileName}.manifest.json"` },
  });
}
