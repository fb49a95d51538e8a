import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Boxes } from "lucide-react";
import { LinkButton } from "#app/components/button.tsx";
import { DataTable } from "#app/components/data-table.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { Page } from "#app/components/page.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { can } from "#app/domain/access/can.ts";
import { nameIn } from "#app/domain/names.ts";
import { personName } from "#app/format/person-name.ts";
import { formatCount } from "#app/format/number.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";
import { requireActor } from "#app/web/guard.server.ts";
import { readPageFacts } from "#app/web/page-facts.server.ts";
import { loadGroupMembersOn } from "#db/queries/agreement-pages.server.ts";
import { loadAllGroups } from "#db/queries/organisation.server.ts";
import { loadPeople } from "#db/queries/people.server.ts";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "department.read");
  const { locale, today } = await readPageFacts(request, context);
  const [all, members] = await Promise.all([loadAllGroups(context.store), loadGroupMembersOn(context.store, today)]);
  const groups = all.filter((row) => row.archivedAt === null);
  const people = new Map((await loadPeople(context.store, groups.flatMap((row) => (row.representativeId ? [row.representativeId] : [])))).map((row) => [row.id, personName(row, locale)]));
  const t = translateIn(locale, "organisation");
  return json({
    title: t("groups"), sentence: groups.length > 0 ? t("groups.sentence", { count: groups.length }) : undefined, mayEdit: can(viewer.actor, "department.edit"),
    rows: groups.map((row) => ({ id: row.id, code: row.code, name: nameIn(row.name, locale), representative: people.get(row.representativeId ?? "") ?? null, members: members.filter((member) => member.groupId === row.id).length })),
  });
}

export default function Groups() {
  const data = useLoaderData<typeof loader>();
  const t = useT("organisation");
  const catalogue = useT("catalogue");
  const common = useT("common");
  const locale = useLocale();
  return (
    <Page title={data.title} sentence={data.sentence} crumbs={[{ label: catalogue("departments"), to: "/departments" }]} action={data.mayEdit ? <LinkButton tone="primary" to="/departments/groups/new">{t("group.add")}</LinkButton> : null}>
      <div className="rounded-lg border border-line">
        <DataTable
          label={t("groups")}
          rows={data.rows}
          rowKey={(row) => row.id}
          rowTo={(row) => `/departments/groups/${row.id}`}
          columns={[
            { id: "name", header: common("name"), cell: (row) => row.name },
            { id: "code", header: t("code"), cell: (row) => row.code },
            { id: "representative", header: t("group.representative"), cell: (row) => row.representative ?? <span className="text-faint">–</span> },
            { id: "members", header: t("group.members"), cell: (row) => formatCount(row.members, locale), align: "end" },
          ]}
          empty={<EmptyState icon={<Boxes aria-hidden size={20} />} title={t("groups.none")}>{t("groups.none.text")}</EmptyState>}
        />
      </div>
    </Page>
  );
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.title);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
