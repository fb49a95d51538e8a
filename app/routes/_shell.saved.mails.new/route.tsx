import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import type { TypedForm } from "#app/components/typed-form.ts";
import { mayEver } from "#app/domain/access/can.ts";
import { canonicalQuery, readPath } from "#app/domain/list/list-address.ts";
import { MAILED_LISTS } from "#app/domain/list/mail-rhythm.ts";
import type { Key } from "#app/i18n/catalogue.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { LIST_NEEDS, orderListMail } from "#app/operations/lists/order-list-mail.server.ts";
import { requireViewer } from "#app/web/guard.server.ts";
import { localeFor } from "#app/web/locale.server.ts";
import { listName } from "#app/web/saved-page.server.ts";
import { actingContext, doneTyped, readTyped, refuseTyped } from "#app/web/typed-form.server.ts";
import { loadPeople } from "#db/queries/people.server.ts";
import { loadViews } from "#db/queries/saved-views.server.ts";
import { NewMail } from "./view.tsx";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request, context);
  const locale = await localeFor(request, context);
  const params = new URL(request.url).searchParams;
  const [list, query] = [readPath(params.get("list") ?? "") ?? "/", canonicalQuery(params.get("query") ?? "") ?? ""];
  const open = MAILED_LISTS.filter((known) => mayEver(viewer.actor, LIST_NEEDS[known]));
  const [[person], views] = await Promise.all([loadPeople(context.store, [viewer.actor.personId]), loadViews(context.store, viewer.actor.personId, [], list)]);
  const listed = listName(viewer, list, locale);
  return json({
    title: translateIn(locale, "saved")("mail.new.title"), list, query, listed, isSent: open.some((known) => known === list), sent: open.map((known) => listName(viewer, known, locale)).join(", "),
    name: views.find((view) => view.query === query)?.name ?? listed, zone: viewer.timeZone, email: person?.email ?? null,
  });
}

export async function action({ request, context }: ActionFunctionArgs) {
  const viewer = await requireViewer(request, context);
  const [values, locale] = await Promise.all([readTyped(request), localeFor(request, context)]);
  const text = (name: string) => values[name] ?? "";
  const done = await orderListMail(actingContext(context, viewer), viewer.actor, {
    list: text("list"), query: text("query"), name: text("name"), rhythm: text("rhythm"), weekday: text("weekday"), time: text("time"), sendsEmpty: text("sendsEmpty") === "on", attachesCsv: text("attachesCsv") === "on",
  });
  if (done.ok) return doneTyped("/saved", context);
  return refuseTyped(values, [done], (code, facts) => translateIn(locale, "saved")(`fault.${code}` as Key<"saved">, facts), locale);
}

export default function OrderMail() {
  return <NewMail data={useLoaderData<typeof loader>()} sent={(useActionData<typeof action>() as TypedForm | undefined) ?? null} />;
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.title);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
