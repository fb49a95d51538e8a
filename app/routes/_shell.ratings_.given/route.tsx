import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { MessageSquareReply } from "lucide-react";
import { DataTable } from "#app/components/data-table.tsx";
import { DoneAbout } from "#app/components/done-about.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { Page } from "#app/components/page.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { Time } from "#app/components/time.tsx";
import { CASE_STATES } from "#app/domain/improvement/decide-case.ts";
import type { Key } from "#app/i18n/catalogue.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { useT } from "#app/i18n/use-t.ts";
import { allow, requireActor } from "#app/web/guard.server.ts";
import { readPageFacts } from "#app/web/page-facts.server.ts";
import { readGivenRows } from "./rows.server.ts";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "answer.give");
  const { personId } = viewer.actor;
  allow(viewer, "answer.give", { personIds: [personId] });
  const facts = await readPageFacts(request, context);
  const { rows, query, total, all } = await readGivenRows(request, context, facts, personId);
  const t = translateIn(facts.locale, "asking");
  const told = all.filter((row) => row.done?.action).length;
  return json({
    title: t("given"),
    sentence: total === 0 ? t("given.sentence.none") : [t("given.sentence", { count: total }), ...(told > 0 ? [t("given.sentence.done", { count: told })] : [])].join(" "),
    rows, query, total, zone: viewer.timeZone, now: facts.now,
  });
}

/** You said – we did. */
export default function Given() {
  const { title, sentence, rows, query, total, zone, now } = useLoaderData<typeof loader>();
  const t = useT("asking");
  const ratings = useT("ratings");
  const improvement = useT("improvement");
  return (
    <Page title={title} crumbs={[{ label: ratings("inbox.title"), to: "/inbox" }]} sentence={sentence}>
      <div className="rounded-lg border border-line">
        <DataTable
          label={title}
          rows={rows}
          rowKey={(row) => row.id}
          query={query}
          total={total}
          searchable
          csvTo="/ratings/given.csv"
          filters={[
            { name: "score", label: ratings("rating"), options: ["1", "2", "3", "4", "5"].map((value) => ({ value, label: ratings(`score.${value}` as Key<"ratings">) })) },
            { name: "done", label: t("given.done"), options: CASE_STATES.map((value) => ({ value, label: improvement(`state.${value}`) })) },
          ]}
          columns={[
            { id: "provider", header: t("given.provider"), sortable: true, cell: (row) => row.provider },
            {
              id: "what", header: t("given.what"),
              cell: (row) => (row.taskId === null ? row.what : <Link to={`/work/${row.taskId}`} className="door">{row.what}</Link>),
            },
            {
              id: "score", header: t("given.said"), sortable: true,
              cell: (row) => (
                <div>
                  {ratings(`score.${row.csat}` as Key<"ratings">)}
                  {row.isVoided ? <span className="block text-sm text-muted">{t("given.voided")}</span> : null}
                  {row.comment ? <span className="block max-w-md text-sm text-pretty text-muted">{row.comment}</span> : null}
                </div>
              ),
            },
            { id: "done", header: t("given.done"), cell: (row) => (row.done ? <DoneAbout done={row.done} withLink /> : <span className="text-faint">–</span>) },
            { id: "answered", header: t("given.when"), sortable: true, align: "end", cell: (row) => <Time at={row.answeredAt} zone={zone} now={now} /> },
          ]}
          empty={<EmptyState icon={<MessageSquareReply aria-hidden size={20} />} title={t("given.none")}>{t("given.none.text")}</EmptyState>}
        />
      </div>
    </Page>
  );
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.title);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
