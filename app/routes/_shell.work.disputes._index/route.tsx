import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Scale } from "lucide-react";
import { classNames } from "#app/components/class-names.ts";
import { DataTable } from "#app/components/data-table.tsx";
import { DisputeTabs, type DisputeView } from "#app/components/dispute-tabs.tsx";
import { DISPUTE_LOOKS, StateChip } from "#app/components/state-chip.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { Page } from "#app/components/page.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { readTableQuery } from "#app/domain/list/table-query.ts";
import { Time } from "#app/components/time.tsx";
import { can } from "#app/domain/access/can.ts";
import { OPEN_DISPUTE_STATES } from "#app/domain/dispute/decide-dispute.ts";
import { formatPeriod } from "#app/format/date.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";
import { disputeScope, nameDisputes } from "#app/web/dispute-rows.server.ts";
import { requireActor } from "#app/web/guard.server.ts";
import { localeFor } from "#app/web/locale.server.ts";
import { countDisputesByState, listDisputes } from "#db/queries/disputes.server.ts";

const DECIDED = ["excused", "corrected", "voided", "refused", "withdrawn"] as const;
const STATES_OF = { waiting: OPEN_DISPUTE_STATES, decided: DECIDED, all: [] } as const;

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "dispute.read");
  const { store } = context;
  const params = new URL(request.url).searchParams;
  const query = readTableQuery(params, { sortable: ["decideBy"], defaultSort: { column: "decideBy", descending: false }, filters: { view: ["decided", "all"] }, pageSize: 50 });
  const asked = params.get("period") ?? "";
  const period = /^\d{4}-(0[1-9]|1[0-2])$/.test(asked) ? asked : null;
  const view = (query.filters.view ?? "waiting") as DisputeView;
  const scope = disputeScope(viewer.actor);
  const locale = await localeFor(request, context);
  const states = STATES_OF[view];
  const [counts, rows] = await Promise.all([countDisputesByState(store, scope, period), listDisputes(store, { scope, states, period }, { limit: query.pageSize, offset: query.offset })]);
  const total = Object.entries(counts).reduce((sum, [state, n]) => sum + (states.length === 0 || (states as readonly string[]).includes(state) ? n : 0), 0);
  return json({
    title: translateIn(locale, "disputes")("title"),
    view, query, total, period,
    waiting: (counts.open ?? 0) + (counts.carried ?? 0),
    rows: await nameDisputes(store, rows, locale),
    mayCorrect: can(viewer.actor, "correction.approve"),
    zone: viewer.timeZone,
    now: context.now(),
  });
}

export default function Disputes() {
  const data = useLoaderData<typeof loader>();
  const t = useT("disputes");
  const work = useT("work");
  const locale = useLocale();
  const { zone, now } = data;
  return (
    <Page
      title={t("title")}
      sentence={data.waiting === 0 ? t("sentence.none") : t("sentence", { count: data.waiting })}
      crumbs={[{ label: work("title"), to: "/work" }]}
      tabs={<DisputeTabs current={data.view} withCorrections={data.mayCorrect} />}
    >
      <div className="rounded-lg border border-line">
        <DataTable
          label={t("title")}
          rows={data.rows}
          rowKey={(row) => row.id}
          rowTo={(row) => `/work/disputes/${row.id}`}
          query={{ ...data.query, filters: {} }}
          total={data.total}
          csvTo={`/work/disputes.csv?view=${data.view}${data.period ? `&period=${data.period}` : ""}`}
          columns={[
            { id: "about", header: t("about"), cell: (row) => row.title },
            { id: "subject", header: t("subject"), cell: (row) => t(`subject.${row.subject}`) },
            { id: "state", header: t("state"), cell: (row) => <StateChip state={DISPUTE_LOOKS[row.state]} word={work(`dispute.state.${row.state}`)} size="small" /> },
            { id: "department", header: t("department"), cell: (row) => row.department },
            { id: "by", header: t("by"), cell: (row) => row.by, hideInCard: true },
            { id: "period", header: t("period"), cell: (row) => <span className="inline-block first-letter:uppercase">{formatPeriod(row.period, locale)}</span> },
            {
              id: "decideBy",
              header: t("decideBy"),
              cell: (row) => {
                const isLate = row.decidedAt === null && row.decideBy < now;
                return (
                  <span className={classNames(isLate && "text-breach")}>
                    <Time at={row.decideBy} zone={zone} now={now} />
                    {isLate ? ` · ${t("overdue")}` : ""}
                  </span>
                );
              },
            },
          ]}
          empty={
            <EmptyState icon={<Scale aria-hidden size={20} />} title={t("empty.title")}>
              {t("empty.text")}
            </EmptyState>
          }
        />
      </div>
    </Page>
  );
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.title);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
