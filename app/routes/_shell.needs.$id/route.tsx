import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import type { TypedForm } from "#app/components/typed-form.ts";
import { kindOfNeed, stepNeed } from "#app/domain/agreement/need.ts";
import { nameIn } from "#app/domain/names.ts";
import { personName } from "#app/format/person-name.ts";
import { stepOnNeed } from "#app/operations/state-need.server.ts";
import { allow, fault, requireActor } from "#app/web/guard.server.ts";
import { readPageFacts } from "#app/web/page-facts.server.ts";
import { actingContext, doneTyped, readTyped, refuseTyped } from "#app/web/typed-form.server.ts";
import { listAgreements, loadOpenVersions } from "#db/queries/agreement-pages.server.ts";
import { findProduct } from "#db/queries/catalogue.server.ts";
import { loadDepartments } from "#db/queries/directory.server.ts";
import { findNeed } from "#db/queries/needs.server.ts";
import { loadPeople } from "#db/queries/people.server.ts";
import { mayFor, sayNeed } from "../_shell.needs.new/speak.server.ts";
import { NeedView } from "./view.tsx";

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "profile.read");
  const { store } = context;
  const need = await findNeed(store, params.id ?? "");
  allow(viewer, "profile.read", need && { partyIds: [need.clientId, need.providerId] });
  const { locale } = await readPageFacts(request, context);
  const { id, clientId, providerId, dimension, details, importance, state, reply, agreementId, statedBy, statedAt, productId } = need!;
  const [product, departments, given, people] = await Promise.all([findProduct(store, productId), loadDepartments(store, "all"), listAgreements(store, { side: "given", departmentIds: [providerId] }), loadPeople(store, [statedBy])]);
  const nameOf = (departmentId: string) => nameIn(departments.find((row) => row.id === departmentId)?.name ?? {}, locale);
  const isProvider = mayFor(viewer, "profile.edit", providerId);
  const withClient = given.filter((row) => row.clientDepartmentId === clientId || row.clientKind !== "department");
  const drafts = isProvider ? (await loadOpenVersions(store, withClient.map((row) => row.id))).filter((row) => row.state === "draft" && row.draftedSide === "provider") : [];
  return json({
    id, dimension, details, importance, state, reply, statedAt, statedBy: people[0] ? personName(people[0], locale) : "", zone: viewer.timeZone, kind: kindOfNeed(dimension),
    product: { id: productId, name: nameIn(product?.name ?? {}, locale) }, client: { id: clientId, name: nameOf(clientId) }, provider: { id: providerId, name: nameOf(providerId) },
    agreement: given.find((row) => row.id === agreementId) ?? null,
    mayPromise: isProvider && stepNeed(state, "promise") !== null, mayDecline: isProvider && stepNeed(state, "decline") !== null,
    mayWithdraw: mayFor(viewer, "profile.edit", clientId) && stepNeed(state, "withdraw") !== null, mayReopen: mayFor(viewer, "profile.edit", clientId) && stepNeed(state, "reopen") !== null,
    agreements: withClient.map((row) => ({ value: row.id, label: row.code })),
    drafts: drafts.map((row) => ({ agreementId: row.agreementId, number: row.number, code: given.find((one) => one.id === row.agreementId)?.code ?? "" })),
  });
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const viewer = await requireActor(request, context, "profile.edit");
  const need = await findNeed(context.store, params.id ?? "");
  allow(viewer, "profile.edit", need && { partyIds: [need.clientId, need.providerId] });
  const [{ locale }, values] = await Promise.all([readPageFacts(request, context), readTyped(request)]);
  const step = (["promise", "decline", "withdraw", "reopen"] as const).find((one) => one === values["intent"]);
  if (!step) throw fault(400, "bad_request");
  // Each side decides only what is its own.
  const sideId = step === "promise" || step === "decline" ? need!.providerId : need!.clientId;
  allow(viewer, "profile.edit", { partyIds: [sideId] });
  const done = await stepOnNeed(actingContext(context, viewer), { needId: need!.id, step, reply: values["reply"]?.slice(0, 1000) || null, agreementId: values["agreementId"] || null, personId: viewer.actor.personId });
  return done.ok ? doneTyped(`/needs/${need!.id}`, context) : refuseTyped(values, [done], sayNeed(locale), locale);
}

export default function Need() {
  return <NeedView data={useLoaderData<typeof loader>()} acted={useActionData<typeof action>() as TypedForm | undefined} />;
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.product.name);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
