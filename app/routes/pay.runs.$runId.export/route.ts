import { parseWithZod } from "@conform-to/zod/v4";
import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { z } from "zod";
import { ENCODINGS, EXPORT_PROFILES } from "#app/domain/pay/pay-file.ts";
import { EXPORT_FILES, exportRun } from "#app/operations/export-run.server.ts";
import { allow, fault, requireActor } from "#app/web/guard.server.ts";
import { requireRecentProof } from "#app/web/recent-proof.server.ts";
import { findRun } from "#db/queries/runs.server.ts";

const exportSchema = z.strictObject({ profile: z.enum(EXPORT_PROFILES), file: z.enum(EXPORT_FILES).default("csv"), encoding: z.enum(ENCODINGS), separator: z.enum([",", ";"]) });

/** The payroll file of a run. A POST, because exporting is recorded and moves the run. */
export async function action({ request, context, params }: ActionFunctionArgs) {
  const viewer = await requireActor(request, context, "run.export");
  const submission = parseWithZod(await request.clone().formData(), { schema: exportSchema });
  const run = await findRun(context.store, params.runId ?? "");
  allow(viewer, "run.export", run && {});
  if (submission.status !== "success") throw fault(400, "bad_request");
  await requireRecentProof(request, context);
  const { profile, file: kind, encoding, separator } = submission.value;
  const { accountId } = viewer.actor;
  const ctx = { store: context.store, now: context.now(), actor: { kind: "account", id: accountId, address: context.address } } as const;
  const exported = await exportRun(ctx, { runId: run!.id, accountId, format: { profile, separator }, file: kind, encoding });
  if (!exported.ok) throw fault(409, "conflict");
  const { file, manifest } = exported.value;
  return new Response(new Uint8Array(file), {
    headers: {
      "Content-Type": kind === "xlsx" ? "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" : `text/csv; charset=${encoding}`,
      "Content-Disposition": `attachment; filename="${manifest.fileName}"`,
      "Cache-Control": "no-store",
      "X-Content-SHA256": manifest.sha256,
      "X-Content-Rows": String(manifest.rows),
    },
  });
}

/** Reached by reload only. */
export function loader({ params }: { params: { runId?: string } }) {
  return redirect(`/pay/runs/${encodeURIComponent(params.runId ?? "")}`);
}
