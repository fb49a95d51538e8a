import type { LoaderFunctionArgs } from "@remix-run/node";
import { addDays } from "#app/domain/time/local-date.ts";
import { personName } from "#app/format/person-name.ts";
import { writeTarget } from "#app/operations/feeds/member-lines.ts";
import { recordPayRead } from "#app/operations/record-pay-read.server.ts";
import { readMembers } from "#app/routes/_shell.pay.plans.$planId_.members/members.server.ts";
import { csvResponse } from "#app/web/csv.server.ts";
import { allow, fault, requireActor } from "#app/web/guard.server.ts";
import { readPageFacts } from "#app/web/page-facts.server.ts";
import { actingContext } from "#app/web/typed-form.server.ts";
import { findPlan } from "#db/queries/plans.server.ts";

/** Members of a plan with their targets as the form takes them back: all pages. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "statement.read_any");
  const plan = await findPlan(context.store, params.planId ?? "");
  allow(viewer, "statement.read_any", plan && {});
  const { organisation, locale, now, today } = await readPageFacts(request, context);
  if (!organisation) throw fault(404, "not_found");
  const { rows } = await readMembers(context.store, plan!.id, organisation, new URL(request.url), now, "file");
  await recordPayRead(actingContext(context, viewer), viewer.actor, { entity: "plan", entityId: plan!.id, rows: rows.length });
  return csvResponse(`members-${plan!.code}-${today}.csv`, [
    { header: "personnel_number", value: (row) => row.personnelNumber },
    { header: "person", value: (row) => personName(row, locale) },
    { header: "target", value: (row) => writeTarget(row.target, organisation.minorDigits) },
    { header: "from", value: (row) => row.from },
    { header: "last_day", value: (row) => (row.to === null ? "" : addDays(row.to, -1)) },
  ], rows);
}
