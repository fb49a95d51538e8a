import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import { FlaskConical } from "lucide-react";
import { Button } from "#app/components/button.tsx";
import { Card } from "#app/components/card.tsx";
import { DataTable } from "#app/components/data-table.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { INPUT_LOOK } from "#app/components/field.tsx";
import { Page } from "#app/components/page.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { PayTabs } from "#app/components/pay/pay-tabs.tsx";
import { Time } from "#app/components/time.tsx";
import { can } from "#app/domain/access/can.ts";
import { nameIn } from "#app/domain/names.ts";
import { formatPeriod } from "#app/format/date.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";
import { allow, requireActor } from "#app/web/guard.server.ts";
import { localeFor } from "#app/web/locale.server.ts";
import { payPlaces } from "#app/web/pay-places.server.ts";
import { readScenarioList } from "./list.server.ts";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "scenario.read");
  allow(viewer, "scenario.read", {});
  const locale = await localeFor(request, context);
  const list = await readScenarioList(context.store, viewer.actor.personId, new URL(request.url), context.now(), locale);
  return json({ title: translateIn(locale, "payroll")("scenarios.title"), places: payPlaces(viewer.actor), zone: viewer.timeZone, mayAdd: can(viewer.actor, "scenario.edit"), ...list });
}

export default function Scenarios() {
  const { title, places, zone, mayAdd, rows, total, query, startable } = useLoaderData<typeof loader>();
  const t = useT("payroll");
  const pay = useT("pay");
  const common = useT("common");
  const locale = useLocale();
  return (
    <Page title={title} sentence={t("scenarios.sentence")} tabs={<PayTabs current="scenarios" open={places} />}>
      {mayAdd && startable.length > 0 ? (
        <Card title={t("scenarios.new")}>
          <Form method="get" action="/pay/scenarios/new" className="flex flex-wrap items-center gap-3">
            <select name="what" aria-label={pay("runs.prepare.period")} className={`${INPUT_LOOK} h-9 max-w-full pr-8 pl-3`}>
              {startable.map((plan) => (
                <optgroup key={plan.planId} label={nameIn(plan.planName, locale)}>
                  {plan.periods.map((period) => (
                    <option key={period} value={`${plan.planId}/${period}`}>
                      {formatPeriod(period, locale)}
                    </option>
                  ))}
                </optgroup>
              ))}
            </select>
            <Button tone="primary">{t("scenarios.begin")}</Button>
          </Form>
        </Card>
      ) : null}
      <div className="rounded-lg border border-line">
        <DataTable
          label={title}
          rows={rows}
          rowKey={(row) => row.id}
          rowTo={(row) => `/pay/scenarios/${row.id}`}
          query={query}
          total={total}
          searchable
          empty={
            <EmptyState icon={<FlaskConical aria-hidden size={20} />} title={t("scenarios.empty.title")}>
              {t("scenarios.empty.text")}
            </EmptyState>
          }
          columns={[
            { id: "name", header: t("scenario.name"), sortable: true, cell: (row) => row.name },
            { id: "plan", header: pay("plan"), cell: (row) => row.plan },
            { id: "period", header: common("period"), sortable: true, cell: (row) => formatPeriod(row.period, locale) },
            { id: "owner", header: t("scenarios.owner"), cell: (row) => (row.isOwn ? t("scenarios.own") : row.owner) },
            { id: "shared", header: t("scenarios.sharing"), cell: (row) => t(row.shared ? "scenarios.shared" : "scenarios.private") },
            { id: "changed", header: t("scenarios.changed"), sortable: true, cell: (row) => <Time at={row.changedAt} zone={zone} /> },
          ]}
        />
      </div>
    </Page>
  );
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.title);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
