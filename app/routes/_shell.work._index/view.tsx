import { Link, useSearchParams } from "@remix-run/react";
import { CalendarClock, Columns3, ListChecks, PhoneIncoming, Plus, Rows3, Scale, Upload } from "lucide-react";
import { LinkButton } from "#app/components/button.tsx";
import { DataTable } from "#app/components/data-table.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { Notice } from "#app/components/notice.tsx";
import { Page } from "#app/components/page.tsx";
import type { ShownState } from "#app/components/state-chip.tsx";
import { withParameters, type TableQuery } from "#app/domain/list/table-query.ts";
import { Tabs } from "#app/components/tabs.tsx";
import { TableToolbar } from "#app/components/table-toolbar.tsx";
import { capital } from "#app/format/capital.ts";
import { formatDay, formatPeriod } from "#app/format/date.ts";
import { formatCount } from "#app/format/number.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";
import { Board, type BoardColumn } from "./board.tsx";
import { BULK_FORM, BulkBar, BulkResult, type BulkAnswer, type BulkChoices } from "./bulk.tsx";
import { columnsOf, type Row } from "./columns.tsx";

/** Local days, the last one included; a first day of null = whenever before. */
interface DueDays {
  readonly first: string | null;
  readonly last: string;
}

interface WorkData {
  readonly rows: readonly Row[];
  /** The columns of the board; null = the list is shown. */
  readonly board: readonly BoardColumn[] | null;
  readonly bulk: BulkChoices;
  readonly query: TableQuery;
  readonly total: number;
  readonly totalIsMore: boolean;
  readonly month: string;
  readonly promises: Readonly<Partial<Record<string, number>>>;
  readonly door: { readonly keys: readonly string[]; readonly names: readonly string[]; readonly period: string | null; readonly standings: readonly string[]; readonly isEdited: boolean } | null;
  /** The period that `delivered` asks for. */
  readonly delivered: string | null;
  /** What `due` and `assignee` ask for; an empty name = nobody works on it yet. */
  readonly due: { readonly days: DueDays | null; readonly assignee: string | null } | null;
  readonly products: readonly { readonly id: string; readonly name: string }[];
  readonly departments: readonly { readonly id: string; readonly name: string }[];
  readonly zone: string;
  readonly now: number;
  readonly mayRequest: boolean;
  readonly mayLog: boolean;
  readonly mayImport: boolean;
  readonly maySeeDisputes: boolean;
}

const VIEWS = ["open", "mine", "risk", "late", "to_accept"] as const;
const STATES = ["requested", "in_progress", "paused", "delivered", "returned", "accepted", "cancelled"] as const;
const OUTCOMES = ["pending", "at_risk", "met", "breached", "unmeasurable", "void"] as const;

