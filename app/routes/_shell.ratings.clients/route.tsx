import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import type { TypedForm } from "#app/components/typed-form.ts";
import { can } from "#app/domain/access/can.ts";
import type { Key } from "#app/i18n/catalogue.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { markOutside, unmarkOutside } from "#app/operations/mark-outside.server.ts";
import { readClientRows } from "#app/web/client-rows.server.ts";
import { allow, fault, requireActor } from "#app/web/guard.server.ts";
import { localeFor } from "#app/web/locale.server.ts";
import { readPageFacts } from "#app/web/page-facts.server.ts";
import { actingContext, doneTyped, readTyped, refuseTyped } from "#app/web/typed-form.server.ts";
import { findOutsideSupply } from "#db/queries/client-months.server.ts";
import { ClientsView } from "./view.tsx";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "answer.read");
  const { locale, today } = await readPageFacts(request, context);
  const read = await readClientRows(context, viewer, new URL(request.url), locale);
  if (!read) throw fault(404, "not_found");
  const { all: _all, frame, ...page } = read;
  return json({ ...page, period: frame.period, periods: frame.periods, title: translateIn(locale, "clients")("title"), withFairness: can(viewer.actor, "fairness.read"), today, zone: viewer.timeZone, now: context.now() });
}

export async function action({ request, context }: ActionFunctionArgs) {
  const viewer = await requireActor(request, context, "relationship.edit");
  const values = await readTyped(request);
  const path = `/ratings/clients${new URL(request.url).search}`;
  const ctx = actingContext(context, viewer);
  if (values["intent"] === "end") {
    const mark = await findOutsideSupply(context.store, values["id"] ?? "");
    allow(viewer, "relationship.edit", mark && { partyIds: [mark.providerId, mark.clientId] });
    await unmarkOutside(ctx, mark!.id);
    return doneTyped(path, context);
  }
  const providerId = values["providerId"] ?? "";
  allow(viewer, "relationship.edit", { partyIds: [providerId, values["clientId"] ?? ""] });
  const [locale, { today }] = await Promise.all([localeFor(request, context), readPageFacts(request, context)]);
  const done = await markOutside(ctx, { providerId, clientId: values["clientId"] ?? "", since: values["since"] ?? "", note: values["note"] ?? "", byPersonId: viewer.actor.personId }, today);
  const t = translateIn(locale, "clients");
  return done.ok ? doneTyped(path, context) : refuseTyped(values, [done], (code, facts) => t(`fault.${code}` as Key<"clients">, facts), locale);
}

export default function Clients() {
  return <ClientsView data={useLoaderData<typeof loader>()} acted={useActionData<typeof action>() as TypedForm | undefined} />;
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.title);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
