import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import type { Refused } from "#app/domain/refusal.ts";
import { addEvidence } from "#app/operations/add-evidence.server.ts";
import { decideOnDispute } from "#app/operations/decide-dispute.server.ts";
import { disputeSubject } from "#app/web/dispute-rows.server.ts";
import { readEvidenceForm } from "#app/web/evidence-form.server.ts";
import { setFlash } from "#app/web/flash.server.ts";
import { allow, fault, requireActor } from "#app/web/guard.server.ts";
import { localeFor } from "#app/web/locale.server.ts";
import { actingContext } from "#app/web/typed-form.server.ts";
import { findDispute } from "#db/queries/disputes.server.ts";
import { decisionOf, decisionSchema, type DecisionForm } from "./form.ts";
import { deciderOf, mayAddEvidence, readDisputePage } from "./read.server.ts";
import { DisputePage } from "./view.tsx";

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "dispute.read");
  const row = await findDispute(context.store, params.id ?? "");
  allow(viewer, "dispute.read", row && (await disputeSubject(context.store, row)));
  if (!row) throw fault(404, "not_found");
  return json(await readDisputePage(context, viewer, row, await localeFor(request, context)));
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const viewer = await requireActor(request, context, "dispute.read");
  const row = await findDispute(context.store, params.id ?? "");
  allow(viewer, "dispute.read", row && (await disputeSubject(context.store, row)));
  if (!row) throw fault(404, "not_found");
  const { texts, files } = await readEvidenceForm(request);
  const done = () => redirect(`/work/disputes/${row.id}`, { headers: { "Set-Cookie": setFlash({ key: "saved", tone: "done" }, context.mode === "production") } });
  const ctx = actingContext(context, viewer);
  if (texts.act === "evidence") {
    const subject = await disputeSubject(context.store, row);
    if (!mayAddEvidence(viewer, row, subject)) throw fault(403, "forbidden");
    const added = await addEvidence(ctx, { disputeId: row.id, personId: viewer.actor.personId, files });
    if (added.ok) return done();
    return json({ code: added.code, facts: added.facts ?? {}, field: added.field ?? null, hadFiles: files.length > 0, values: { act: "evidence" } as const }, { status: added.code === "changed_meanwhile" ? 409 : 422 });
  }
  const form = decisionSchema.safeParse(texts);
  if (!form.success) throw fault(400, "bad_request");
  if (form.data.act !== "withdraw") allow(viewer, "dispute.decide", await disputeSubject(context.store, row));
  const refuse = ({ code, facts, field }: Refused, status = 422) => json({ code, facts: facts ?? {}, field: field ?? null, hadFiles: files.length > 0, values: form.data as DecisionForm }, { status });
  const decision = decisionOf(form.data, viewer.timeZone);
  if (!decision.ok) return refuse(decision);
  const result = await decideOnDispute(
    ctx,
    { disputeId: row.id, rowVersion: form.data.rowVersion, decision: decision.value, by: deciderOf(viewer), files }
  );
  if (!result.ok) return refuse(result, result.code === "changed_meanwhile" ? 409 : 422);
  return done();
}

export default function Dispute() {
  return <DisputePage data={useLoaderData<typeof loader>()} refusal={useActionData<typeof action>() ?? null} />;
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.title);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
