import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ChartColumn } from "lucide-react";
import { EmptyState } from "#app/components/empty-state.tsx";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { Page } from "#app/components/page.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { PayTabs } from "#app/components/pay/pay-tabs.tsx";
import { formatPeriod } from "#app/format/date.ts";
import { formatMoney } from "#app/format/money.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";
import { recordPayRead } from "#app/operations/record-pay-read.server.ts";
import { allow, requireActor } from "#app/web/guard.server.ts";
import { localeFor } from "#app/web/locale.server.ts";
import { payPlaces } from "#app/web/pay-places.server.ts";
import { readSpreadPage } from "./read.server.ts";
import { BudgetCard, DistributionCard, EquityCard } from "./view.tsx";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "scenario.read");
  allow(viewer, "scenario.read", {});
  const locale = await localeFor(request, context);
  const { all, ...spread } = await readSpreadPage(context.store, viewer.actor, new URL(request.url), locale);
  const actor = { kind: "account", id: viewer.actor.accountId, address: context.address } as const;
  await recordPayRead({ store: context.store, now: context.now(), actor }, viewer.actor, { entity: "bonus_run", entityId: spread.chosen?.runId ?? "none", rows: spread.groups.length });
  return json({ title: translateIn(locale, "payroll")("spread.title"), places: payPlaces(viewer.actor), ...spread });
}

export default function Spread() {
  const { title, places, budget, chosen, query, departments, total, groups, seesPeople } = useLoaderData<typeof loader>();
  const t = useT("payroll");
  const locale = useLocale();
  return (
    <Page
      title={title}
      sentence={
        chosen
          ? t("spread.sentence", { plan: chosen.plan, period: formatPeriod(chosen.period, locale), amount: formatMoney(chosen.amountMinor, { code: chosen.currency, digits: chosen.minorDigits }, locale), target: formatMoney(chosen.targetMinor, { code: chosen.currency, digits: chosen.minorDigits }, locale) })
          : t("spread.sentence.none")
      }
      tabs={<PayTabs current="spread" open={places} />}
      width="full"
    >
      {chosen ? (
        <>
          <DistributionCard chosen={chosen} rows={departments} query={query} total={total} />
          {seesPeople ? <EquityCard chosen={chosen} groups={groups} /> : null}
          <BudgetCard budget={budget} chosen={chosen} />
        </>
      ) : (
        <EmptyState icon={<ChartColumn aria-hidden size={20} />} title={t("spread.empty.title")}>
          {t("spread.empty.text")}
        </EmptyState>
      )}
    </Page>
  );
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.title);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
