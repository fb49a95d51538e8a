import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import type { TypedForm } from "#app/components/typed-form.ts";
import { can } from "#app/domain/access/can.ts";
import { refused } from "#app/domain/refusal.ts";
import { formatPeriod } from "#app/format/date.ts";
import type { Key } from "#app/i18n/catalogue.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { lookAtFlag } from "#app/operations/void-answers.server.ts";
import { allow, fault, requireActor } from "#app/web/guard.server.ts";
import { readPageFacts } from "#app/web/page-facts.server.ts";
import { actingContext, doneTyped, refuseTyped } from "#app/web/typed-form.server.ts";
import { readFinding } from "./read.server.ts";
import { FindingView } from "./view.tsx";

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "fairness.read");
  allow(viewer, "fairness.read", {});
  const { locale } = await readPageFacts(request, context);
  const finding = await readFinding(context, params.key ?? "", new URL(request.url).searchParams.get("period"), locale);
  if (!finding) throw fault(404, "not_found");
  return json({ ...finding, title: translateIn(locale, "fairness")(`kind.${finding.flag.kind}`), mayDecide: can(viewer.actor, "answer.void"), zone: viewer.timeZone, now: context.now() });
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const viewer = await requireActor(request, context, "answer.void");
  allow(viewer, "answer.void", {});
  const [{ locale }, form] = await Promise.all([readPageFacts(request, context), request.formData()]);
  const text = (name: string) => String(form.get(name) ?? "").trim();
  const finding = await readFinding(context, params.key ?? "", new URL(request.url).searchParams.get("period"), locale);
  const t = translateIn(locale, "fairness");
  if (!finding) throw fault(404, "not_found");
  const isVoid = text("intent") === "void";
  const known = new Set(finding.answers.map((row) => row.id));
  const answerIds = isVoid ? [...new Set(form.getAll("answer").map(String))].filter((id) => known.has(id)) : [];
  const refuse = (faults: readonly ReturnType<typeof refused>[]) =>
    refuseTyped({ because: text("because"), sure: text("sure") }, faults, (code, facts) => t(`fault.${code}` as Key<"fairness">, facts.period ? { period: formatPeriod(String(facts.period), locale) } : facts), locale);
  if (isVoid && answerIds.length === 0) return refuse([refused("none_chosen")]);
  if (isVoid && text("sure") !== "on") return refuse([refused("not_sure", undefined, "sure")]);
  const done = await lookAtFlag(actingContext(context, viewer), { period: finding.period, flagKey: finding.flag.key, answerIds, because: text("because"), byPersonId: viewer.actor.personId });
  if (!done.ok) return refuse([done]);
  return doneTyped(`/ratings/fairness?period=${finding.period}`, context, { key: isVoid ? "flash.answersVoided" : "flash.findingLeft" });
}

export default function FindingPage() {
  return <FindingView data={useLoaderData<typeof loader>()} acted={useActionData<typeof action>() as TypedForm | undefined} />;
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.title);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
