import { Link } from "@remix-run/react";
import { useId } from "react";
import { Button } from "#app/components/button.tsx";
import { Card } from "#app/components/card.tsx";
import { DataTable } from "#app/components/data-table.tsx";
import { INPUT_LOOK } from "#app/components/field.tsx";
import { Time } from "#app/components/time.tsx";
import { ENCODINGS, EXPORT_PROFILES } from "#app/domain/pay/pay-file.ts";
import { DOCUMENT_FORMATS } from "#app/domain/document/layout.ts";
import { LOCALES } from "#app/domain/names.ts";
import { formatCount } from "#app/format/number.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";
import type { RunDetail } from "./detail.server.ts";

/** The payroll file, and every one that left before with its manifest. */
export function RunFiles({ run, zone }: { readonly run: RunDetail; readonly zone: string }) {
  const t = useT("pay");
  const payroll = useT("payroll");
  const locale = useLocale();
  if (!run.may.export && run.files.length === 0 && !run.hasOrder) return null;
  return (
    <Card title={t("run.export.title")}>
      <div className="flex flex-col gap-4">
        {run.may.export ? <ExportForm runId={run.id} /> : null}
        {run.hasOrder ? <OrderDoors runId={run.id} maySetWords={run.may.setWords} /> : null}
        {run.files.length > 0 ? (
          <DataTable
            label={payroll("export.files")}
            rows={run.files}
            rowKey={(file) => file.id}
            compact
            empty={null}
            columns={[
              { id: "file", header: payroll("export.name"), cell: (file) => file.fileName },
              { id: "at", header: payroll("export.at"), cell: (file) => <Time at={file.at} zone={zone} /> },
              { id: "profile", header: t("run.export.profile"), cell: (file) => t(`run.export.profile.${file.profile}`) },
              { id: "rows", header: payroll("export.rows"), align: "end", cell: (file) => formatCount(file.rows, locale) },
              { id: "hash", header: "SHA-256", cell: (file) => <code className="font-mono text-sm" title={file.sha256}>{file.sha256.slice(0, 16)}…</code> },
              {
                id: "manifest",
                header: payroll("export.manifest"),
                cell: (file) => (
                  <a href={`/pay/runs/${run.id}/exports/${file.id}.json`} download className="door">
                    {payroll("export.manifest.download")}
                  </a>
                ),
              },
            ]}
          />
        ) : null}
      </div>
    </Card>
  );
}

/** The order to sign, in each language and format. */
function OrderDoors({ runId, maySetWords }: { readonly runId: string; readonly maySetWords: boolean }) {
  const t = useT("documents");
  return (
    <div>
      <h3 className="font-medium">{t("order.door")}</h3>
      <p className="mt-1 flex flex-wrap gap-x-4 gap-y-1">
        {LOCALES.flatMap((locale) =>
          DOCUMENT_FORMATS.map((format) => (
            <a key={`${locale}.${format}`} href={`/pay/runs/${runId}/order/${locale}.${format}`} download className="door">
              {format.toUpperCase()}, {t(`in.${locale}`)}
            </a>
          )),
        )}
      </p>
      <p className="mt-1 text-sm text-muted">
        {t("order.note")}{" "}
        {maySetWords ? (
          <Link to="/pay/documents?kind=order" className="door">
            {t("title")}
          </Link>
        ) : null}
      </p>
    </div>
  );
}

/** The payroll file as a download: a document request, so that the browser saves what comes. */
function ExportForm({ runId }: { readonly runId: string }) {
  const t = useT("pay");
  const payroll = useT("payroll");
  const id = useId();
  const select = `${INPUT_LOOK} h-9 pr-8 pl-3`;
  return (
    <form method="post" action={`/pay/runs/${runId}/export`} className="flex flex-col gap-3">
      <div className="flex flex-wrap items-end gap-3">
        <label className="flex flex-col gap-1 text-sm text-muted" htmlFor={`${id}-profile`}>
          {t("run.export.profile")}
          <select id={`${id}-profile`} name="profile" className={select}>
            {EXPORT_PROFILES.map((profile) => (
              <option key={profile} value={profile}>
                {t(`run.export.profile.${profile}`)}
              </option>
            ))}
          </select>
        </label>
        <label className="flex flex-col gap-1 text-sm text-muted" htmlFor={`${id}-file`}>
          {payroll("export.file")}
          <select id={`${id}-file`} name="file" className={select}>
            <option value="csv">CSV</option>
            <option value="xlsx">XLSX</option>
          </select>
        </label>
        <label className="flex flex-col gap-1 text-sm text-muted" htmlFor={`${id}-encoding`}>
          {t("run.export.encoding")}
          <select id={`${id}-encoding`} name="encoding" className={select}>
            {ENCODINGS.map((encoding) => (
              <option key={encoding} value={encoding}>
                {encoding.toUpperCase()}
              </option>
            ))}
          </select>
        </label>
        <label className="flex flex-col gap-1 text-sm text-muted" htmlFor={`${id}-separator`}>
          {t("run.export.separator")}
          <select id={`${id}-separator`} name="separator" className={select}>
            <option value=",">,</option>
            <option value=";">;</option>
          </select>
        </label>
        <Button>{t("run.export.download")}</Button>
      </div>
      <p className="text-sm text-muted">
        {t("run.export.note")} {payroll("export.note")}{" "}
        <Link to="/pay/formats" className="door">
          {payroll("formats.title")}
        </Link>
      </p>
    </form>
  );
}
