import type { LoaderFunctionArgs } from "@remix-run/node";
import { acknowledgementSheet, planAnnex } from "#app/operations/plan-documents.server.ts";
import { fileOfDocument } from "#app/web/document-file.server.ts";
import { allow, requireActor } from "#app/web/guard.server.ts";
import { readPageFacts } from "#app/web/page-facts.server.ts";
import { findPlan, isPlanMember, loadPlanVersions } from "#db/queries/plans.server.ts";

const FILE = /^(annex|sheet)-(\d{1,6})-(en|ru)\.(pdf|docx)$/;

/** A document of a version: the annex for its members and whoever oversees plans, the sheet for HR and the auditor. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "plan.read");
  const { store } = context;
  const { personId } = viewer.actor;
  const [, kind = "", number = "", locale = "", format = ""] = FILE.exec(params.file ?? "") ?? [];
  const plan = kind === "" ? null : await findPlan(store, params.planId ?? "");
  const personIds = plan && (await isPlanMember(store, plan.id, personId)) ? [personId] : [];
  if (kind === "sheet") allow(viewer, "statement.read_any", plan && {});
  else allow(viewer, "plan.read", plan && { personIds });
  const version = (await loadPlanVersions(store, plan!.id)).find((one) => one.number === Number(number)) ?? null;
  allow(viewer, "plan.read", version && { personIds });
  const language = locale === "ru" ? "ru" : "en";
  const { today } = await readPageFacts(request, context);
  const document = kind === "sheet" ? await acknowledgementSheet(store, plan!, version!, today, language) : await planAnnex(store, plan!, version!, language);
  return fileOfDocument(document, format === "docx" ? "docx" : "pdf", `${plan!.code}-${kind}-${number}-${locale}`);
}
