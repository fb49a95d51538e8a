import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { Network } from "lucide-react";
import { LinkButton } from "#app/components/button.tsx";
import { ConfirmDialog } from "#app/components/confirm-dialog.tsx";
import { DataTable } from "#app/components/data-table.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { Notice } from "#app/components/notice.tsx";
import { Page } from "#app/components/page.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { TypedFormFrame, TypedSubmit } from "#app/components/typed-field.tsx";
import { freshForm, type TypedForm } from "#app/components/typed-form.ts";
import { can } from "#app/domain/access/can.ts";
import { formatDayShort } from "#app/format/date.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";
import { cancelReorganisation } from "#app/operations/plan-reorganisation.server.ts";
import { allow, requireActor } from "#app/web/guard.server.ts";
import { readPageFacts } from "#app/web/page-facts.server.ts";
import { actingContext, doneTyped, readTyped, refuseTyped } from "#app/web/typed-form.server.ts";
import { readReorganisations } from "./rows.server.ts";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "department.read");
  const { locale } = await readPageFacts(request, context);
  return json({ title: translateIn(locale, "reorganisation")("title"), mayEdit: can(viewer.actor, "department.edit"), rows: await readReorganisations(context.store, locale, context.now()) });
}

export async function action({ request, context }: ActionFunctionArgs) {
  const viewer = await requireActor(request, context, "department.edit");
  allow(viewer, "department.edit", {});
  const [{ locale }, values] = await Promise.all([readPageFacts(request, context), readTyped(request)]);
  const cancelled = await cancelReorganisation(actingContext(context, viewer), values["id"] ?? "");
  const t = translateIn(locale, "reorganisation");
  return cancelled.ok ? doneTyped("/departments/reorganisations", context, { key: "flash.reorganisationCancelled" }) : refuseTyped(values, [cancelled], (code) => t(code === "not_planned" ? "fault.not_planned" : "fault.changed_meanwhile"), locale, 409);
}

export default function Reorganisations() {
  const data = useLoaderData<typeof loader>();
  const acted = useActionData<typeof action>() as TypedForm | undefined;
  const t = useT("reorganisation");
  const common = useT("common");
  const catalogue = useT("catalogue");
  const locale = useLocale();
  return (
    <Page title={data.title} sentence={t("sentence")} crumbs={[{ label: catalogue("departments"), to: "/departments" }]} action={data.mayEdit ? <LinkButton tone="primary" to="/departments/reorganisations/new">{t("new")}</LinkButton> : null}>
      {acted?.faults["form"] ? <Notice tone="error">{acted.faults["form"]}</Notice> : null}
      <div className="rounded-lg border border-line">
        <DataTable
          label={data.title}
          rows={data.rows}
          rowKey={(row) => row.id}
          columns={[
            { id: "on", header: t("on"), cell: (row) => formatDayShort(row.on, locale) },
            {
              id: "what",
              header: t("kind"),
              cell: (row) => (
                <div className="min-w-0">
                  <a href={`/departments/${row.departmentId}`} className="door">{row.what}</a>
                  <span className="block text-sm text-pretty text-muted">{row.reason}</span>
                  {row.stuck.length > 0 ? <span className="block text-sm text-breach">{t("stuck", { why: row.stuck.join(" ") })}</span> : null}
                </div>
              ),
            },
            { id: "author", header: common("person"), cell: (row) => row.author || "–" },
            {
              id: "state",
              header: common("state"),
              cell: (row) => (
                <span className="flex flex-wrap items-center justify-end gap-2">
                  {t(`state.${row.state}`)}
                  {row.state === "done" && row.changes > 0 ? <span className="text-muted">{t("done.count", { count: row.changes })}</span> : null}
                  {row.state === "planned" && data.mayEdit ? (
                    <ConfirmDialog title={t("cancel.title", { what: row.what })} consequence={t("cancel.text")} triggerLabel={t("cancel")} triggerTone="quiet">
                      {() => (
                        <TypedFormFrame form={freshForm()}>
                          <input type="hidden" name="id" value={row.id} />
                          <TypedSubmit tone="danger">{t("cancel")}</TypedSubmit>
                        </TypedFormFrame>
                      )}
                    </ConfirmDialog>
                  ) : null}
                </span>
              ),
              align: "end",
            },
          ]}
          empty={<EmptyState icon={<Network aria-hidden size={20} />} title={t("none")}>{t("none.text")}</EmptyState>}
        />
      </div>
    </Page>
  );
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.title);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
