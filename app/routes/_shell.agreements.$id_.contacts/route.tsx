import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import type { TypedForm } from "#app/components/typed-form.ts";
import type { Key } from "#app/i18n/catalogue.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { setContacts } from "#app/operations/set-contacts.server.ts";
import { requireActor } from "#app/web/guard.server.ts";
import { readPageFacts } from "#app/web/page-facts.server.ts";
import { actingContext, doneTyped, readTyped, refuseTyped } from "#app/web/typed-form.server.ts";
import { allowContacts, readContacts } from "./read.server.ts";
import { ContactsView } from "./view.tsx";

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "contact.edit");
  const facts = await readPageFacts(request, context);
  const agreement = await allowContacts(context, viewer, params.id ?? "", facts.today);
  return json(await readContacts(context.store, agreement, facts));
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const viewer = await requireActor(request, context, "contact.edit");
  const [{ locale, today }, values] = await Promise.all([readPageFacts(request, context), readTyped(request)]);
  const { id } = await allowContacts(context, viewer, params.id ?? "", today);
  const act = (["remove", "up"] as const).find((one) => one === values["intent"]) ?? "add";
  const done = await setContacts(actingContext(context, viewer), { agreementId: id, act, personId: values["personId"] ?? "" });
  if (done.ok) return doneTyped(`/agreements/${id}/contacts`, context);
  return refuseTyped(values, [done], (code) => translateIn(locale, "agreements")(`contacts.fault.${code}` as Key<"agreements">, done.facts), locale, done.field ? 422 : 409);
}

export default function Contacts() {
  return <ContactsView data={useLoaderData<typeof loader>()} acted={useActionData<typeof action>() as TypedForm | undefined} />;
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.title);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
