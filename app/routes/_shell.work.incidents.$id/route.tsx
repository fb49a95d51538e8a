import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { freshForm, type TypedForm } from "#app/components/typed-form.ts";
import { can } from "#app/domain/access/can.ts";
import { withdrawIncident } from "#app/operations/declare-incident.server.ts";
import { allow, fault, requireActor } from "#app/web/guard.server.ts";
import { nameIncidents } from "#app/web/incident-rows.server.ts";
import { readPageFacts } from "#app/web/page-facts.server.ts";
import { actingContext, doneTyped, readTyped, refuseTyped } from "#app/web/typed-form.server.ts";
import { departmentsOf } from "#app/web/work-scope.server.ts";
import { countExcusesBy, findIncident } from "#db/queries/incidents.server.ts";
import { departmentBoxes, fieldOf, saveIncidentForm, sayOf } from "../_shell.work.incidents.new/save.server.ts";
import { IncidentView } from "./view.tsx";

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "incident.read");
  const { store } = context;
  const { locale, zone } = await readPageFacts(request, context);
  const incident = await findIncident(store, params.id ?? "");
  if (!incident) throw fault(404, "not_found");
  const mayEdit = incident.withdrawnAt === null && can(viewer.actor, "incident.declare");
  const boxes = Object.fromEntries(incident.departmentIds.map((id) => [`department:${id}`, "on"]));
  return json({
    incident: (await nameIncidents(store, [incident], locale))[0]!, excused: await countExcusesBy(store, `i:${incident.id}`), mayEdit, orgZone: zone, zone: viewer.timeZone, now: context.now(),
    departments: mayEdit ? await departmentBoxes(store, locale) : [],
    form: freshForm({ title: incident.title, evidence: incident.evidence, from: fieldOf(incident.from, zone), to: fieldOf(incident.to, zone), ...boxes }),
  });
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const viewer = await requireActor(request, context, "incident.declare");
  const incidentId = params.id ?? "";
  allow(viewer, "incident.declare", (await findIncident(context.store, incidentId)) && {});
  const [{ locale }, values] = await Promise.all([readPageFacts(request, context), readTyped(request)]);
  if (values["intent"] !== "withdraw") return saveIncidentForm(request, values, context, viewer, incidentId);
  const by = { personId: viewer.actor.personId, departmentIds: departmentsOf(viewer.actor) };
  const withdrawn = await withdrawIncident(actingContext(context, viewer), { incidentId, rowVersion: Number(values["rowVersion"] ?? 0), because: values["because"] ?? "", by });
  if (!withdrawn.ok) return refuseTyped(values, [withdrawn], sayOf(locale), locale, withdrawn.code === "changed_meanwhile" ? 409 : 422);
  return doneTyped(`/work/incidents/${incidentId}`, context, { key: "flash.incidentBack" });
}

export default function Incident() {
  return <IncidentView data={useLoaderData<typeof loader>()} acted={useActionData<typeof action>() as TypedForm | undefined} />;
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.incident.title);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
