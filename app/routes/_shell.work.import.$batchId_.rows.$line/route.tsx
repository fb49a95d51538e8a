import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { Button } from "#app/components/button.tsx";
import { Card } from "#app/components/card.tsx";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { INPUT_LOOK } from "#app/components/field.tsx";
import { Notice } from "#app/components/notice.tsx";
import { Page } from "#app/components/page.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import type { Key } from "#app/i18n/catalogue.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { useT } from "#app/i18n/use-t.ts";
import { fixRow } from "#app/operations/feeds/steer-import.server.ts";
import { fault, requireActor } from "#app/web/guard.server.ts";
import { importRights, maySeeImport } from "#app/web/import-scope.server.ts";
import { localeFor } from "#app/web/locale.server.ts";
import { actingContext, doneTyped } from "#app/web/typed-form.server.ts";
import { quarantineLines } from "#db/queries/import-work.server.ts";
import { loadImport } from "#db/queries/imports.server.ts";

const MOST_CHARACTERS = 20_000;

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "task.import");
  const batch = await loadImport(context.store, params.batchId ?? "");
  if (!batch || !maySeeImport(viewer.actor, batch)) throw fault(404, "not_found");
  const rows = await quarantineLines(context.store, batch.id, [Number(params.line)].filter(Number.isSafeInteger));
  if (!rows[0]) throw fault(404, "not_found");
  const t = translateIn(await localeFor(request, context), "intake");
  return json({
    batchId: batch.id, fileName: batch.fileName, title: t("row.title", { line: rows[0].line, file: batch.fileName }),
    cells: Object.entries(rows[0].raw).map(([name, text]) => ({ name, text: text.slice(0, MOST_CHARACTERS), faults: rows.flatMap((row) => (row.column === name ? [{ reason: row.reason, value: row.value }] : [])) })),
    faults: rows.flatMap((row) => (row.column === "" || !(row.column in row.raw) ? [{ reason: row.reason, value: row.value }] : [])),
  });
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const viewer = await requireActor(request, context, "task.import");
  const batch = await loadImport(context.store, params.batchId ?? "");
  if (!batch || !maySeeImport(viewer.actor, batch)) throw fault(404, "not_found");
  const form = await request.formData();
  const cells: Record<string, string> = {};
  for (const [name, value] of form) if (name.startsWith("cell:") && typeof value === "string") cells[name.slice(5)] = value.slice(0, MOST_CHARACTERS);
  const fixed = await fixRow(actingContext(context, viewer), { batchId: batch.id, line: Number(params.line), cells, rights: importRights(viewer.actor) });
  if (!fixed.ok) return json({ code: fixed.code, facts: fixed.facts ?? {} }, { status: 422 });
  if (fixed.value.fixed === 0) return json({ code: "still", facts: {} }, { status: 422 });
  return doneTyped(`/work/import/${batch.id}`, context, { key: "flash.rowsFixed", values: { count: fixed.value.fixed } });
}

/** Every cell of a row that was put aside, with what is wrong beside it. */
export default function QuarantinedRow() {
  const data = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>();
  const t = useT("intake");
  const work = useT("work");
  const say = ({ reason, value }: { readonly reason: string; readonly value: string }) => t(`defect.${reason}` as Key<"intake">, { value });
  return (
    <Page
      title={data.title}
      width="reading"
      sentence={t("row.sentence")}
      crumbs={[
        { label: work("title"), to: "/work" },
        { label: t("title"), to: "/work/import" },
        { label: data.fileName, to: `/work/import/${data.batchId}` },
      ]}
    >
      {refusal ? <Notice tone="error">{refusal.code === "still" ? t("row.still") : t(`refused.${refusal.code}` as Key<"intake">, refusal.facts)}</Notice> : null}
      {data.faults.map((one) => (
        <Notice key={one.reason} tone="warning">
          {say(one)}
        </Notice>
      ))}
      <Card>
        <Form method="post" className="flex flex-col gap-3">
          {data.cells.map((cell, index) => (
            <div key={cell.name} className="flex flex-col gap-1">
              <label htmlFor={`cell-${index}`} className="font-medium">
                {cell.name}
              </label>
              <input id={`cell-${index}`} name={`cell:${cell.name}`} defaultValue={cell.text} aria-invalid={cell.faults.length > 0 ? true : undefined} aria-describedby={cell.faults.length > 0 ? `cell-${index}-fault` : undefined} className={`${INPUT_LOOK} h-9 px-3`} />
              {cell.faults.length > 0 ? (
                <p id={`cell-${index}-fault`} className="text-sm text-pretty text-breach">
                  {cell.faults.map(say).join(" ")}
                </p>
              ) : null}
            </div>
          ))}
          <div>
            <Button tone="primary">{t("aside.send")}</Button>
          </div>
        </Form>
      </Card>
    </Page>
  );
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.title);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
