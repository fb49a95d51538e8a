import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { ScrollText } from "lucide-react";
import { AuditDetails } from "#app/components/audit-details.tsx";
import { DataTable } from "#app/components/data-table.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { Page } from "#app/components/page.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { SettingsTabs } from "#app/components/settings-tabs.tsx";
import { Time } from "#app/components/time.tsx";
import { formatCount } from "#app/format/number.ts";
import type { Key } from "#app/i18n/catalogue.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";
import { AUDIT_ACTIONS } from "#db/audit-actions.ts";
import { requireActor } from "#app/web/guard.server.ts";
import { readPageFacts } from "#app/web/page-facts.server.ts";
import { settingsParts } from "#app/web/settings-parts.server.ts";
import { readAuditRows } from "./rows.server.ts";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "audit.read");
  const facts = await readPageFacts(request, context);
  const found = await readAuditRows(request, context, viewer, facts, "page");
  const t = translateIn(facts.locale, "settings");
  const says = translateIn(facts.locale, "audit");
  const actions = AUDIT_ACTIONS.map((value) => ({ value, label: says(value) })).sort((a, b) => a.label.localeCompare(b.label, facts.locale));
  return json({ actions, title: t("audit"), sentence: t("sentence.audit", { count: found.total }), parts: settingsParts(viewer), zone: viewer.timeZone, ...found });
}

export default function Audit() {
  const data = useLoaderData<typeof loader>();
  const t = useT("settings");
  const locale = useLocale();
  return (
    <Page title={data.title} sentence={data.sentence} tabs={<SettingsTabs parts={data.parts} />} width="full">
      <div className="rounded-lg border border-line">
        <DataTable
          label={t("audit")}
          rows={data.rows}
          rowKey={(row) => String(row.seq)}
          query={data.query}
          total={data.total}
          searchable
          csvTo="/settings/audit.csv"
          filters={[
            { name: "action", label: t("action"), options: data.actions },
            { name: "actor", label: t("actor"), options: (["account", "job", "cli", "link"] as const).map((value) => ({ value, label: t(`actor.${value}`) })) },
            { name: "span", label: t("span"), options: (["1", "7", "30", "365"] as const).map((value) => ({ value, label: t(`span.${value}`) })) },
          ]}
          columns={[
            { id: "seq", header: t("seq"), cell: (row) => <span className="figures">{formatCount(row.seq, locale)}</span>, sortable: true, explain: t("seq.explain") },
            { id: "at", header: t("at"), cell: (row) => <Time at={row.at} zone={data.zone} /> },
            { id: "actor", header: t("actor"), cell: (row) => <span title={row.address ?? undefined}>{row.actor} <span className="text-sm text-faint">{row.actorKind === "account" ? null : t(`actor.${row.actorKind}`)}</span></span> },
            { id: "action", header: t("action"), cell: (row) => <span className="block min-w-0">{row.done} <code className="block font-mono text-xs break-all text-faint">{row.action}</code></span> },
            { id: "entity", header: t("entity"), cell: (row) => <Thing row={row} /> },
            { id: "rows", header: t("rows"), cell: (row) => formatCount(row.rows, locale), align: "end" },
            {
              id: "details",
              header: t("details"),
              cell: (row) => <AuditDetails details={row.said} />,
            },
          ]}
          empty={<EmptyState icon={<ScrollText aria-hidden size={20} />} title={t("audit.none")} />}
        />
      </div>
    </Page>
  );
}

/** What an entry is about, with the way to it where it has a page. */
function Thing({ row }: { readonly row: { readonly entity: string; readonly entityId: string; readonly opens: string | null } }) {
  const t = useT("settings");
  const name = t(`entity.${row.entity}` as Key<"settings">, { defaultValue: row.entity });
  return (
    <span translate="no" className="block max-w-64 truncate" title={`${row.entity} ${row.entityId}`}>
      {row.opens === null ? (
        name
      ) : (
        <Link to={row.opens} className="door">
          {name}
        </Link>
      )}{" "}
      <span className="text-faint">{row.entityId}</span>
    </span>
  );
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.title);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
