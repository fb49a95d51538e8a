import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { Page } from "#app/components/page.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { ScoreTabs } from "#app/components/score/score-tabs.tsx";
import { freshForm, type TypedForm } from "#app/components/typed-form.ts";
import { can } from "#app/domain/access/can.ts";
import { DEFAULT_CLOSING_RULE, nextStep } from "#app/domain/score/closing-calendar.ts";
import { formatDay, formatPeriod } from "#app/format/date.ts";
import type { Key } from "#app/i18n/catalogue.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { readClosingPlan } from "#app/operations/closing-plan.server.ts";
import { saveClosingRule } from "#app/operations/save-closing-rule.server.ts";
import { allow, requireActor } from "#app/web/guard.server.ts";
import { localeFor } from "#app/web/locale.server.ts";
import { actingContext, doneTyped, readTyped, refuseTyped } from "#app/web/typed-form.server.ts";
import { ruleOf, valuesOf } from "./rule-form.server.ts";
import { CalendarView } from "./view.tsx";

const PATH = "/periods/calendar";

/** When the steps of the coming closings are due, for everybody who sees periods; the arbiter sets how they are counted. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "period.read");
  const locale = await localeFor(request, context);
  const plan = await readClosingPlan({ store: context.store, now: context.now() });
  const t = translateIn(locale, "closing");
  const next = (plan?.months ?? []).flatMap(({ month, dates }) => (dates ? [{ month, step: nextStep(dates, plan!.today) }] : [])).flatMap(({ month, step }) => (step ? [{ month, ...step }] : [])).sort((a, b) => (a.on < b.on ? -1 : 1))[0];
  const sentence = next ? `${t("calendar.sentence")} ${t("calendar.sentence.next", { step: t(`step.${next.step}`), month: formatPeriod(next.month, locale), day: formatDay(next.on, locale) })}` : t("calendar.sentence.none");
  return json({
    title: t("calendar.title"), sentence, months: plan?.months ?? [], today: plan?.today ?? "", hasCalendar: plan?.hasCalendar ?? false, since: plan?.rule?.createdAt ?? null, zone: viewer.timeZone,
    values: valuesOf(plan?.rule?.rule ?? DEFAULT_CLOSING_RULE), mayEdit: can(viewer.actor, "closing_calendar.edit"),
  });
}

export async function action({ request, context }: ActionFunctionArgs) {
  const viewer = await requireActor(request, context, "closing_calendar.edit");
  allow(viewer, "closing_calendar.edit", {});
  const [locale, values] = await Promise.all([localeFor(request, context), readTyped(request)]);
  const saved = await saveClosingRule(actingContext(context, viewer), ruleOf(values), viewer.actor.personId);
  if (saved.ok) return doneTyped(PATH, context);
  const t = translateIn(locale, "closing");
  const named = (facts: Readonly<Record<string, string | number>>) => (typeof facts["month"] === "string" ? { ...facts, month: formatPeriod(facts["month"], locale) } : facts);
  return refuseTyped(values, saved.faults, (code, facts) => t(`fault.${code}` as Key<"closing">, named(facts)), locale);
}

export default function ClosingCalendar() {
  const { title, sentence, ...data } = useLoaderData<typeof loader>();
  const form = (useActionData<typeof action>() as TypedForm | undefined) ?? freshForm(data.values);
  return (
    <Page title={title} sentence={sentence} tabs={<ScoreTabs current="calendar" withPeriods />} width="full">
      <CalendarView data={data} form={form} />
    </Page>
  );
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.title);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
