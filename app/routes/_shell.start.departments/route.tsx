import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { freshForm, type TypedForm } from "#app/components/typed-form.ts";
import { nameIn } from "#app/domain/names.ts";
import { TYPICAL_DEPARTMENTS } from "#app/domain/start/typical-departments.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { addTypicalDepartments } from "#app/operations/start/add-typical-departments.server.ts";
import { allow, requireActor } from "#app/web/guard.server.ts";
import { localeFor } from "#app/web/locale.server.ts";
import { actingContext, doneTyped, readTyped, refuseTyped } from "#app/web/typed-form.server.ts";
import { loadCalendars } from "#db/queries/agreements.server.ts";
import { loadDepartments } from "#db/queries/directory.server.ts";
import { sayOfStart } from "../_shell.start.organisation/say.server.ts";
import { DepartmentsForm } from "./view.tsx";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "start.edit");
  allow(viewer, "start.edit", {});
  const [locale, departments, calendars] = await Promise.all([localeFor(request, context), loadDepartments(context.store), loadCalendars(context.store)]);
  const top = departments.find((row) => row.parentId === null);
  if (!top) throw redirect("/start/organisation");
  const codes = new Set(departments.map((row) => row.code));
  return json({
    title: translateIn(locale, "start")("departments.title"), top: nameIn(top.name, locale),
    calendars: calendars.map((row) => ({ value: row.calendarId, label: nameIn(row.name, locale) })),
    typical: TYPICAL_DEPARTMENTS.map(({ code, name }) => ({ code, name: nameIn(name, locale), isThere: codes.has(code) })),
    form: freshForm({ calendarId: top.calendarId ?? (calendars.length === 1 ? calendars[0]!.calendarId : "") }),
  });
}

export async function action({ request, context }: ActionFunctionArgs) {
  const viewer = await requireActor(request, context, "start.edit");
  allow(viewer, "start.edit", {});
  const [locale, values] = await Promise.all([localeFor(request, context), readTyped(request)]);
  const codes = TYPICAL_DEPARTMENTS.map((row) => row.code).filter((code) => values[`typical:${code}`] === "on");
  const done = await addTypicalDepartments(actingContext(context, viewer), { codes, lines: values["lines"] ?? "", calendarId: values["calendarId"] ?? "" });
  return done.ok ? doneTyped("/start", context) : refuseTyped(values, done.faults, sayOfStart(locale), locale);
}

export default function Departments() {
  const data = useLoaderData<typeof loader>();
  const acted = useActionData<typeof action>() as TypedForm | undefined;
  return <DepartmentsForm data={data} form={acted ?? data.form} />;
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.title);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
