import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { Wallet } from "lucide-react";
import { DataTable } from "#app/components/data-table.tsx";
import { NumberedPerson } from "#app/components/pay/numbered-person.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { Page } from "#app/components/page.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { LinesForm, type LinesAnswer } from "#app/components/pay/lines-form.tsx";
import { PayTabs } from "#app/components/pay/pay-tabs.tsx";
import { TypedText } from "#app/components/typed-field.tsx";
import { freshForm } from "#app/components/typed-form.ts";
import { can } from "#app/domain/access/can.ts";
import { payPeriodMonths } from "#app/domain/score/pay-period-months.ts";
import { readDay } from "#app/domain/time/local-date.ts";
import { formatDayShort } from "#app/format/date.ts";
import { formatMoney } from "#app/format/money.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";
import { enterBases } from "#app/operations/enter-bases.server.ts";
import { readBaseLines } from "#app/operations/feeds/base-lines.ts";
import { payLines } from "#app/operations/feeds/pay-lines.ts";
import { recordPayRead } from "#app/operations/record-pay-read.server.ts";
import { allow, fault, requireActor } from "#app/web/guard.server.ts";
import { readPageFacts } from "#app/web/page-facts.server.ts";
import { payPlaces } from "#app/web/pay-places.server.ts";
import { peopleByNumber, problemOf, readSentLines, refuseField, refuseLines } from "#app/web/pay-lines.server.ts";
import { actingContext, doneTyped } from "#app/web/typed-form.server.ts";
import { readBaseRows } from "./rows.server.ts";

const FIELDS = new Set(["from", "lines", "file", "intent"]);

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "statement.read_any");
  allow(viewer, "statement.read_any", {});
  const { organisation, locale, today } = await readPageFacts(request, context);
  if (!organisation) throw fault(404, "not_found");
  const bases = await readBaseRows(context.store, new URL(request.url), "page");
  await recordPayRead(actingContext(context, viewer), viewer.actor, { entity: "pay_base", entityId: "page", rows: bases.rows.length });
  return json({
    title: translateIn(locale, "members")("bases.title"),
    places: payPlaces(viewer.actor),
    mayEdit: can(viewer.actor, "pay_base.edit"),
    firstDay: `${payPeriodMonths(today.slice(0, 7), organisation.payPeriod)[0]!}-01`,
    currency: { code: organisation.currency, digits: organisation.minorDigits },
    ...bases,
  });
}

export async function action({ request, context }: ActionFunctionArgs) {
  const viewer = await requireActor(request, context, "pay_base.edit");
  allow(viewer, "pay_base.edit", {});
  const [{ organisation, locale }, sent] = await Promise.all([readPageFacts(request, context), readSentLines(request)]);
  if (!organisation || Object.keys(sent.values).some((name) => !FIELDS.has(name))) throw fault(400, "bad_request");
  const from = sent.values["from"] ?? "";
  if (readDay(from) === null) return refuseField(sent, "from", "day.missing", locale);
  const read = readBaseLines(payLines(sent.text, ["number", "base", "from"]), await peopleByNumber(context.store), from, organisation.minorDigits);
  if (read.problems.length > 0) return refuseLines(sent, read.problems, locale);
  if (read.entries.length === 0) return refuseField(sent, "lines", "lines.missing", locale);
  const entered = await enterBases(actingContext(context, viewer), viewer.actor.accountId, read.entries);
  return entered.ok ? doneTyped("/pay/bases", context) : refuseLines(sent, [problemOf(entered, read.entries)], locale);
}

export default function Bases() {
  const data = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>() as LinesAnswer | undefined;
  const common = useT("common");
  const t = useT("members");
  const locale = useLocale();
  const form = answer ?? freshForm({ from: data.firstDay });
  return (
    <Page title={data.title} sentence={t("bases.sentence")} crumbs={[{ label: t("absences"), to: "/pay/absences" }]} tabs={<PayTabs current="absences" open={data.places} />}>
      <DataTable
        label={data.title}
        rows={data.rows}
        rowKey={(row) => row.id}
        rowTo={(row) => `/people/${row.personId}`}
        query={data.query}
        total={data.total}
        searchable
        csvTo="/pay/bases.csv"
        empty={
          <EmptyState icon={<Wallet aria-hidden size={20} />} title={t("bases.empty.title")}>
            {t("bases.empty.text")}
          </EmptyState>
        }
        columns={[
          { id: "person", header: common("person"), sortable: true, cell: (row) => <NumberedPerson person={row} /> },
          { id: "from", header: t("from"), cell: (row) => formatDayShort(row.from, locale) },
          { id: "base", header: t("bases.base"), align: "end", cell: (row) => formatMoney(row.baseMinor, data.currency, locale) },
        ]}
      />
      {data.mayEdit ? (
        <LinesForm title={t("bases.add")} form={form} label={t("bases.lines")} hint={t("bases.lines.hint")} submit={t("save")}>
          <div className="max-w-56">
            <TypedText form={form} name="from" label={t("add.from")} type="date" />
          </div>
        </LinesForm>
      ) : null}
    </Page>
  );
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.title);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
