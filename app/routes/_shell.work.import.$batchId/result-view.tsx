import { Form, Link } from "@remix-run/react";
import { Button } from "#app/components/button.tsx";
import { Card } from "#app/components/card.tsx";
import { DataTable } from "#app/components/data-table.tsx";
import { INPUT_LOOK } from "#app/components/field.tsx";
import { Stat, StatRow } from "#app/components/figure.tsx";
import { formatCount } from "#app/format/number.ts";
import type { Key } from "#app/i18n/catalogue.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";
import { Teach } from "./teach.tsx";
import type { ImportPageData, ImportRefusal } from "./view.tsx";

const ROWS = ["rows", "used", "fixed", "skipped", "quarantined"] as const;
const TASKS = ["accepted", "corrected", "unchanged"] as const;

type Aside = ImportPageData["aside"][number];

/** What became of the rows; those put aside can be corrected here. */
export function ResultView({ data, refusal }: { readonly data: ImportPageData; readonly refusal: ImportRefusal | null }) {
  const t = useT("intake");
  const locale = useLocale();
  const { counts } = data;
  const isDone = data.phase === "result";
  return (
    <>
      {isDone ? (
        <StatRow>
          {[...ROWS, ...TASKS].map((name) =>
            name === "fixed" && counts.fixed === 0 ? null : (
              <Stat key={name} name={t(`count.${name}`)} explain={name === "skipped" ? t("count.skipped.explain") : undefined}>
                {formatCount(counts[name], locale)}
              </Stat>
            ),
          )}
        </StatRow>
      ) : null}
      {data.unknown.length > 0 && data.mayFix ? <Teach data={data} refusal={refusal} /> : null}
      <Card title={t("aside")} flush>
        <DataTable
          label={t("aside")}
          columns={[
            { id: "line", header: t("aside.line"), cell: (row: Aside) => <span className="figures">{row.line}</span> },
            { id: "column", header: t("aside.column"), cell: (row) => row.column || "–" },
            { id: "reason", header: t("aside.reason"), cell: (row) => <span className="text-pretty">{t(`defect.${row.reason}` as Key<"intake">, { value: row.value })}</span> },
            { id: "fix", header: t("aside.fix"), cell: (row) => <Fix data={data} row={row} refusal={refusal?.line === row.line && refusal.column === row.column ? refusal : null} /> },
          ]}
          rows={data.aside}
          rowKey={(row) => `${row.line} ${row.column}`}
          query={data.query}
          total={Math.max(counts.quarantined, data.query.offset + data.aside.length)}
          totalIsMore={data.aside.length === data.query.pageSize}
          csvTo={data.aside.length > 0 ? `/work/import/${data.id}/quarantine.csv` : undefined}
          empty={<p className="p-4 text-muted">{t("aside.none")}</p>}
        />
        {data.aside.length > 0 ? <p className="border-t border-line px-4 py-3 text-sm text-pretty text-muted">{t("aside.hint")}</p> : null}
      </Card>
    </>
  );
}

/** The cell at fault, to be corrected in its place; or the whole row where no one cell is. */
function Fix({ data, row, refusal }: { readonly data: ImportPageData; readonly row: Aside; readonly refusal: ImportRefusal | null }) {
  const t = useT("intake");
  if (!data.mayFix) return <code className="font-mono text-sm break-all">{row.value || "–"}</code>;
  const whole = (
    <Link to={`/work/import/${data.id}/rows/${row.line}`} className="door text-sm whitespace-nowrap">
      {t("aside.row")}
    </Link>
  );
  if (row.cell === null) return whole;
  return (
    <div className="flex min-w-56 flex-col gap-1">
      <Form method="post" preventScrollReset className="flex items-center gap-1.5">
        <input type="hidden" name="line" value={row.line} />
        <input type="hidden" name="column" value={row.column} />
        <input
          name="cell"
          defaultValue={refusal?.typed ?? row.cell}
          aria-label={`${t("aside.line")} ${row.line}, ${row.column}`}
          aria-invalid={refusal ? true : undefined}
          className={`${INPUT_LOOK} h-8 w-full min-w-24 px-2 text-sm`}
        />
        <Button name="intent" value="fix" size="small">
          {t("aside.send")}
        </Button>
      </Form>
      {refusal ? (
        <p role="alert" className="text-sm text-breach">
          {refusal.code === "still" ? t("row.still") : t(`refused.${refusal.code}` as Key<"intake">, refusal.facts)}
        </p>
      ) : null}
      {whole}
    </div>
  );
}
