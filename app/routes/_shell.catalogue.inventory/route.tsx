import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import type { TypedForm } from "#app/components/typed-form.ts";
import { refused } from "#app/domain/refusal.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { sayInInventory } from "#app/operations/claim-inventory.server.ts";
import { requireActor } from "#app/web/guard.server.ts";
import { readPageFacts } from "#app/web/page-facts.server.ts";
import { actingContext, doneTyped, readTyped, refuseTyped } from "#app/web/typed-form.server.ts";
import { findProduct } from "#db/queries/catalogue.server.ts";
import { loadClaims } from "#db/queries/products.server.ts";
import { sayProduct } from "../_shell.catalogue.new/form.server.ts";
import { inventoryYear, promisedClaims, readInventory, speaksFor } from "./read.server.ts";
import { InventoryView } from "./view.tsx";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "relationship.read");
  const facts = await readPageFacts(request, context);
  const year = inventoryYear(request, facts.today);
  const { all: _all, ...page } = await readInventory(context.store, viewer, facts, year, new URL(request.url).searchParams);
  return json({ title: translateIn(facts.locale, "products")("inventory.title", { year }), ...page });
}

export async function action({ request, context }: ActionFunctionArgs) {
  const viewer = await requireActor(request, context, "relationship.edit");
  const { store } = context;
  const [{ locale, today }, values] = await Promise.all([readPageFacts(request, context), readTyped(request)]);
  const year = inventoryYear(request, today);
  const ctx = actingContext(context, viewer);
  const { personId } = viewer.actor;
  const here = `/catalogue/inventory?year=${year}`;
  if (values["intent"] === "take_over") {
    const said = await loadClaims(store, year);
    for (const claim of await promisedClaims(store, viewer, today)) {
      // What a side has said already stays its word.
      if (said.some((row) => row.side === claim.side && row.clientId === claim.clientId && row.productId === claim.productId)) continue;
      await sayInInventory(ctx, { year, clientId: claim.clientId, productId: claim.productId, side: claim.side, state: "claimed", note: null, personId });
    }
    return doneTyped(here, context);
  }
  const side = values["side"] === "provider" ? ("provider" as const) : values["side"] === "client" ? ("client" as const) : null;
  const product = await findProduct(store, values["productId"] ?? "");
  const clientId = side === "client" && values["ownId"] ? values["ownId"] : (values["clientId"] ?? "");
  const refuse = (code: string, field: string) => refuseTyped(values, [refused(code, undefined, field)], sayProduct(locale), locale);
  if (side === null) return refuse("no_side", "side");
  if (!product) return refuse("no_product", "productId");
  if (!speaksFor(viewer, side === "provider" ? product.providerId : clientId)) return refuse("no_provider", side === "provider" ? "productId" : "ownId");
  const said = await sayInInventory(ctx, { year, clientId, productId: product.id, side, state: values["state"] === "denied" ? "denied" : "claimed", note: values["note"] || null, personId });
  return said.ok ? doneTyped(here, context) : refuseTyped(values, [said], sayProduct(locale), locale);
}

export default function Inventory() {
  return <InventoryView data={useLoaderData<typeof loader>()} acted={useActionData<typeof action>() as TypedForm | undefined} />;
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.title);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
