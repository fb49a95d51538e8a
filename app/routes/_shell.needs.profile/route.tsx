import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { freshForm, type TypedForm } from "#app/components/typed-form.ts";
import { PROFILE_PARTS } from "#app/domain/agreement/need.ts";
import { nameIn } from "#app/domain/names.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { saveKpiValue } from "#app/operations/save-kpi-value.server.ts";
import { addClientKpi, removeClientKpi, saveClientProfile } from "#app/operations/save-client-profile.server.ts";
import { allow, requireActor } from "#app/web/guard.server.ts";
import { localeFor } from "#app/web/locale.server.ts";
import { actingContext, doneTyped, readTyped, refuseTyped } from "#app/web/typed-form.server.ts";
import { loadDepartments } from "#db/queries/directory.server.ts";
import { findProfile, loadKpis } from "#db/queries/needs.server.ts";
import { loadProductsOf } from "#db/queries/products.server.ts";
import type { Store } from "#db/store.ts";
import { mayFor, sayNeed } from "../_shell.needs.new/speak.server.ts";
import { readKpiValues } from "#app/web/kpi-values.server.ts";
import { ProfileView } from "./view.tsx";

/** The pair that the address names; null when one of the two does not exist. */
async function pairOf(store: Store, request: Request) {
  const params = new URL(request.url).searchParams;
  const departments = await loadDepartments(store);
  const [client, provider] = [params.get("client"), params.get("provider")].map((id) => departments.find((row) => row.id === id));
  return client && provider && client.id !== provider.id ? { client, provider } : null;
}

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "profile.read");
  const { store } = context;
  const pair = await pairOf(store, request);
  allow(viewer, "profile.read", pair && { partyIds: [pair.client.id, pair.provider.id] });
  const { client, provider } = pair!;
  const locale = await localeFor(request, context);
  const [profile, kpis, products] = await Promise.all([findProfile(store, provider.id, client.id), loadKpis(store, client.id, provider.id), loadProductsOf(store, provider.id)]);
  const productNames = new Map(products.map((row) => [row.id, nameIn(row.name, locale)]));
  return json({
    title: translateIn(locale, "needs")("profile.title", { client: nameIn(client.name, locale), provider: nameIn(provider.name, locale) }),
    client: { id: client.id, name: nameIn(client.name, locale) }, provider: { id: provider.id, name: nameIn(provider.name, locale) },
    mayEdit: mayFor(viewer, "profile.edit", client.id),
    texts: profile?.texts ?? {},
    form: freshForm({ ...profile?.texts, seen: String(profile?.rowVersion ?? 0) }),
    values: await readKpiValues(store, kpis, locale),
    kpis: kpis.map((row) => ({ id: row.id, name: row.name, unit: row.unit, target: row.target, isHigherBetter: row.isHigherBetter, product: productNames.get(row.productId) ?? "" })),
    products: products.map((row) => ({ value: row.id, label: nameIn(row.name, locale) })),
  });
}

export async function action({ request, context }: ActionFunctionArgs) {
  const viewer = await requireActor(request, context, "profile.edit");
  const pair = await pairOf(context.store, request);
  // Only the client describes itself.
  allow(viewer, "profile.edit", pair && { partyIds: [pair.client.id] });
  const [clientId, providerId] = [pair!.client.id, pair!.provider.id];
  const [locale, values] = await Promise.all([localeFor(request, context), readTyped(request)]);
  const ctx = actingContext(context, viewer);
  const done = () => doneTyped(`/needs/profile?client=${clientId}&provider=${providerId}`, context);
  if (values["intent"] === "kpi_remove") {
    await removeClientKpi(ctx, { id: values["id"] ?? "", clientId });
    return done();
  }
  if (values["intent"] === "kpi_value") {
    const entered = await saveKpiValue(ctx, { clientId, providerId, kpiId: values["kpiId"] ?? "", month: values["month"] ?? "", value: values["value"] ?? "", note: values["note"] ?? "", personId: viewer.actor.personId });
    return entered.ok ? done() : refuseTyped(values, [entered], sayNeed(locale), locale);
  }
  const saved =
    values["intent"] === "kpi_add"
      ? await addClientKpi(ctx, { clientId, providerId, productId: values["productId"] ?? "", name: values["name"] ?? "", unit: values["unit"] || null, target: values["target"] || null, isHigherBetter: values["isHigherBetter"] === "on" })
      : await saveClientProfile(ctx, { clientId, providerId, texts: Object.fromEntries(PROFILE_PARTS.flatMap((part) => (values[part] ? [[part, values[part]]] : []))), seen: Number(values["seen"]) || 0, personId: viewer.actor.personId });
  return saved.ok ? done() : refuseTyped(values, [saved], sayNeed(locale), locale);
}

export default function Profile() {
  return <ProfileView data={useLoaderData<typeof loader>()} acted={useActionData<typeof action>() as TypedForm | undefined} />;
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.title);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
