import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { DataTable } from "#app/components/data-table.tsx";
import { Card } from "#app/components/card.tsx";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { Stat, StatRow } from "#app/components/figure.tsx";
import { Notice } from "#app/components/notice.tsx";
import { Page } from "#app/components/page.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { readTableQuery } from "#app/components/table-query.ts";
import { formatCount } from "#app/format/number.ts";
import type { Key } from "#app/i18n/catalogue.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";
import { fault, requireActor } from "#app/web/guard.server.ts";
import { maySeeImport } from "#app/web/import-scope.server.ts";
import { localeFor } from "#app/web/locale.server.ts";
import { loadImport, loadQuarantine } from "#db/queries/imports.server.ts";

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "task.import");
  const batch = await loadImport(context.store, params.batchId ?? "");
  if (!batch || !maySeeImport(viewer.actor, batch)) throw fault(404, "not_found");
  const query = readTableQuery(new URL(request.url).searchParams, { sortable: ["line"], defaultSort: { column: "line", descending: false }, filters: {}, pageSize: 50 });
  const [locale, rows] = await Promise.all([localeFor(request, context), loadQuarantine(context.store, batch.id, query.pageSize, query.offset)]);
  return json({
    title: translateIn(locale, "work")("import.result", { file: batch.fileName }),
    batch,
    query,
    quarantine: rows.map(({ line, column, reason, value }) => ({ line, column, reason, value })),
  });
}

const COUNTS = ["rows", "accepted", "corrected", "unchanged", "quarantined", "skipped"] as const;

export default function ImportResult() {
  const { batch, quarantine, query, title } = useLoaderData<typeof loader>();
  const t = useT("work");
  const locale = useLocale();
  const count = (name: (typeof COUNTS)[number]) => formatCount(batch[name], locale);
  const words = Object.fromEntries(COUNTS.map((name) => [name, count(name)]));
  return (
    <Page
      title={title}
      crumbs={[
        { label: t("title"), to: "/work" },
        { label: t("import.title"), to: "/work/import" },
      ]}
      sentence={t(batch.state === "failed" ? "import.result.failed" : "import.result.sentence", words)}
    >
      {batch.state === "running" ? <Notice>{t("import.running")}</Notice> : null}
      <StatRow>
        {COUNTS.map((name) => (
          <Stat key={name} name={t(`import.${name}`)}>
            {count(name)}
          </Stat>
        ))}
      </StatRow>
      <Card title={t("import.quarantine")} flush>
        <DataTable
          label={t("import.quarantine")}
          columns={[
            { id: "line", header: t("import.line"), cell: (row: (typeof quarantine)[number]) => <span className="figures">{row.line}</span> },
            { id: "column", header: t("import.column"), cell: (row) => row.column || "–" },
            { id: "reason", header: t("import.reason"), cell: (row) => t(`defect.${row.reason}` as Key<"work">, { value: row.value }) },
            { id: "value", header: t("import.value"), cell: (row) => <code className="font-mono text-sm break-all">{row.value || "–"}</code> },
          ]}
          rows={quarantine}
          rowKey={(row) => `${row.line} ${row.column}`}
          query={query}
          total={Math.max(batch.quarantined, query.offset + quarantine.length)}
          totalIsMore={quarantine.length === query.pageSize}
          csvTo={quarantine.length > 0 ? `/work/import/${batch.id}/quarantine.csv` : undefined}
          empty={<p className="p-4 text-muted">{t("import.quarantine.none")}</p>}
        />
        {quarantine.length > 0 ? <p className="border-t border-line px-4 py-3 text-sm text-pretty text-muted">{t("import.quarantine.hint")}</p> : null}
      </Card>
    </Page>
  );
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.title);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
