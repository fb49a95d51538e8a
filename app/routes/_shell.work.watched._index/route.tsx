import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { Eye } from "lucide-react";
import { DataTable } from "#app/components/data-table.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { Page } from "#app/components/page.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { useWatchDetail, WatchChip } from "#app/components/relationship/watch-list.tsx";
import { Time } from "#app/components/time.tsx";
import { WATCH_STATES } from "#app/domain/relationship/watch.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { useT } from "#app/i18n/use-t.ts";
import { requireActor } from "#app/web/guard.server.ts";
import { localeFor } from "#app/web/locale.server.ts";
import { readWatchPage } from "#app/web/watch-lines.server.ts";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "task.read");
  const locale = await localeFor(request, context);
  const { all: _all, watched, unconfirmed, atRisk, ...page } = await readWatchPage(context, viewer, new URL(request.url), locale);
  const t = translateIn(locale, "watch");
  const sentence = watched === 0 ? t("sentence.none") : t("sentence", { count: watched, unconfirmed, atRisk });
  return json({ ...page, title: t("title"), sentence, clock: { now: context.now(), zone: viewer.timeZone } });
}

const OPEN_STATES = WATCH_STATES.slice(0, 5);

export default function Watched() {
  const data = useLoaderData<typeof loader>();
  const t = useT("watch");
  const work = useT("work");
  const common = useT("common");
  const detail = useWatchDetail(data.clock);
  return (
    <Page title={data.title} sentence={data.sentence} crumbs={[{ label: work("title"), to: "/work" }]} width="full">
      <p className="text-pretty text-muted">{t("explain")}</p>
      <div className="rounded-lg border border-line">
        <DataTable
          label={data.title}
          rows={data.rows}
          rowKey={(row) => row.item}
          rowTo={(row) => row.to}
          query={data.query}
          total={data.total}
          searchable
          csvTo="/work/watched.csv"
          filters={[
            { name: "state", label: common("state"), options: OPEN_STATES.map((value) => ({ value, label: t(`state.${value}`) })) },
            ...(data.bySide ? [{ name: "side", label: work("side"), options: [{ value: "provider", label: work("side.provider") }, { value: "client", label: work("side.client") }] }] : []),
          ]}
          columns={[
            { id: "what", header: t("what"), cell: (row) => row.name },
            { id: "provider", header: common("provider"), cell: (row) => row.provider, sortable: true },
            { id: "client", header: common("client"), cell: (row) => row.client, sortable: true },
            { id: "due", header: t("due"), cell: (row) => <Time at={row.dueAt} zone={data.clock.zone} now={data.clock.now} />, align: "end", sortable: true },
            { id: "state", header: common("state"), cell: (row) => <><WatchChip state={row.state} /><span className="block text-sm text-muted">{detail(row)}</span></>, sortable: true },
            { id: "why", header: t("why"), cell: (row) => <Link to={row.missedTo} className="door">{common("open")}</Link> },
          ]}
          empty={<EmptyState icon={<Eye aria-hidden size={20} />} title={t("none.title")}>{t("none.text")}</EmptyState>}
        />
      </div>
    </Page>
  );
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.title);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
