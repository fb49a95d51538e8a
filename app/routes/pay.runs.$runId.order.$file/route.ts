import type { LoaderFunctionArgs } from "@remix-run/node";
import { bonusOrder } from "#app/operations/bonus-order.server.ts";
import { fileOfDocument } from "#app/web/document-file.server.ts";
import { allow, fault, requireActor } from "#app/web/guard.server.ts";
import { actingContext } from "#app/web/typed-form.server.ts";
import { findPlan } from "#db/queries/plans.server.ts";
import { findRun } from "#db/queries/runs.server.ts";

const FILE = /^(en|ru)\.(pdf|docx)$/;

/** The order on the payment of an approved run with its calculation annex, for those who may read every statement. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "statement.read_any");
  const [, locale = "", format = ""] = FILE.exec(params.file ?? "") ?? [];
  const run = locale === "" ? null : await findRun(context.store, params.runId ?? "");
  allow(viewer, "statement.read_any", run && {});
  const document = await bonusOrder(actingContext(context, viewer), run!, locale === "ru" ? "ru" : "en");
  if (!document) throw fault(409, "conflict");
  const plan = await findPlan(context.store, run!.planId);
  return fileOfDocument(document, format === "docx" ? "docx" : "pdf", `order-${plan?.code ?? "run"}-${run!.period}-${locale}`);
}
