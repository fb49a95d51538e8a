import type { LoaderFunctionArgs } from "@remix-run/node";
import { readOwnPay } from "#app/operations/read-own-pay.server.ts";
import { allow, fault, requireActor } from "#app/web/guard.server.ts";
import { localeFor } from "#app/web/locale.server.ts";
import { statementPdf } from "#app/web/statement-print.server.ts";
import { loadPeople } from "#db/queries/people.server.ts";
import { findRunLine } from "#db/queries/runs.server.ts";

/** The own published statement as a file: the asked-for one, else the newest. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "statement.read_own");
  const { personId } = viewer.actor;
  allow(viewer, "statement.read_own", { personIds: [personId] });
  const asked = new URL(request.url).searchParams.get("statement");
  const { statement } = await readOwnPay(context.store, personId, asked, context.now());
  if (!statement) throw fault(404, "not_found");
  const [line, [person], locale] = await Promise.all([findRunLine(context.store, statement.runId, personId), loadPeople(context.store, [personId]), localeFor(request, context)]);
  return statementPdf({ explained: statement.explained, person: person!, departments: statement.departments, statementHash: line!.statementHash, objectUntil: statement.objection.until, zone: viewer.timeZone, isOwn: true }, locale);
}
