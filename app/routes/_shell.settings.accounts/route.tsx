import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { KeyRound } from "lucide-react";
import { LinkButton } from "#app/components/button.tsx";
import { DataTable } from "#app/components/data-table.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { Page } from "#app/components/page.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { SettingsTabs } from "#app/components/settings-tabs.tsx";
import { Time } from "#app/components/time.tsx";
import { can } from "#app/domain/access/can.ts";
import { GRANTED_ROLES } from "#app/domain/access/actor.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { useT } from "#app/i18n/use-t.ts";
import { requireActor } from "#app/web/guard.server.ts";
import { readPageFacts } from "#app/web/page-facts.server.ts";
import { settingsParts } from "#app/web/settings-parts.server.ts";
import { readAccountRows } from "./rows.server.ts";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "settings.read");
  const facts = await readPageFacts(request, context);
  const found = await readAccountRows(request, context, facts, "page");
  const t = translateIn(facts.locale, "settings");
  return json({ title: t("accounts"), sentence: t("sentence.accounts", { count: found.total }), mayEdit: can(viewer.actor, "account.edit"), parts: settingsParts(viewer), zone: viewer.timeZone, ...found });
}

export default function Accounts() {
  const data = useLoaderData<typeof loader>();
  const t = useT("settings");
  const common = useT("common");
  return (
    <Page title={data.title} sentence={data.sentence} tabs={<SettingsTabs parts={data.parts} />} action={data.mayEdit ? <LinkButton to="/settings/accounts/new" tone="primary">{t("account.add")}</LinkButton> : null}>
      <div className="rounded-lg border border-line">
        <DataTable
          label={t("accounts")}
          rows={data.rows}
          rowKey={(row) => row.id}
          rowTo={(row) => (data.mayEdit ? `/settings/accounts/${row.id}` : `/people/${row.personId}`)}
          query={data.query}
          total={data.total}
          searchable
          csvTo="/settings/accounts.csv"
          filters={[
            { name: "role", label: t("role"), options: GRANTED_ROLES.map((value) => ({ value, label: common(`role.${value}`) })) },
            { name: "state", label: common("state"), options: [{ value: "active", label: t("account.active") }, { value: "disabled", label: t("account.disabled") }] },
          ]}
          columns={[
            { id: "name", header: common("person"), cell: (row) => row.name, sortable: true },
            { id: "email", header: t("email"), cell: (row) => row.email, sortable: true },
            { id: "roles", header: t("roles"), cell: (row) => row.roles.map((role) => common(`role.${role}`)).join(", ") || <span className="text-faint">{common("role.employee")}</span> },
            { id: "state", header: common("state"), cell: (row) => (row.disabledAt !== null ? <span className="text-breach">{t("account.disabled")}</span> : row.hasPassword || row.isLinked ? t("account.active") : <span className="text-muted">{t("account.invited")}</span>) },
            { id: "created", header: t("created"), cell: (row) => <Time at={row.createdAt} zone={data.zone} />, sortable: true },
          ]}
          empty={<EmptyState icon={<KeyRound aria-hidden size={20} />} title={t("accounts.none")}>{t("accounts.none.text")}</EmptyState>}
        />
      </div>
    </Page>
  );
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.title);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
