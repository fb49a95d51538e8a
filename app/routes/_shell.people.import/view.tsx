import { Form, Link } from "@remix-run/react";
import { Card } from "#app/components/card.tsx";
import { DataTable } from "#app/components/data-table.tsx";
import { INPUT_LOOK } from "#app/components/field.tsx";
import { Notice } from "#app/components/notice.tsx";
import { Page } from "#app/components/page.tsx";
import { TypedSubmit } from "#app/components/typed-field.tsx";
import { useT } from "#app/i18n/use-t.ts";

export interface ImportPreview {
  readonly added: number;
  readonly changed: number;
  readonly places: number;
  readonly ended: number;
  readonly same: number;
  readonly total: number;
  readonly people: number;
  readonly changes: readonly { readonly line: number; readonly number: string; readonly name: string; readonly what: readonly string[] }[];
  readonly problemCount: number;
  readonly problems: readonly { readonly line: number; readonly column: string; readonly reason: string }[];
  readonly fileName: string;
  readonly token: string;
  readonly hash: string;
}

export interface ImportAnswer {
  readonly fault: string | null;
  readonly preview: ImportPreview | null;
}

const EXAMPLE = "personnel_number;surname;given_name;patronymic;department;position;fte;from;to\n00123;Иванова;Анна;Петровна;FIN;Бухгалтер;1;2026-03-01;\n00124;Smith;John;;IT;Engineer;0.5;01.03.2026;31.12.2026";

/** A file of people: read and shown first, then written as it was shown. */
export function PeopleImport({ data, answer }: { readonly data: { readonly title: string; readonly mostMb: number }; readonly answer: ImportAnswer | undefined }) {
  const t = useT("organisation");
  const catalogue = useT("catalogue");
  const preview = answer?.preview;
  return (
    <Page title={data.title} sentence={t("import.sentence")} crumbs={[{ label: catalogue("people"), to: "/people" }]}>
      {answer?.fault ? <Notice tone="error">{answer.fault}</Notice> : null}
      {preview ? <Preview preview={preview} /> : null}
      {preview && preview.total > 0 && preview.problemCount === 0 ? (
        <Link to="/people/import" reloadDocument className="door self-start">
          {t("import.again")}
        </Link>
      ) : (
        <Card>
          <Form method="post" encType="multipart/form-data" className="flex max-w-2xl flex-col gap-4">
            <label className="flex min-w-0 flex-col gap-1">
              <span className="font-medium">{t("import.file", { most: data.mostMb })}</span>
              <input type="file" name="file" accept=".csv,.txt,text/csv,text/plain" className={`${INPUT_LOOK} w-full px-3 py-1.5 file:mr-3 file:rounded-sm file:border-0 file:bg-sunken file:px-2 file:py-0.5 file:font-medium file:text-ink`} />
            </label>
            <div>
              <TypedSubmit>{t("import.read")}</TypedSubmit>
            </div>
          </Form>
        </Card>
      )}
      <Card title={t("import.columns")}>
        <p className="max-w-3xl text-pretty text-muted">{t("import.columns.text")}</p>
        <p className="mt-3 mb-1 text-sm font-medium">{t("import.columns.example")}</p>
        <pre tabIndex={0} className="overflow-x-auto rounded-md border border-line bg-sunken p-3 text-sm">{EXAMPLE}</pre>
      </Card>
    </Page>
  );
}

function Preview({ preview }: { readonly preview: ImportPreview }) {
  const t = useT("organisation");
  const common = useT("common");
  const catalogue = useT("catalogue");
  const first = (shown: number, all: number) => (all > shown ? t("import.first", { count: shown }) : undefined);
  return (
    <>
      <h2 className="text-lg font-semibold">{`${t("import.preview")}: ${preview.fileName}`}</h2>
      <p className="text-muted">{t("import.preview.sentence", { added: preview.added, changed: preview.changed, places: preview.places, ended: preview.ended, same: preview.same })}</p>
      {preview.problemCount > 0 ? (
        <Card title={t("import.problems", { count: preview.problemCount })} aside={first(preview.problems.length, preview.problemCount)} flush>
          <DataTable
            label={t("import.reason")}
            rows={preview.problems}
            rowKey={(row) => `${row.line} ${row.column} ${row.reason}`}
            compact
            columns={[
              { id: "line", header: t("import.line"), cell: (row) => <span className="figures">{row.line}</span> },
              { id: "column", header: t("import.column"), cell: (row) => row.column || "–" },
              { id: "reason", header: t("import.reason"), cell: (row) => row.reason },
            ]}
            empty={null}
          />
        </Card>
      ) : null}
      {preview.total === 0 && preview.problemCount === 0 ? <Notice tone="done">{t("import.nothing")}</Notice> : null}
      {preview.total > 0 && preview.problemCount === 0 ? (
        <Form method="post" encType="multipart/form-data">
          <input type="hidden" name="token" value={preview.token} />
          <input type="hidden" name="hash" value={preview.hash} />
          <TypedSubmit>{t("import.confirm", { count: preview.total })}</TypedSubmit>
        </Form>
      ) : null}
      {preview.changes.length > 0 ? (
        <Card flush title={t("import.change")} aside={first(preview.changes.length, preview.people)}>
          <DataTable
            label={t("import.change")}
            rows={preview.changes}
            rowKey={(row) => row.number}
            compact
            columns={[
              { id: "line", header: t("import.line"), cell: (row) => <span className="figures">{row.line}</span> },
              { id: "number", header: catalogue("personnelNumber"), cell: (row) => <span className="figures">{row.number}</span> },
              { id: "name", header: common("person"), cell: (row) => row.name },
              { id: "what", header: t("import.change"), cell: (row) => row.what.map((one) => <span key={one} className="block">{one}</span>) },
            ]}
            empty={null}
          />
        </Card>
      ) : null}
    </>
  );
}
