import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { Card, Facts } from "#app/components/card.tsx";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { Page } from "#app/components/page.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { PayoutPlot } from "#app/components/pay/payout-plot.tsx";
import { TypedFormFrame, TypedSubmit } from "#app/components/typed-field.tsx";
import { freshForm, type TypedForm } from "#app/components/typed-form.ts";
import { nameIn } from "#app/domain/names.ts";
import { formatDay } from "#app/format/date.ts";
import { formatInstantExact } from "#app/format/instant.ts";
import type { Key } from "#app/i18n/catalogue.ts";
import { planFacts } from "#app/i18n/plan-words.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";
import { acknowledgePlan } from "#app/operations/acknowledge-plan.server.ts";
import { loadTermNames } from "#app/operations/gate-lines.server.ts";
import { allow, requireActor } from "#app/web/guard.server.ts";
import { readPageFacts } from "#app/web/page-facts.server.ts";
import { actingContext, doneTyped, readTyped, refuseTyped } from "#app/web/typed-form.server.ts";
import { findAcknowledgement, findAcknowledgementCall } from "#db/queries/acknowledgements.server.ts";
import { findPlan, isPlanMember, loadPlanVersions } from "#db/queries/plans.server.ts";

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "plan.read");
  const { store } = context;
  const { personId } = viewer.actor;
  const plan = await findPlan(store, params.planId ?? "");
  allow(viewer, "plan.read", plan && (await isPlanMember(store, plan.id, personId)) ? { personIds: [personId] } : null);
  const [{ locale }, versions] = await Promise.all([readPageFacts(request, context), loadPlanVersions(store, plan!.id)]);
  const number = Number(new URL(request.url).searchParams.get("version") ?? versions[0]?.number);
  const version = versions.find((one) => one.number === number) ?? null;
  allow(viewer, "plan.read", version && { personIds: [personId] });
  const { id, from, contentHash } = version!;
  // A fund is a total: it is for those who approve.
  const terms = { ...version!.terms, fundLimitMinor: null };
  const [call, given, lineNames] = await Promise.all([findAcknowledgementCall(store, id), findAcknowledgement(store, id, personId), loadTermNames(store, [terms])]);
  return json({
    title: translateIn(locale, "acknowledging")("title", { plan: nameIn(plan!.name, locale), number }),
    plan: plan!, lineNames, zone: viewer.timeZone,
    version: { id, number, from, contentHash, terms },
    dueOn: call?.dueOn ?? null,
    at: given?.at ?? null,
  });
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const viewer = await requireActor(request, context, "plan.acknowledge");
  const { personId, accountId } = viewer.actor;
  const plan = await findPlan(context.store, params.planId ?? "");
  allow(viewer, "plan.acknowledge", plan && (await isPlanMember(context.store, plan.id, personId)) ? { personIds: [personId] } : null);
  const [{ locale }, values] = await Promise.all([readPageFacts(request, context), readTyped(request)]);
  const given = await acknowledgePlan(actingContext(context, viewer), { planVersionId: values["versionId"] ?? "", contentHash: values["contentHash"] ?? "", accountId });
  if (given.ok) return doneTyped(`/pay/plans/${plan!.id}/acknowledge?version=${values["number"] ?? ""}`, context);
  return refuseTyped(values, [given], (code) => translateIn(locale, "acknowledging")(`refusal.${code}` as Key<"acknowledging">), locale, 409);
}

export default function Acknowledge() {
  const { title, plan, version, lineNames, zone, dueOn, at } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>() as TypedForm | undefined;
  const t = useT("acknowledging");
  const pay = useT("pay");
  const plans = useT("plans");
  const locale = useLocale();
  const sentence = at !== null ? t("sentence.done", { when: formatInstantExact(at, zone, locale) }) : dueOn !== null ? t("sentence.waiting", { day: formatDay(dueOn, locale) }) : t("sentence.free");
  return (
    <Page title={title} sentence={sentence} crumbs={[{ label: pay("title"), to: "/pay" }, { label: nameIn(plan.name, locale), to: `/pay/plans/${plan.id}` }]}
      action={
        <a href={`/pay/plans/${plan.id}/documents/annex-${version.number}-${locale}.pdf`} className="door">
          PDF
        </a>
      }
    >
      <Card title={`${pay("plan.version.number", { number: version.number })} · ${formatDay(version.from, locale)}`}>
        <div className="grid items-start gap-6 lg:grid-cols-2">
          <PayoutPlot rule={version.terms.payout} />
          <Facts rows={planFacts(version.terms, { t: plans, locale, lineNames, seesFund: false })} />
        </div>
        <p className="mt-3 text-sm text-faint">
          {pay("plan.hash")}: <code className="font-mono break-all select-all">{version.contentHash}</code>
        </p>
      </Card>
      {at === null && dueOn !== null ? (
        <Card title={t("act", { number: version.number })}>
          <TypedFormFrame form={answer ?? freshForm()} className="max-w-2xl">
            <p className="text-pretty text-muted">{t("act.note")}</p>
            <input type="hidden" name="versionId" value={version.id} />
            <input type="hidden" name="number" value={version.number} />
            <input type="hidden" name="contentHash" value={version.contentHash} />
            <div>
              <TypedSubmit intent="acknowledge">{t("act", { number: version.number })}</TypedSubmit>
            </div>
          </TypedFormFrame>
        </Card>
      ) : null}
    </Page>
  );
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.title);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
