import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { LinkButton } from "#app/components/button.tsx";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { Page } from "#app/components/page.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { can } from "#app/domain/access/can.ts";
import { toBp } from "#app/domain/decimal/stored-units.ts";
import { nameIn } from "#app/domain/names.ts";
import { payoutOfScore } from "#app/domain/pay/payout-of-score.ts";
import { localDateOf, zoneOf } from "#app/domain/time/zone.ts";
import { formatPercentBpShort, formatScoreBp } from "#app/format/percent.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";
import { loadTermNames } from "#app/operations/gate-lines.server.ts";
import { allow, requireActor } from "#app/web/guard.server.ts";
import { localeFor } from "#app/web/locale.server.ts";
import { loadOrganisation } from "#db/queries/directory.server.ts";
import { findPlan, isPlanMember, loadPlanDepartments, loadPlanVersions } from "#db/queries/plans.server.ts";
import { PlanView } from "./view.tsx";

/** A score that many reach: what it pays is the plan in one sentence. */
const SAMPLE_BP = 9500;

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "plan.read");
  const { store } = context;
  const { personId } = viewer.actor;
  const [organisation, plan] = await Promise.all([loadOrganisation(store), findPlan(store, params.planId ?? "")]);
  const today = localDateOf(zoneOf(organisation?.zone ?? "UTC"), context.now());
  const [isMember, departmentIds] = plan ? await Promise.all([isPlanMember(store, plan.id, personId), loadPlanDepartments(store, plan.id, today)]) : [false, []];
  allow(viewer, "plan.read", plan && { personIds: isMember ? [personId] : [], departmentIds });
  const seesFund = can(viewer.actor, "scenario.read");
  const versions = (await loadPlanVersions(store, plan!.id)).map(({ id, number, from, terms, contentHash, createdAt }) => ({
    id, number, from, contentHash, createdAt, terms: { ...terms, fundLimitMinor: seesFund ? terms.fundLimitMinor : null },
  }));
  const inForce = versions.find((version) => version.from <= today) ?? versions[0];
  return json({
    title: nameIn(plan!.name, await localeFor(request, context)),
    plan: plan!,
    versions,
    inForceId: inForce?.id ?? null,
    sampleBp: inForce ? toBp(payoutOfScore(inForce.terms.payout, SAMPLE_BP)) : null,
    lineNames: await loadTermNames(store, versions.map((version) => version.terms)),
    seesFund,
    seesMembers: can(viewer.actor, "statement.read_any"),
    seesCoefficients: inForce?.terms.mode === "pool" && (can(viewer.actor, "plan.read") || can(viewer.actor, "coefficient.edit", { departmentIds })),
    mayEdit: can(viewer.actor, "plan.edit"),
    isOverseer: can(viewer.actor, "plan.read"),
  });
}

export default function PlanPage() {
  const { plan, versions, inForceId, sampleBp, lineNames, seesFund, seesMembers, seesCoefficients, mayEdit, isOverseer } = useLoaderData<typeof loader>();
  const t = useT("pay");
  const coefficients = useT("coefficients");
  const acknowledging = useT("acknowledging");
  const locale = useLocale();
  return (
    <Page
      title={nameIn(plan.name, locale)}
      crumbs={isOverseer ? [{ label: t("plans.title"), to: "/pay/plans" }] : [{ label: t("title"), to: "/pay" }]}
      sentence={sampleBp === null ? null : t("plan.sentence", { score: formatScoreBp(SAMPLE_BP, locale), payout: formatPercentBpShort(sampleBp, locale) })}
      action={
        <>
          {seesCoefficients ? <LinkButton to={`/pay/plans/${plan.id}/coefficients`}>{coefficients("link")}</LinkButton> : null}
          {seesMembers ? <LinkButton to={`/pay/plans/${plan.id}/acknowledgements`}>{acknowledging("list.link")}</LinkButton> : null}
          {seesMembers ? <LinkButton to={`/pay/plans/${plan.id}/members`}>{t("plans.members")}</LinkButton> : null}
          {mayEdit ? (
            <LinkButton to={`/pay/plans/${plan.id}/versions/new`} tone="primary">
              {t("plan.newVersion")}
            </LinkButton>
          ) : null}
        </>
      }
    >
      <PlanView versions={versions} inForceId={inForceId} seesFund={seesFund} lineNames={lineNames} />
    </Page>
  );
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.title);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