/** The list of tasks: saved views, filters, and the doors from scorecards. */
export function WorkPage({ data, answer }: { readonly data: WorkData; readonly answer: BulkAnswer | null }) {
  const desk = useT("desk");
  const t = useT("work");
  const states = useT("states");
  const common = useT("common");
  const planned = useT("planned");
  const locale = useLocale();
  const [params] = useSearchParams();
  const { promises, query } = data;
  const count = (standing: string) => promises[standing] ?? 0;
  const figures = ["met", "breached", "pending", "at_risk"].some((standing) => count(standing) > 0);
  const options = (list: readonly { readonly id: string; readonly name: string }[]) => list.map((row) => ({ value: row.id, label: row.name }));
  const filters = [
    { name: "side", label: t("side"), options: [{ value: "provider", label: t("side.provider") }, { value: "client", label: t("side.client") }] },
    { name: "state", label: t("state"), options: STATES.map((state) => ({ value: state, label: states(state) })) },
    { name: "outcome", label: t("outcome"), options: [...OUTCOMES.map((outcome) => ({ value: outcome as string, label: states(outcome) })), { value: "none", label: t("outcome.none") }] },
    { name: "product", label: common("product.one"), options: options(data.products) },
    { name: "provider", label: common("provider"), options: options(data.departments) },
    { name: "client", label: common("client"), options: options(data.departments) },
  ];
  const layout = (to: "board" | null) => `/work${withParameters(params, { layout: to })}`;
  const tools = (
    <>
      {data.door ? null : data.board ? (
        <LinkButton to={layout(null)} size="small" icon={<Rows3 aria-hidden size={14} />}>
          {desk("board.list")}
        </LinkButton>
      ) : (
        <LinkButton to={layout("board")} size="small" icon={<Columns3 aria-hidden size={14} />}>
          {desk("board")}
        </LinkButton>
      )}
      {data.mayLog ? (
        <LinkButton to="/work/log" size="small" tone="quiet" icon={<PhoneIncoming aria-hidden size={14} />}>
          {desk("log.title")}
        </LinkButton>
      ) : null}
      <LinkButton to="/work/planned" size="small" tone="quiet" icon={<CalendarClock aria-hidden size={14} />}>
        {planned("link")}
      </LinkButton>
      {data.maySeeDisputes ? (
        <LinkButton to="/work/disputes" size="small" tone="quiet" icon={<Scale aria-hidden size={14} />}>
          {t("disputes")}
        </LinkButton>
      ) : null}
      {data.mayImport ? (
        <LinkButton to="/work/import" size="small" tone="quiet" icon={<Upload aria-hidden size={14} />}>
          {t("import")}
        </LinkButton>
      ) : null}
    </>
  );
  const empty = (
    <EmptyState
      icon={<ListChecks aria-hidden size={20} />}
      title={t("empty.title")}
      action={data.mayRequest ? <LinkButton to="/work/new">{t("newRequest")}</LinkButton> : undefined}
    >
      {t("empty.text")}
    </EmptyState>
  );
  return (
    <Page
      title={t("title")}
      width="full"
      sentence={
        figures
          ? t("sentence", {
              month: capital(formatPeriod(data.month, locale), locale),
              met: formatCount(count("met"), locale),
              breached: formatCount(count("breached"), locale),
              running: formatCount(count("pending") + count("at_risk"), locale),
              atRisk: formatCount(count("at_risk"), locale),
            })
          : t("question")
      }
      action={
        data.mayRequest ? (
          <LinkButton to="/work/new" tone="primary" icon={<Plus aria-hidden size={16} />}>
            {t("newRequest")}
          </LinkButton>
        ) : undefined
      }
      tabs={
        data.door ? undefined : (
          <Tabs
            label={t("views")}
            tabs={[null, ...VIEWS].map((view) => ({
              to: `/work${withParameters(params, { view })}`,
              label: t(`view.${view ?? "all"}`),
              current: (query.filters.view ?? null) === view,
            }))}
          />
        )
      }
    >
      <Door data={data} />
      <BulkResult answer={answer} />
      <div className="-mx-4">
        {data.board ? (
          <>
            <TableToolbar label={t("title")} query={query} searchable filters={filters} csvTo="/work.csv" tools={tools} />
            <Board columns={data.board} zone={data.zone} now={data.now} />
          </>
        ) : (
          <>
            <DataTable
              label={t("title")}
              columns={columnsOf(data, t, common, desk)}
              rows={data.rows}
              rowKey={(row) => `${row.id} ${row.obligationKey ?? ""} ${row.standing ?? ""} ${row.dueAt ?? ""}`}
              rowTo={(row) => (row.id.startsWith("o:") ? `/work/planned/one?obligation=${encodeURIComponent(row.obligationKey ?? "")}&date=${row.id.slice(2)}` : `/work/${row.id}`)}
              query={query}
              total={data.total}
              totalIsMore={data.totalIsMore}
              searchable
              filters={data.door ? [] : filters}
              csvTo="/work.csv"
              choice={data.bulk.acts.length > 0 ? { form: BULK_FORM, name: "task", of: (row) => (row.chosen === null ? null : { value: row.chosen, label: desk("bulk.choose", { title: row.title || row.externalId }) }) } : undefined}
              tools={tools}
              empty={empty}
            />
            {/* A new key after each answer: what was done is not ticked any more. */}
            <BulkBar key={answer ? JSON.stringify(answer).length : 0} choices={data.bulk} answer={answer?.fault ? answer : null} />
          </>
        )}
      </div>
    </Page>
  );
}

/** Names of lines in the notice; more would be a list. */
const NAMED_LINES = 2;

/** What the figure that led here counts, and the way back to all tasks. */
function Door({ data: { door, delivered, due } }: { readonly data: WorkData }) {
  const t = useT("work");
  const causes = useT("causes");
  const states = useT("states");
  const locale = useLocale();
  if (!door && !delivered && !due) return null;
  const day = (date: string) => formatDay(date, locale);
  const dueWords = ({ first, last }: DueDays) => (first === null ? t("door.dueUntil", { day: day(last) }) : first === last ? t("door.due", { day: day(first) }) : t("door.dueWithin", { first: day(first), last: day(last) }));
  const words = door
    ? [
        ...(door.names.length > NAMED_LINES ? [t("door.lines", { count: door.names.length })] : door.names),
        ...(door.period ? [formatPeriod(door.period, locale)] : []),
        ...(door.isEdited ? [t("door.edited")] : []),
        door.standings.length > 0 ? door.standings.map((standing) => states(standing as ShownState)).join(", ") : t("door.all"),
      ]
    : [
        ...(delivered ? [t("door.delivered", { period: formatPeriod(delivered, locale) })] : []),
        ...(due?.days ? [dueWords(due.days)] : []),
        ...(due?.assignee == null ? [] : [due.assignee === "" ? t("door.nobody") : t("door.assignee", { name: due.assignee })]),
      ];
  return (
    <Notice
      action={
        <span className="flex flex-wrap gap-x-4">
          {door?.keys.length === 1 ? (
            <Link to={`/work/causes?obligation=${encodeURIComponent(door.keys[0]!)}`} className="font-medium text-accent hover:underline">
              {causes("why")}
            </Link>
          ) : null}
          <Link to="/work" className="font-medium text-accent hover:underline">
            {t("door.clear")}
          </Link>
        </span>
      }
    >
      {words.join(" · ")}
    </Notice>
  );
}
