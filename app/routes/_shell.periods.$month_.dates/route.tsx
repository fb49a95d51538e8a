import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { Card } from "#app/components/card.tsx";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { Notice } from "#app/components/notice.tsx";
import { Page } from "#app/components/page.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { TypedFormFrame, TypedSubmit, TypedText } from "#app/components/typed-field.tsx";
import { freshForm, type TypedForm } from "#app/components/typed-form.ts";
import { CLOSING_STEPS, type ClosingDates } from "#app/domain/score/closing-calendar.ts";
import { formatDay, formatPeriod } from "#app/format/date.ts";
import type { Key } from "#app/i18n/catalogue.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { useT } from "#app/i18n/use-t.ts";
import { readClosingPlan } from "#app/operations/closing-plan.server.ts";
import { setClosingDates } from "#app/operations/set-closing-dates.server.ts";
import { allow, fault, requireActor } from "#app/web/guard.server.ts";
import { localeFor } from "#app/web/locale.server.ts";
import { actingContext, doneTyped, readTyped, refuseTyped } from "#app/web/typed-form.server.ts";

const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/;

/** The dates of one month that has not opened. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "closing_calendar.edit");
  allow(viewer, "closing_calendar.edit", {});
  const plan = await readClosingPlan({ store: context.store, now: context.now() });
  const planned = plan?.months.find((one) => one.month === params.month);
  if (!planned) throw fault(404, "not_found");
  const locale = await localeFor(request, context);
  const t = translateIn(locale, "closing");
  const month = formatPeriod(planned.month, locale);
  const steps = CLOSING_STEPS.filter((step) => planned.endsPayPeriod || (step !== "approveBy" && step !== "payOn"));
  return json({
    title: t("dates.title", { month }), isAhead: planned.isAhead, steps,
    sentence: planned.isAhead ? t("dates.sentence", { day: formatDay(`${planned.month}-01`, locale) }) : t("dates.sentence.open", { month }),
    values: { ...Object.fromEntries(steps.map((step) => [step, planned.dates?.[step] ?? ""])), rowVersion: String(planned.rowVersion) } as Record<string, string>,
  });
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const viewer = await requireActor(request, context, "closing_calendar.edit");
  allow(viewer, "closing_calendar.edit", {});
  const month = params.month ?? "";
  const [locale, values] = await Promise.all([localeFor(request, context), readTyped(request)]);
  if (!MONTH.test(month) || !/^\d{1,9}$/.test(values["rowVersion"] ?? "")) throw fault(400, "bad_request");
  const day = (step: keyof ClosingDates) => values[step] ?? "";
  const dates: ClosingDates = { cutOffOn: day("cutOffOn"), objectionsBy: day("objectionsBy"), reviewEndsOn: day("reviewEndsOn"), requestBy: day("requestBy"), confirmBy: day("confirmBy"), approveBy: day("approveBy"), payOn: day("payOn") };
  const saved = await setClosingDates(actingContext(context, viewer), { month, dates, rowVersion: Number(values["rowVersion"]), personId: viewer.actor.personId });
  if (saved.ok) return doneTyped("/periods/calendar", context);
  const t = translateIn(locale, "closing");
  return refuseTyped(values, saved.faults, (code, facts) => t(`fault.${code}` as Key<"closing">, { ...facts, month: formatPeriod(month, locale) }), locale);
}

export default function MonthDates() {
  const data = useLoaderData<typeof loader>();
  const form = (useActionData<typeof action>() as TypedForm | undefined) ?? freshForm(data.values);
  const t = useT("closing");
  const common = useT("common");
  return (
    <Page title={data.title} sentence={data.sentence} crumbs={[{ label: t("calendar.title"), to: "/periods/calendar" }]} width="reading">
      {data.isAhead ? (
        <Card>
          <TypedFormFrame form={form}>
            <input type="hidden" name="rowVersion" value={form.values["rowVersion"] ?? "0"} />
            {data.steps.map((step) => (
              <TypedText key={step} form={form} name={step} label={t(`step.${step}`)} hint={step === "cutOffOn" || step === "objectionsBy" ? t(`step.${step}.explain`) : undefined} type="date" className="max-w-48" />
            ))}
            <div>
              <TypedSubmit>{common("save")}</TypedSubmit>
            </div>
          </TypedFormFrame>
        </Card>
      ) : (
        <Notice>{t("dates.frozen")}</Notice>
      )}
    </Page>
  );
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.title);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
