import type { LoaderFunctionArgs } from "@remix-run/node";
import { explainStatement } from "#app/operations/explain-statement.server.ts";
import { recordPayRead } from "#app/operations/record-pay-read.server.ts";
import { allow, requireActor } from "#app/web/guard.server.ts";
import { localeFor } from "#app/web/locale.server.ts";
import { statementPdf } from "#app/web/statement-print.server.ts";
import { loadDepartments } from "#db/queries/directory.server.ts";
import { loadPeople } from "#db/queries/people.server.ts";
import { findRun, findRunLine, openStatement } from "#db/queries/runs.server.ts";

/** One person's statement of a run as a file, for HR and auditors. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "statement.read_any");
  const { store } = context;
  const [run, line] = await Promise.all([findRun(store, params.runId ?? ""), findRunLine(store, params.runId ?? "", params.personId ?? "")]);
  allow(viewer, "statement.read_any", run && line && {});
  const actor = { kind: "account", id: viewer.actor.accountId, address: context.address } as const;
  await recordPayRead({ store, now: context.now(), actor }, viewer.actor, { entity: "bonus_line", entityId: `${run!.id}:${line!.personId}`, rows: 1 });
  const [explained, [person], departments, locale] = await Promise.all([
    explainStatement(store, run!.period, run!.planVersionId, openStatement(store, line!)), loadPeople(store, [line!.personId]), loadDepartments(store, "all"), localeFor(request, context),
  ]);
  const names = Object.fromEntries(departments.map((row) => [row.id, row.name]));
  return statementPdf({ explained, person: person!, departments: names, statementHash: line!.statementHash, objectUntil: null, zone: viewer.timeZone, isOwn: false }, locale);
}
