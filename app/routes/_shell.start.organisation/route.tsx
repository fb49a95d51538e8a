import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { freshForm, type TypedForm } from "#app/components/typed-form.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { foundOrganisation } from "#app/operations/start/found-organisation.server.ts";
import { countries } from "#app/operations/calendar-sources/country-holidays.server.ts";
import { allow, requireActor } from "#app/web/guard.server.ts";
import { localeFor } from "#app/web/locale.server.ts";
import { readPageFacts } from "#app/web/page-facts.server.ts";
import { actingContext, doneTyped, namesOf, readTyped, refuseTyped } from "#app/web/typed-form.server.ts";
import { sayOfStart } from "./say.server.ts";
import { OrganisationForm } from "./view.tsx";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "start.edit");
  allow(viewer, "start.edit", {});
  const { organisation, locale, today } = await readPageFacts(request, context);
  if (organisation) throw redirect("/start");
  const isRussian = locale === "ru";
  const form = freshForm({ code: "COMPANY", country: isRussian ? "RU" : "", zone: context.zone ?? (isRussian ? "Europe/Moscow" : ""), currency: isRussian ? "RUB" : "", payPeriod: "quarter", dayEnd: isRussian ? "eod" : "snap", firstPeriod: today.slice(0, 7) });
  return json({ title: translateIn(locale, "start")("organisation.title"), countries: countries(locale).map(({ code, name }) => ({ value: code, label: name })), zones: ["UTC", ...Intl.supportedValuesOf("timeZone")], form });
}

export async function action({ request, context }: ActionFunctionArgs) {
  const viewer = await requireActor(request, context, "start.edit");
  allow(viewer, "start.edit", {});
  const [locale, values] = await Promise.all([localeFor(request, context), readTyped(request)]);
  const text = (name: string): string => values[name] ?? "";
  const founded = await foundOrganisation(actingContext(context, viewer), {
    name: namesOf(text("nameEn"), text("nameRu")), code: text("code"), country: text("country"), zone: text("zone"), currency: text("currency").toUpperCase(), payPeriod: text("payPeriod"), firstPeriod: text("firstPeriod"), dayEnd: text("dayEnd"),
  });
  return founded.ok ? doneTyped("/start", context) : refuseTyped(values, founded.faults, sayOfStart(locale), locale);
}

export default function Organisation() {
  const data = useLoaderData<typeof loader>();
  const acted = useActionData<typeof action>() as TypedForm | undefined;
  return <OrganisationForm data={data} form={acted ?? data.form} />;
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.title);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
