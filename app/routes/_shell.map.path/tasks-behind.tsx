import { Link, useSearchParams } from "@remix-run/react";
import { Card } from "#app/components/card.tsx";
import { StateChip } from "#app/components/state-chip.tsx";
import { withParameters } from "#app/domain/list/table-query.ts";
import { Time } from "#app/components/time.tsx";
import { formatCount } from "#app/format/number.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";
import type { PathPage } from "./read.server.ts";

/** The tasks that one sentence was counted from: what waited, and for what. */
export function TasksBehind({ page, chosen }: { readonly page: PathPage; readonly chosen: NonNullable<PathPage["chosen"]> }) {
  const t = useT("chain");
  const locale = useLocale();
  const [params] = useSearchParams();
  return (
    <Card id="tasks" title={t("tasks")} aside={<Link to={withParameters(params, { link: null })} preventScrollReset className="font-medium text-accent hover:underline">{t("tasks.close")}</Link>} flush>
      <p className="border-b border-line px-4 py-2 text-pretty">{chosen.says}</p>
      <ul className="divide-y divide-line">
        {chosen.tasks.map((row, index) => (
          <li key={`${row.id} ${index}`} className="grid gap-x-6 gap-y-2 px-4 py-2 sm:grid-cols-2">
            <Item label={t("tasks.down")} title={row.title} to={`/work/${row.id}`} dueAt={row.dueAt} isLate={row.isLate} zone={page.zone} />
            <Item label={t("tasks.up")} title={row.up.title} to={row.up.to} dueAt={row.up.dueAt} isLate={row.up.isLate} zone={page.zone} />
          </li>
        ))}
      </ul>
      {chosen.listed > chosen.tasks.length ? <p className="border-t border-line px-4 py-2 text-sm text-muted">{t("tasks.more", { shown: formatCount(chosen.tasks.length, locale) })}</p> : null}
      {chosen.hidden > 0 ? <p className="border-t border-line px-4 py-2 text-sm text-muted">{chosen.listed === 0 ? t("tasks.none") : t("tasks.hidden", { count: chosen.hidden })}</p> : null}
    </Card>
  );
}

function Item({ label, title, to, dueAt, isLate, zone }: { readonly label: string; readonly title: string; readonly to: string | null; readonly dueAt: number | null; readonly isLate: boolean | null; readonly zone: string }) {
  const t = useT("chain");
  return (
    <div className="flex min-w-0 flex-col gap-0.5">
      <span className="text-xs text-muted">{label}</span>
      <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
        {to ? <Link to={to} className="min-w-0 font-medium text-accent hover:underline">{title}</Link> : <span className="min-w-0 font-medium">{title}</span>}
        <StateChip state={isLate === null ? "pending" : isLate ? "breached" : "met"} word={t(isLate === null ? "tasks.unknown" : isLate ? "tasks.late" : "tasks.inTime")} size="small" />
      </span>
      {dueAt === null ? null : <span className="figures text-sm text-muted">{t("tasks.due")} <Time at={dueAt} zone={zone} /></span>}
    </div>
  );
}
