import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import type { TypedForm } from "#app/components/typed-form.ts";
import { can } from "#app/domain/access/can.ts";
import { payPeriodsDownTo } from "#app/domain/score/pay-period-months.ts";
import { scaledText } from "#app/format/number.ts";
import { parseScaled } from "#app/format/parse-scaled.ts";
import type { Key } from "#app/i18n/catalogue.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { addExternalMetric, enterExternalValue } from "#app/operations/save-external-metric.server.ts";
import { allow, fault, requireActor } from "#app/web/guard.server.ts";
import { readPageFacts } from "#app/web/page-facts.server.ts";
import { actingContext, doneTyped, namesOf, readTyped, refuseTyped } from "#app/web/typed-form.server.ts";
import { readExternalValues } from "./rows.server.ts";
import { MetricsView } from "./view.tsx";

/** Decimals of a value. */
const DIGITS = 4;
const FIELDS = { add: new Set(["nameEn", "nameRu"]), enter: new Set(["metricId", "period", "value", "source"]) } as const;

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "scenario.read");
  allow(viewer, "scenario.read", {});
  const { organisation, locale, today } = await readPageFacts(request, context);
  if (!organisation) throw fault(404, "not_found");
  const { metrics, query, rows, total, known } = await readExternalValues(context.store, new URL(request.url), locale);
  return json({
    title: translateIn(locale, "plans")("metrics.title"),
    zone: viewer.timeZone,
    mayEdit: can(viewer.actor, "plan.edit"),
    periods: payPeriodsDownTo(organisation.firstPeriod, today.slice(0, 7), organisation.payPeriod),
    metrics, query, rows, total, known,
  });
}

export async function action({ request, context }: ActionFunctionArgs) {
  const viewer = await requireActor(request, context, "plan.edit");
  allow(viewer, "plan.edit", {});
  const [{ locale }, { intent = "", ...values }] = await Promise.all([readPageFacts(request, context), readTyped(request)]);
  const fields = intent === "add" || intent === "enter" ? FIELDS[intent] : null;
  if (!fields || Object.keys(values).some((name) => !fields.has(name))) throw fault(400, "bad_request");
  const ctx = actingContext(context, viewer);
  const { accountId } = viewer.actor;
  const saved =
    intent === "add"
      ? await addExternalMetric(ctx, accountId, namesOf(values["nameEn"], values["nameRu"]))
      : await enterExternalValue(ctx, { metricId: values["metricId"] ?? "", period: values["period"] ?? "", value: decimal(values["value"] ?? ""), source: values["source"] ?? "", accountId });
  if (saved.ok) return doneTyped("/pay/metrics", context);
  const say = translateIn(locale, "plans");
  return refuseTyped({ ...values, intent }, [saved], (code, facts) => say(`refusal.${code}` as Key<"plans">, facts), locale);
}

/** What was typed as exact decimal text; empty where it is no number. */
function decimal(typed: string): string {
  const value = parseScaled(typed, DIGITS);
  return value === null ? "" : scaledText(value, DIGITS).replace(/\.?0+$/, "");
}

export default function Metrics() {
  return <MetricsView data={useLoaderData<typeof loader>()} answer={useActionData<typeof action>() as TypedForm | undefined} />;
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.title);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
