import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import type { TypedForm } from "#app/components/typed-form.ts";
import { can } from "#app/domain/access/can.ts";
import { nameIn } from "#app/domain/names.ts";
import type { Refused } from "#app/domain/refusal.ts";
import { localDateOf, zoneOf } from "#app/domain/time/zone.ts";
import { formatPeriod } from "#app/format/date.ts";
import type { Key } from "#app/i18n/catalogue.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { openCoefficientBook } from "#app/operations/coefficient-book.server.ts";
import { askForCoefficients, giveCoefficients } from "#app/operations/give-coefficients.server.ts";
import { suggestedCoefficients } from "#app/operations/level/save-level-policy.server.ts";
import { allow, fault, requireActor } from "#app/web/guard.server.ts";
import { readPageFacts } from "#app/web/page-facts.server.ts";
import { actingContext, doneTyped, readTyped, refuseTyped } from "#app/web/typed-form.server.ts";
import { findPlan, loadPlanDepartments } from "#db/queries/plans.server.ts";
import { readEntries } from "./form.ts";
import { offeredPeriods, overviewOf, ownPools, withSuggestions } from "./read.server.ts";
import { CoefficientsView } from "./view.tsx";

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "plan.read");
  const { store } = context;
  const [plan, { organisation, locale, now, today }] = await Promise.all([findPlan(store, params.planId ?? ""), readPageFacts(request, context)]);
  allow(viewer, "plan.read", plan && { departmentIds: await loadPlanDepartments(store, plan.id, today) });
  if (!organisation) throw fault(404, "not_found");
  const periods = offeredPeriods(organisation, today);
  const asked = new URL(request.url).searchParams.get("period");
  const period = periods.find((name) => name === asked) ?? periods[0]!;
  const book = await openCoefficientBook(store, plan!.id, period, now);
  const isOverseer = can(viewer.actor, "plan.read");
  const mine = book ? ownPools(book, viewer.actor, locale) : [];
  // Who neither heads anybody in it nor oversees the plan has nothing to see here.
  if (!isOverseer && mine.length === 0) throw fault(404, "not_found");
  const suggested = await suggestedCoefficients(store, mine.flatMap((pool) => pool.members.flatMap((member) => (member.isEntered ? [] : member.personId))));
  const isFilled = suggested.size > 0 && new URL(request.url).searchParams.get("suggest") === "1";
  return json({
    title: translateIn(locale, "coefficients")("title", { plan: nameIn(plan!.name, locale), period: formatPeriod(period, locale) }),
    plan: plan!, isOverseer, periods, period,
    lastDay: book?.round ? localDateOf(zoneOf(organisation.zone), book.round.deadlineAt - 1) : null,
    frozen: book?.frozen ?? null,
    isPool: book !== null,
    mine: isFilled ? withSuggestions(mine, suggested, locale) : mine, isFilled, maySuggest: suggested.size > 0,
    overview: book && isOverseer ? overviewOf(book, locale) : null,
    mayAsk: book !== null && book.frozen !== "run" && can(viewer.actor, "run.prepare"),
  });
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const viewer = await requireActor(request, context, "plan.read");
  const { store } = context;
  const [plan, { locale, today }, values] = await Promise.all([findPlan(store, params.planId ?? ""), readPageFacts(request, context), readTyped(request)]);
  const departmentIds = plan ? await loadPlanDepartments(store, plan.id, today) : [];
  const ctx = actingContext(context, viewer);
  const { accountId, personId } = viewer.actor;
  const period = values["period"] ?? "";
  if (!/^\d{4}-(Q[1-4]|\d{2})$/.test(period)) throw fault(400, "bad_request");
  const t = translateIn(locale, "coefficients");
  const answer = (result: { readonly ok: true } | Refused) =>
    result.ok ? doneTyped(`/pay/plans/${plan!.id}/coefficients?period=${period}`, context) : refuseTyped(values, [result], (code) => t(`refusal.${code}` as Key<"coefficients">), locale);
  if (values["intent"] === "ask") {
    allow(viewer, "run.prepare", plan && {});
    return answer(await askForCoefficients(ctx, { planId: plan!.id, period, lastDay: values["lastDay"] ?? "", accountId }));
  }
  allow(viewer, "coefficient.edit", plan && { departmentIds });
  const book = await openCoefficientBook(store, plan!.id, period, ctx.now);
  const own = (book?.pools ?? []).flatMap((pool) => pool.members.map((member) => member.departmentId)).filter((id) => can(viewer.actor, "coefficient.edit", { departmentIds: [id] }));
  return answer(await giveCoefficients(ctx, { planId: plan!.id, period, accountId, personId, departmentIds: own, entries: readEntries(values) }));
}

export default function Coefficients() {
  return <CoefficientsView data={useLoaderData<typeof loader>()} acted={useActionData<typeof action>() as TypedForm | undefined} />;
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.title);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
