import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { joinStandardTerms } from "#app/operations/join-standard-terms.server.ts";
import { withdrawStandardTerms } from "#app/operations/offer-standard-terms.server.ts";
import { setFlash } from "#app/web/flash.server.ts";
import { fault, requireActor } from "#app/web/guard.server.ts";
import { readPageFacts } from "#app/web/page-facts.server.ts";
import { findStandardTerms } from "#db/queries/standard-terms.server.ts";
import { readStandardTerms } from "./read.server.ts";
import { StandardTermsPage } from "./view.tsx";

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "product.read");
  const row = await findStandardTerms(context.store, params.id ?? "");
  if (!row) throw fault(404, "not_found");
  return json(await readStandardTerms(context, viewer, row, await readPageFacts(request, context)));
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const viewer = await requireActor(request, context, "agreement.sign");
  const form = await request.formData();
  const text = (name: string) => String(form.get(name) ?? "");
  const ctx = { store: context.store, now: context.now(), actor: { kind: "account", id: viewer.actor.accountId, address: context.address } } as const;
  const values = { departmentId: text("departmentId"), from: text("from") };
  const refuse = (code: string, facts: Readonly<Record<string, string | number>> = {}) => json({ code, facts, values }, { status: code === "changed_meanwhile" ? 409 : 422 });
  const flash = { headers: { "Set-Cookie": setFlash({ key: "saved", tone: "done" }, context.mode === "production") } };
  if (text("act") === "withdraw") {
    const done = await withdrawStandardTerms(ctx, { id: params.id ?? "", rowVersion: Number(text("rowVersion")) });
    return done.ok ? redirect(`/agreements/standard/${encodeURIComponent(params.id ?? "")}`, flash) : refuse(done.code, done.facts);
  }
  const joined = await joinStandardTerms(ctx, { id: params.id ?? "", ...values, contentHash: text("contentHash") });
  return joined.ok ? redirect(`/agreements/${joined.value.agreementId}`, flash) : refuse(joined.code, joined.facts);
}

export default function OneSet() {
  return <StandardTermsPage data={useLoaderData<typeof loader>()} refusal={useActionData<typeof action>() ?? null} />;
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.name);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
