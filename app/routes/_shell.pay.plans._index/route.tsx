import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ScrollText } from "lucide-react";
import { LinkButton } from "#app/components/button.tsx";
import { DataTable } from "#app/components/data-table.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { Page } from "#app/components/page.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { PayTabs } from "#app/components/pay/pay-tabs.tsx";
import { can } from "#app/domain/access/can.ts";
import { nameIn } from "#app/domain/names.ts";
import { localDateOf, zoneOf } from "#app/domain/time/zone.ts";
import { formatDayShort } from "#app/format/date.ts";
import { formatCount } from "#app/format/number.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";
import { allow, requireActor } from "#app/web/guard.server.ts";
import { localeFor } from "#app/web/locale.server.ts";
import { payPlaces } from "#app/web/pay-places.server.ts";
import { loadOrganisation } from "#db/queries/directory.server.ts";
import { countPlanMembers, loadPlans, loadPlanVersionAt } from "#db/queries/plans.server.ts";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "plan.read");
  allow(viewer, "plan.read", {});
  const { store } = context;
  const [organisation, plans, locale] = await Promise.all([loadOrganisation(store), loadPlans(store), localeFor(request, context)]);
  const today = localDateOf(zoneOf(organisation?.zone ?? "UTC"), context.now());
  const [members, versions] = await Promise.all([countPlanMembers(store, today), Promise.all(plans.map((plan) => loadPlanVersionAt(store, plan.id, today)))]);
  return json({
    title: translateIn(locale, "pay")("plans.title"),
    places: payPlaces(viewer.actor),
    mayEdit: can(viewer.actor, "plan.edit"),
    plans: plans.map((plan, place) => {
      const version = versions[place];
      return { ...plan, members: members.get(plan.id) ?? 0, number: version?.number ?? null, from: version?.from ?? null, shadow: version?.terms.shadow ?? false };
    }),
  });
}

export default function Plans() {
  const { plans, places, mayEdit } = useLoaderData<typeof loader>();
  const t = useT("pay");
  const words = useT("plans");
  const documents = useT("documents");
  const locale = useLocale();
  const create = mayEdit ? (
    <LinkButton to="/pay/plans/new" tone="primary">
      {t("plans.new")}
    </LinkButton>
  ) : null;
  return (
    <Page title={t("plans.title")} sentence={plans.length > 0 ? t("plans.sentence", { count: plans.length }) : t("plans.empty.text")} tabs={<PayTabs current="plans" open={places} />} action={
      <>
        <LinkButton to="/pay/metrics">{words("metrics.title")}</LinkButton>
        {mayEdit ? <LinkButton to="/pay/documents">{documents("title")}</LinkButton> : null}
        {create}
      </>
    }>
      <DataTable
        label={t("plans.title")}
        rows={plans}
        rowKey={(plan) => plan.id}
        rowTo={(plan) => `/pay/plans/${plan.id}`}
        empty={
          <EmptyState icon={<ScrollText aria-hidden size={20} />} title={t("plans.empty.title")}>
            {t("plans.empty.text")}
          </EmptyState>
        }
        columns={[
          {
            id: "name",
            header: t("plan"),
            cell: (plan) => (
              <>
                {nameIn(plan.name, locale)}
                {plan.shadow ? <span className="font-normal text-faint"> · {t("forInformation")}</span> : null}
              </>
            ),
          },
          { id: "version", header: t("plans.version"), align: "end", cell: (plan) => plan.number ?? "–" },
          { id: "from", header: t("plans.from"), cell: (plan) => (plan.from === null ? "–" : formatDayShort(plan.from, locale)) },
          { id: "members", header: t("plans.members"), align: "end", cell: (plan) => formatCount(plan.members, locale) },
        ]}
      />
    </Page>
  );
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.title);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
