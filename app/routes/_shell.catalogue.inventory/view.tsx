import { Form, Link } from "@remix-run/react";
import { ClipboardList } from "lucide-react";
import { useState } from "react";
import { Button } from "#app/components/button.tsx";
import { Card } from "#app/components/card.tsx";
import { DataTable } from "#app/components/data-table.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { Page } from "#app/components/page.tsx";
import { type TypedChoice, TypedFormFrame, TypedSelect, TypedSubmit, TypedText } from "#app/components/typed-field.tsx";
import { freshForm, type TypedForm } from "#app/components/typed-form.ts";
import type { TableQuery } from "#app/domain/list/table-query.ts";
import { INVENTORY_OUTCOMES, type InventoryLine } from "#app/domain/organisation/inventory.ts";
import { useT } from "#app/i18n/use-t.ts";

interface Line extends InventoryLine {
  readonly providerName: string;
  readonly clientName: string;
  readonly product: string;
  readonly note: string;
  readonly speaks: readonly ("provider" | "client")[];
}

interface InventoryData {
  readonly title: string;
  readonly year: number;
  readonly years: readonly number[];
  readonly query: TableQuery<"outcome" | "product" | "provider" | "client", "outcome">;
  readonly lines: readonly Line[];
  readonly total: number;
  /** Nothing was said at all. */
  readonly isEmpty: boolean;
  readonly open: number;
  readonly agreed: number;
  readonly own: readonly TypedChoice[];
  readonly departments: readonly TypedChoice[];
  readonly products: readonly TypedChoice[];
}

/** A year's inventory: both lists side by side, differences first, each closed when both say the same. */
export function InventoryView({ data, acted }: { readonly data: InventoryData; readonly acted: TypedForm | undefined }) {
  const t = useT("products");
  const catalogue = useT("catalogue");
  const common = useT("common");
  return (
    <Page title={data.title} sentence={!data.isEmpty ? t("inventory.state", { open: data.open, agreed: data.agreed }) : t("inventory.sentence")} crumbs={[{ label: catalogue("title"), to: "/catalogue" }]}>
      <nav aria-label={t("inventory.year")} className="flex flex-wrap gap-3">
        {data.years.map((year) => (
          <Link key={year} to={`/catalogue/inventory?year=${year}`} aria-current={year === data.year ? "page" : undefined} className={year === data.year ? "figures font-semibold" : "figures text-muted hover:text-ink hover:underline"}>
            {year}
          </Link>
        ))}
      </nav>
      <Card flush>
        <DataTable
          label={t("inventory")}
          rows={data.lines}
          query={data.query}
          total={data.total}
          searchable
          csvTo="/catalogue/inventory.csv"
          filters={[{ name: "outcome", label: t("outcome"), options: INVENTORY_OUTCOMES.map((value) => ({ value, label: t(`outcome.${value}`) })) }]}
          rowKey={(row) => `${row.providerId} ${row.clientId} ${row.productId}`}
          columns={[
            { id: "product", header: t("inventory.product"), cell: (row) => <Link to={`/catalogue/${row.productId}`} className="door">{row.product}</Link>, sortable: true },
            { id: "provider", header: common("provider"), cell: (row) => row.providerName, sortable: true },
            { id: "client", header: common("client"), cell: (row) => row.clientName, sortable: true },
            { id: "says.provider", header: t("inventory.provider"), cell: (row) => t(`claim.${row.provider ?? "silent"}`) },
            { id: "says.client", header: t("inventory.client"), cell: (row) => t(`claim.${row.client ?? "silent"}`) },
            {
              id: "outcome",
              header: t("outcome"),
              sortable: true,
              cell: (row) => (
                <>
                  <span className={row.isClosed ? "text-muted" : "font-medium text-risk"}>{t(`outcome.${row.outcome}`)}</span>
                  {row.note ? <span className="block text-sm whitespace-normal text-muted">{row.note}</span> : null}
                </>
              ),
            },
            { id: "act", header: t("inventory.side"), align: "end", cell: (row) => <Answer row={row} year={data.year} /> },
          ]}
          empty={<EmptyState icon={<ClipboardList aria-hidden size={20} />} title={t("inventory.none")}>{t("inventory.none.text")}</EmptyState>}
        />
      </Card>
      {data.own.length > 0 ? (
        <Card title={t("inventory.say")}>
          <SayForm key={data.year} data={data} form={acted ?? freshForm({ side: "provider", ownId: data.own.length === 1 ? data.own[0]!.value : "" })} />
          <Form method="post" className="mt-4 border-t border-line pt-4">
            <Button name="intent" value="take_over">
              {t("inventory.takeOver")}
            </Button>
          </Form>
        </Card>
      ) : null}
    </Page>
  );
}

/** What a side can still say about a line. */
function Answer({ row, year }: { readonly row: Line; readonly year: number }) {
  const t = useT("products");
  return row.speaks.map((side) => {
    const mine = row[side];
    const say = (state: "claimed" | "denied", label: string) =>
      mine === state ? null : (
        <Button size="small" name="state" value={state}>
          {label}
        </Button>
      );
    return (
      <Form key={side} method="post" action={`/catalogue/inventory?year=${year}`} className="flex flex-wrap justify-end gap-2">
        <input type="hidden" name="side" value={side} />
        <input type="hidden" name="productId" value={row.productId} />
        <input type="hidden" name="clientId" value={row.clientId} />
        {say("claimed", t("inventory.yes"))}
        {say("denied", mine === "claimed" ? t("inventory.takeBack") : t("inventory.no"))}
      </Form>
    );
  });
}

function SayForm({ data, form }: { readonly data: InventoryData; readonly form: TypedForm }) {
  const t = useT("products");
  const common = useT("common");
  const [side, setSide] = useState(form.values["side"] ?? "provider");
  return (
    <TypedFormFrame form={form} className="max-w-3xl" onChange={(event) => setSide(String(new FormData(event.currentTarget).get("side") ?? ""))}>
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <TypedSelect form={form} name="side" label={t("inventory.side")} choices={(["provider", "client"] as const).map((value) => ({ value, label: t(`inventory.side.${value}`) }))} />
        <TypedSelect form={form} name="productId" label={t("inventory.product")} choices={data.products} placeholder="–" />
        {side === "client" ? (
          <TypedSelect key="own" form={form} name="ownId" label={t("inventory.department")} choices={data.own} placeholder="–" />
        ) : (
          <TypedSelect key="client" form={form} name="clientId" label={common("client")} choices={data.departments} placeholder="–" />
        )}
        <TypedText form={form} name="note" label={t("inventory.note")} maxLength={500} optional />
      </div>
      <div>
        <TypedSubmit intent="say">{t("inventory.save")}</TypedSubmit>
      </div>
    </TypedFormFrame>
  );
}
