import type { LoaderFunctionArgs } from "@remix-run/node";
import { mappingText } from "#app/operations/feeds/mapping-text.ts";
import { fault, requireActor } from "#app/web/guard.server.ts";
import { maySeeImport } from "#app/web/import-scope.server.ts";
import { loadUpload } from "#db/queries/import-work.server.ts";
import { loadImport } from "#db/queries/imports.server.ts";

/** The mapping of an import as a file for the command line. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "task.import");
  const [batch, upload] = await Promise.all([loadImport(context.store, params.batchId ?? ""), loadUpload(context.store, params.batchId ?? "")]);
  if (!batch || !upload || !maySeeImport(viewer.actor, batch)) throw fault(404, "not_found");
  return new Response(mappingText(upload.mapping), {
    headers: { "Content-Type": "application/yaml; charset=utf-8", "Content-Disposition": `attachment; filename="${batch.source.replace(/[^\w.-]/g, "-")}.mapping.yaml"` },
  });
}
