import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { Card } from "#app/components/card.tsx";
import { CaseList } from "#app/components/case-list.tsx";
import { StateChip } from "#app/components/state-chip.tsx";
import { Time } from "#app/components/time.tsx";
import { formatWorkingTime } from "#app/format/duration.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";
import type { Direction } from "#app/web/pair-direction.server.ts";
import type { Clock } from "./direction.tsx";

interface Part {
  readonly direction: Direction;
  readonly clock: Clock;
}

/** A line that opens: what it is, when, and a word on it. */
export function Row({ to, title, detail, aside }: { readonly to: string; readonly title: string; readonly detail?: ReactNode; readonly aside?: ReactNode }) {
  return (
    <li className="keep-together flex flex-wrap items-center gap-x-3 gap-y-0.5 px-4 py-2">
      <span className="min-w-0 grow basis-40">
        <Link to={to} className="door text-pretty">{title}</Link>
        {detail ? <span className="block text-sm text-pretty text-muted">{detail}</span> : null}
      </span>
      {aside ? <span className="flex items-center gap-2 text-sm text-muted">{aside}</span> : null}
    </li>
  );
}

function Rows({ title, empty, isEmpty, aside, children }: { readonly title: string; readonly empty: string; readonly isEmpty: boolean; readonly aside?: ReactNode; readonly children: ReactNode }) {
  return (
    <Card title={title} aside={aside} flush>
      {isEmpty ? <p className="px-4 py-3 text-muted">{empty}</p> : <ul className="divide-y divide-line">{children}</ul>}
    </Card>
  );
}

/** What was missed last, and by how much. */
export function Failures({ direction, clock }: Part) {
  const t = useT("relationship");
  const locale = useLocale();
  const what = (row: Direction["failures"][number]) => {
    if (row.lateByMs !== null && row.lateByMs > 0) return t("failures.late", { time: formatWorkingTime(row.lateByMs, locale) });
    if (row.deliveredAt !== null) return t("failures.other");
    return t(row.taskId ? "failures.undelivered" : "failures.noDelivery");
  };
  return (
    <Rows title={t("failures")} empty={t("failures.none")} isEmpty={direction.failures.length === 0}>
      {direction.failures.map((row) => (
        <Row key={`${row.obligationKey} ${row.item}`} to={row.to} title={row.title ?? row.name} detail={[row.title ? row.name : null, what(row)].filter(Boolean).join(" · ")} aside={row.dueAt === null ? null : <Time at={row.dueAt} zone={clock.zone} now={clock.now} />} />
      ))}
    </Rows>
  );
}

/** Planned deliveries of the next weeks. */
export function Expected({ direction, clock }: Part) {
  const t = useT("relationship");
  return (
    <Rows title={t("expected")} empty={t("expected.none")} isEmpty={direction.expected.length === 0}>
      {direction.expected.map((row) => (
        <Row key={`${row.obligationKey} ${row.scheduledOn}`} to={row.to} title={row.name} aside={<Time at={row.dueAt} zone={clock.zone} now={clock.now} />} />
      ))}
    </Rows>
  );
}

/** Requests that are not delivered yet, the earliest due first. */
export function OpenRequests({ direction, clock }: Part) {
  const t = useT("relationship");
  return (
    <Rows
      title={t("open")} empty={t("open.none")} isEmpty={direction.open.length === 0}
      aside={
        direction.hasMoreOpen || direction.mayAsk ? (
          <>
            {direction.mayAsk ? <Link to={`/work/new?for=${direction.client.id}`} className="no-print font-medium text-accent hover:underline">{t("request")}</Link> : null}
            {direction.hasMoreOpen ? <Link to={`/work?view=open&provider=${direction.provider.id}&client=${direction.client.id}`} className="no-print font-medium text-accent hover:underline">{t("open.all")}</Link> : null}
          </>
        ) : undefined
      }
    >
      {direction.open.map((row) => (
        <Row
          key={row.id} to={`/work/${row.id}`} title={row.title} detail={row.assignee}
          aside={
            <>
              {row.dueAt === null ? t("open.noDue") : <Time at={row.dueAt} zone={clock.zone} now={clock.now} />}
              <StateChip state={row.dueAt !== null && row.dueAt < clock.now ? "late" : row.outcome === "at_risk" ? "at_risk" : row.state} size="small" />
            </>
          }
        />
      ))}
    </Rows>
  );
}

/** Improvement cases that are not confirmed yet. */
export function Cases({ direction }: { readonly direction: Direction }) {
  const t = useT("relationship");
  if (direction.cases === null || direction.cases.length === 0) return null;
  return (
    <Card title={t("cases")}>
      <CaseList cases={direction.cases} />
    </Card>
  );
}
